import { check, type Finding, verdict } from '../model.ts';

/** What an earlier installation has left, before another one. */
const definitions = check({
  id: 'install-definitions',
  category: 'api',
  description: 'no definitions of an earlier installation are in the way',
  severity: 'Warning',
  needs: ['definitions'],
  judge: ({ definitions: all }) => {
    const there = all.flatMap(({ definition }) => definition ?? []);
    const byOwner = Map.groupBy(there, ({ metadata: { annotations = {} } }) => {
      const [name, namespace] = ['name', 'namespace'].map((part) => annotations[`meta.helm.sh/release-${part}`]);
      return name === undefined ? '' : `${name} in namespace ${namespace}`;
    });
    return verdict(
      [...byOwner].map(([owner, these]): Finding => {
        const names = these.map(({ metadata }) => metadata.name).join(', ');
        return owner === ''
          ? {
              message: `${names} are there and belong to no release of helm, which refuses to install over them`,
              remedy:
                'install with --take-ownership, or with crds.install=false; or keep on using kubectl apply, if they come from the manifest',
            }
          : {
              severity: 'Info',
              message: `${names} are there, of release ${owner}; they stay when a release is uninstalled, with all objects`,
              remedy: `install under the same name and namespace, which takes them over; for another release set crds.install=false, or add --take-ownership`,
            };
      }),
      'there are none yet',
    );
  },
});

const operator = check({
  id: 'install-operator',
  category: 'operator',
  description: 'no operator is installed yet',
  severity: 'Warning',
  needs: ['operators'],
  judge: ({ operators }) =>
    verdict(
      operators.map(({ key }) => ({
        object: `Deployment ${key}`,
        message: 'it runs the operator already; a second one for the same namespaces would contend with it',
        remedy: 'upgrade it (helm upgrade), or give each its own namespaces: docs/install.md#for-one-team',
      })),
      'none',
    ),
});

export const BEFORE = { definitions, operator };
