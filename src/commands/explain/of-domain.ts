import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import { observedDaemonSet } from '../../controllers/domain/daemon-set.ts';
import { decide } from '../../controllers/domain/decide.ts';
import { capabilitiesOfPods } from '../../controllers/nodes/capabilities.ts';
import { cachedDomain, type IceoryxDomain, type Node, type Volume } from '../../controllers/resources.ts';
import type { Typed } from '../../kube/object.ts';
import { withDomainImage } from '../../pod/domain.ts';
import { domainFiguresOf } from '../../pod/domain-figures.ts';
import { differences } from './differences.ts';
import type { Settings } from './settings.ts';
import { changesInWords } from './shape.ts';
import type { Explanation } from './view.ts';

/** The state of an IceoryxDomain. */
export interface DomainFacts {
  readonly object: IceoryxDomain;
  /** The DaemonSet of its name. */
  readonly child: Typed<IDaemonSet> | undefined;
  /** Volumes through which apps reach its directories. */
  readonly volumes: readonly Volume[];
  readonly nodes: readonly Node[] | undefined;
  readonly settings: Settings;
}

/** Why RouDi's pods of an IceoryxDomain have their shape, by the operator's own decision. */
export function explainDomain(facts: DomainFacts): Pick<Explanation, 'next' | 'obstacle' | 'shape'> {
  const { child, volumes, nodes, settings } = facts;
  const object = withDomainImage(cachedDomain(facts.object), settings.images.defaultImage);
  const unread =
    nodes === undefined ? { restartAllContainers: isRenewed(child), because: 'nodes were not read' } : undefined;
  const assumed = settings.assumed ?? unread;
  const decision = decide(
    {
      object,
      child: child && observedDaemonSet(child),
      members: [],
      nodes: nodes ?? [],
      volumes,
      assumed,
    },
    { ...settings.domains, agent: settings.images.agent },
  );
  if (decision.obstacle !== undefined) {
    return { obstacle: decision.obstacle };
  }
  const { plan, daemonSet, directory } = decision;
  const template = daemonSet.spec?.template ?? {};
  const { nodeSelector, tolerations } = plan.domain;
  const placement = { nodeSelector: { ...nodeSelector }, tolerations: [...tolerations] };
  return {
    shape: {
      changes: changesInWords({ spec: { containers: [] } }, template),
      segments: plan.memory.segments.map(({ name, bytes }) => ({ name, bytes: Number(bytes) })),
      figures: [
        ...domainFiguresOf(plan, assumed ?? capabilitiesOfPods(placement, nodes ?? [])),
        {
          name: 'Directory',
          value: directory,
          sum:
            volumes.length > 0 ? 'that of its volumes, which cannot change' : "below the operator's --domain-directory",
        },
      ],
      warnings: [],
    },
    ...(child?.spec === undefined
      ? {}
      : {
          next: {
            when: 'at once, node by node, by an operator of this version with these settings',
            differences: differences(child.spec.template, template),
          },
        }),
  };
}

/** Whether RouDi's pods are restarted in place now. */
function isRenewed(child: Typed<IDaemonSet> | undefined): boolean {
  const { containers = [] } = child?.spec?.template.spec ?? {};
  return containers.some(({ restartPolicyRules = [] }) => restartPolicyRules.length > 0);
}
