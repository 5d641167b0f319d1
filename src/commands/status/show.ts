import type { KubeClient } from '../../kube/client.ts';
import { withProgress } from '../../terminal/progress.ts';
import { agentStatusesOf } from '../kit/agent-status.ts';
import { type ClusterOptions, withCluster } from '../kit/cluster.ts';
import { reader } from '../kit/output.ts';
import { UsageError } from '../usage.ts';
import { Agents, ANSWER_MS, REMEMBERED_MS } from './agents.ts';
import { gather, type Selection } from './gather.ts';
import { type Form, remarksIn, textOf } from './print.ts';
import { askedPods, statusViewOf } from './status-view.ts';
import { subjectOf } from './subject.ts';
import type { StatusView } from './view.ts';
import { watchStatus } from './watch.ts';

export interface StatusOptions extends ClusterOptions {
  readonly name?: string | undefined;
  readonly selector?: string | undefined;
  readonly watch?: true | undefined;
  readonly output?: 'json' | 'wide' | 'yaml' | undefined;
}

/** Who watches wants to know soon that the cluster does not answer. */
const WATCHED_MS = 5000;

/** Shows the objects of a cluster, once or again and again. */
export async function showStatus(options: StatusOptions): Promise<void> {
  const { name, selector, allNamespaces = false, watch = false, output } = options;
  const subject = name === undefined ? undefined : subjectOf(name);
  if (subject !== undefined && allNamespaces) {
    throw new UsageError(`'${name}' is one object, and -A asks for all namespaces; use -n NAMESPACE, or no name`);
  }
  if (subject !== undefined && selector !== undefined) {
    throw new UsageError(`'${name}' is one object, and -l asks for all with some labels; use one of them`);
  }
  const form: Form = { output, isPage: subject !== undefined, allNamespaces };
  await withCluster(options, async ({ client, namespace }) => {
    const agents = new Agents(
      (pods) => agentStatusesOf(client, pods, { timeoutMs: ANSWER_MS }),
      form.isPage ? 0 : REMEMBERED_MS,
    );
    const look = (): Promise<StatusView> =>
      viewOf(
        client,
        { namespace, labelSelector: selector, subject, timeoutMs: watch ? WATCHED_MS : undefined },
        agents,
      );
    if (watch) {
      await watchStatus(look, form);
      return;
    }
    const view = await withProgress('Asking the cluster', look);
    process.stdout.write(textOf(view, form, reader()));
    const isRead = process.stdout.isTTY && process.stderr.isTTY;
    process.stderr.write(remarksIn(view.remarks, isRead ? process.stderr.columns : undefined));
  });
}

async function viewOf(client: KubeClient, selection: Selection, agents: Agents): Promise<StatusView> {
  const gathered = await gather(client, selection);
  const answers = await agents.look(askedPods(gathered));
  return statusViewOf(gathered, answers, new Date());
}
