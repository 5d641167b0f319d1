import { isForbidden, isNotFound } from '../../kube/errors.ts';
import type { KubeObject } from '../../kube/object.ts';
import type { KubeClient } from '../../kube/client.ts';
import { apiVersion } from '../../kube/resource.ts';
import { withProgress } from '../../terminal/progress.ts';
import { type ClusterOptions, withCluster } from '../kit/cluster.ts';
import { objectIn } from '../kit/object.ts';
import { reader } from '../kit/output.ts';
import { explanations, RENDERED } from '../render/render-all.ts';
import { settingsOf } from '../render/settings.ts';
import type { RenderOptions } from '../render/settings.ts';
import { UsageError } from '../usage.ts';
import { Context } from './context.ts';
import { explanationOf } from './gather.ts';
import type { GivenSettings } from './settings.ts';
import { type Target, targetOf } from './target.ts';
import { textOf } from './text.ts';
import type { Explanation } from './view.ts';

export interface ExplainOptions extends ClusterOptions, RenderOptions {
  readonly output?: 'json' | 'yaml' | undefined;
  /** Whether the image of the agent is the user's, and not the default of files. */
  readonly isAgentGiven: boolean;
}

/**
 * Prints why the pods of an object in the cluster, or of objects in files, have their shape.
 *
 * @throws UsageError if a user names both a file and an object, or neither
 */
export async function explainAny(name: string | undefined, options: ExplainOptions): Promise<void> {
  const { filename, output, isAgentGiven, agentImage, ...others } = options;
  if (filename === undefined && name === undefined) {
    throw new UsageError(
      'the name of an object is missing; give NAME or KIND/NAME of one in the cluster, or -f FILE without one',
    );
  }
  if (filename !== undefined && name !== undefined) {
    throw new UsageError(`-f and '${name}' are both given; use one of them`);
  }
  if (name === undefined) {
    const settings = await settingsOf(options, RENDERED);
    process.stdout.write(explanations(settings, output, reader().width));
    return;
  }
  const settings = { ...others, ...(isAgentGiven ? { agentImage } : {}) };
  const explanation = await explained(name, settings);
  process.stdout.write(output === undefined ? textOf(explanation, reader()) : objectIn(output, explanation));
}

async function explained(words: string, options: ClusterOptions & GivenSettings): Promise<Explanation> {
  const target = targetOf(words);
  return withCluster(options, async ({ client, namespace = 'default' }) =>
    withProgress(`looking at ${words}`, async () => {
      const object = await found(target, namespace, client);
      return explanationOf(object, await Context.of(client, namespace, options));
    }),
  );
}

/** @throws Error if there is no such object, or it may not be read */
async function found({ name, resources }: Target, namespace: string, client: KubeClient): Promise<KubeObject> {
  const unread: string[] = [];
  for (const resource of resources) {
    try {
      const object = await client.get<KubeObject>(resource, `${namespace}/${name}`);
      return { ...object, apiVersion: apiVersion(resource), kind: resource.kind };
    } catch (error) {
      if (isForbidden(error)) {
        unread.push(resource.plural);
      } else if (!isNotFound(error)) {
        throw error;
      }
    }
  }
  const kinds = resources.length === 1 ? resources[0]?.kind : 'object of a kind that has pods with iceoryx';
  throw new Error(
    unread.length === 0
      ? `no ${kinds} in namespace ${namespace} has the name ${name}; see kubectl iceoryx status -A`
      : `no ${kinds} ${name} in namespace ${namespace} may be read: the right to get ${unread.join(', ')} is missing`,
  );
}
