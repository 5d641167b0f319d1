import { missingGrants } from '../grants.ts';
import { check, type Finding, skipped, verdict } from '../model.ts';
import { rightsInWords } from '../words.ts';
import { NO_OPERATOR } from './operator.ts';

const category = 'rights';

const ofCommands = check({
  id: 'rights-commands',
  category,
  description: 'you have the rights that the commands of this program need',
  severity: 'Info',
  needs: ['commandRights', 'scope'],
  judge: ({ commandRights, scope: { namespace } }) => {
    const missing = commandRights.filter(({ isAllowed }) => !isAllowed);
    const where = namespace === undefined ? 'in all namespaces' : `in namespace ${namespace}`;
    return verdict(
      [...Map.groupBy(missing, ({ neededFor }) => neededFor)].map(([command, rights]) => ({
        object: `kubectl iceoryx ${command}`,
        message: `you may not ${rightsInWords(rights)}`,
        remedy: `ask an administrator for these rights, or name a namespace in which you have them by -n`,
      })),
      `${commandRights.length} rights ${where}`,
    );
  },
});

const ofInstaller = check({
  id: 'rights-install',
  category,
  description: 'you have the rights that an installation needs',
  severity: 'Error',
  needs: ['installRights'],
  judge: ({ installRights }) => {
    const missing = installRights.filter(({ isAllowed }) => !isAllowed);
    return verdict(
      [...Map.groupBy(missing, ({ neededFor }) => neededFor)].map(([what, rights]) => ({
        // A user with all of the rights themselves may grant them as well.
        ...(rights.every(({ verb }) => verb === 'escalate') ? { severity: 'Warning' as const } : {}),
        message: `for ${what} you may not ${rightsInWords(rights)}`,
        remedy:
          'install as an administrator of the cluster, or for your own namespaces only: docs/install.md#for-one-team',
      })),
      `${installRights.length} rights`,
    );
  },
});

const ofOperator = check({
  id: 'rights-operator',
  category,
  description: 'the operator has the rights that its parts need',
  severity: 'Error',
  needs: ['grants', 'operators'],
  judge: ({ grants, operators }) =>
    operators.length === 0
      ? skipped(NO_OPERATOR)
      : verdict(
          grants.flatMap(({ operator, ...granted }) =>
            missingGrants(operator, granted).map(({ part, severity, rights }): Finding => ({
              severity,
              object: `ServiceAccount ${granted.account}`,
              message: `it may not ${rightsInWords(rights)}, which ${part} need`,
              remedy: `upgrade the release with the chart of the operator's version, whose roles have it`,
            })),
          ),
          grants.map(({ account }) => account).join(', '),
        ),
});

export const RIGHTS = { ofCommands, ofInstaller, ofOperator };
