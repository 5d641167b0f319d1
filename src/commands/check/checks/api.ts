import { schema as deployments } from '../../../api/iceoryx-deployment.generated.ts';
import { schema as domains } from '../../../api/iceoryx-domain.generated.ts';
import { schema as profiles } from '../../../api/iceoryx-profile.generated.ts';
import { schema as sweeps } from '../../../api/iceoryx-sweep.generated.ts';
import { firstNames } from '../../../text.ts';
import type { Definition, Facts } from '../facts.ts';
import { check, type Finding, skipped, type Verdict, verdict } from '../model.ts';
import { schemaDifferences } from '../schema-differences.ts';

const category = 'api';
const VERSION = 'v1alpha1';
const SCHEMAS: Readonly<Record<string, unknown>> = {
  'iceoryxdeployments.iceoryx.io': deployments,
  'iceoryxprofiles.iceoryx.io': profiles,
  'iceoryxdomains.iceoryx.io': domains,
  'iceoryxsweeps.iceoryx.io': sweeps,
};
/** The chart upgrades them with itself, other ways do not. */
export const UPGRADE =
  'apply the definitions of the release: kubectl apply --server-side --force-conflicts -f crds/. The chart does so only in the release with crds.install: true; helm itself never upgrades definitions';

const installed = check({
  id: 'definitions-installed',
  category,
  description: 'the API server serves the four kinds',
  severity: 'Error',
  needs: ['served'],
  judge: ({ served }) => {
    const names = Object.keys(SCHEMAS);
    const missing = names.filter((name) => !served.includes(name.split('.')[0] ?? ''));
    return verdict(
      missing.length === 0
        ? []
        : [
            {
              message: `in version ${VERSION} it does not serve ${missing.join(', ')}: they are not installed, or not accepted`,
              remedy: 'install the chart with crds.install: true, or kubectl apply -f crds/ of the release',
            },
          ],
      `${names.length} of ${names.length}`,
    );
  },
});

const established = check({
  id: 'definitions-established',
  category,
  description: 'the API server has accepted the definitions',
  severity: 'Error',
  needs: ['definitions'],
  judge: ({ definitions: all }) =>
    ofThose(all, ({ status }) => {
      const of = (wanted: string) => status?.conditions?.find(({ type }) => type === wanted);
      const [accepted, ready] = [of('NamesAccepted'), of('Established')];
      if (ready?.status === 'True' && accepted?.status !== 'False') {
        return [];
      }
      const why = [accepted, ready].find((each) => each?.status === 'False')?.message;
      return [
        {
          message: `it is not Established: ${why ?? 'the API server does not say why'}`,
          remedy: 'see whether another definition has its names: kubectl get crds',
        },
      ];
    }),
});

const served = check({
  id: 'definitions-version',
  category,
  description: `the definitions serve and store ${VERSION}`,
  severity: 'Error',
  needs: ['definitions'],
  judge: ({ definitions: all }) =>
    ofThose(all, ({ spec }) => {
      const versions = spec?.versions ?? [];
      const ours = versions.find(({ name }) => name === VERSION);
      const others = versions.map(({ name = '' }) => name).join(', ') || 'none';
      if (ours?.served === true && ours.storage === true) {
        return [];
      }
      const what = ours?.served === true ? 'does not store' : 'does not serve';
      return [
        {
          message: `it ${what} ${VERSION}, the version that this program and its operator know; it has ${others}`,
          remedy: 'use this program and the operator of the release that the definitions are of',
        },
      ];
    }),
});

const current = check({
  id: 'definitions-current',
  category,
  description: 'the definitions are those of this program',
  severity: 'Warning',
  needs: ['definitions'],
  judge: ({ definitions: all }) =>
    ofThose(all, ({ metadata, spec }) => {
      const found = spec?.versions?.find(({ name }) => name === VERSION)?.schema?.openAPIV3Schema;
      if (found === undefined) {
        return [];
      }
      const { missing, unknown, narrower } = schemaDifferences(SCHEMAS[metadata.name], found);
      const lacks = [
        ...(missing.length === 0 ? [] : [`fields are missing: ${firstNames(missing)}`]),
        ...(narrower.length === 0 ? [] : [`values or rules are missing at ${firstNames(narrower)}`]),
      ];
      if (lacks.length > 0) {
        const message = `it is not of this version: ${lacks.join('; ')}. The API server drops such fields, or lets pass what the operator refuses`;
        return [{ message, remedy: unknown.length === 0 ? UPGRADE : `use one release of all parts, or ${UPGRADE}` }];
      }
      return unknown.length === 0
        ? []
        : [
            {
              severity: 'Info',
              message: `it has fields that this program does not know: ${firstNames(unknown)}`,
              remedy: 'use this program of the release that the definitions are of',
            },
          ];
    }),
});

export const API = [installed, established, served, current];

/** The findings about the definitions that there are. */
function ofThose(all: Facts['definitions'], judge: (definition: Definition) => Finding[]): Verdict {
  const there = all.flatMap(({ definition }) => definition ?? []);
  return there.length === 0
    ? skipped('there is no definition')
    : verdict(
        there.flatMap((each) =>
          judge(each).map((finding) => ({ object: `CustomResourceDefinition ${each.metadata.name}`, ...finding })),
        ),
        `${there.length} of ${all.length}`,
      );
}
