import { resolve } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { toSeconds } from '../../api/time.ts';
import { PODS } from '../../kube/resource.ts';
import { type Say, withProgress } from '../../terminal/progress.ts';
import { type Cluster, type ClusterOptions, withCluster } from '../kit/cluster.ts';
import { INTERRUPTED, Interrupted, interruptible } from '../kit/interrupt.ts';
import { reader } from '../kit/output.ts';
import { type Target, targetOf } from '../kit/target.ts';
import { pack } from './archive/pack.ts';
import { Spool } from './archive/spool.ts';
import { REPORTED_KINDS } from './gather/resources.ts';
import { openTarget, reportName } from './archive/target.ts';
import { Composer } from './compose.ts';
import { outcomesAbout } from './files/checks.ts';
import { headsOf } from './files/heads.ts';
import type { Manifest } from './files/manifest.ts';
import { counted, versionsIn } from './files/versions.ts';
import { readChecks } from './gather/checks.ts';
import { readAgents } from './gather/agents.ts';
import { gather } from './gather/gather.ts';
import { Ledger } from './gather/ledger.ts';
import { learnFromOthers } from './gather/others.ts';
import { readLogs } from './gather/logs.ts';
import { Reading } from './gather/reading.ts';
import { Learner } from './redact/knowledge.ts';
import { Redactor } from './redact/redactor.ts';
import { summaryOf } from './summary.ts';

export interface ReportOptions extends ClusterOptions {
  /** `-` for standard output. */
  readonly file?: string | undefined;
  /** Seconds. */
  readonly since?: number | undefined;
  readonly logs: boolean;
  readonly anonymous?: true | undefined;
}

/** Writes a report about the objects with these names, or about all. */
export async function report(names: readonly string[], options: ReportOptions): Promise<void> {
  const targets = names.map((each) => targetOf(each, REPORTED_KINDS));
  const now = new Date();
  const name = reportName(now);
  const target = openTarget(options.file ?? `${name}.tar.gz`);
  const spool = new Spool();
  const interruption = { isOver: false };
  // At once: a second signal, which a terminal may send to several processes of a group, ends this one.
  const discard = (): void => {
    interruption.isOver = true;
    spool.remove();
    target.discard();
  };
  process.once('SIGINT', discard).once('SIGTERM', discard);
  try {
    const made = await interruptible((signal) =>
      withProgress('reading the cluster', async (say) => {
        const about = await withCluster(options, (cluster) =>
          collect(cluster, targets, options, { now, spool, signal, say }),
        );
        say('writing the archive');
        await pack(name, headsOf(about), spool.files, now, target.stream);
        return about;
      }),
    );
    const place = target.path === undefined ? undefined : { path: resolve(target.path), bytes: target.size() ?? 0 };
    const out = target.path === undefined ? process.stderr : process.stdout;
    out.write(summaryOf(made, place, reader()));
  } catch (error) {
    target.discard();
    // What is under way fails in many ways when its files are gone.
    if (!(interruption.isOver || error instanceof Interrupted)) {
      throw error;
    }
    process.stderr.write('interrupted; no report was written\n');
    process.exitCode = INTERRUPTED;
  } finally {
    process.off('SIGINT', discard).off('SIGTERM', discard);
    spool.remove();
  }
}

interface Circumstances {
  readonly now: Date;
  readonly spool: Spool;
  readonly signal: AbortSignal;
  readonly say: Say;
}

/** Reads everything, takes out what is secret, and leaves the files in the spool. */
async function collect(
  cluster: Cluster,
  targets: readonly Target[],
  options: ReportOptions,
  { now, spool, signal, say }: Circumstances,
): Promise<Manifest> {
  const { since: sinceSeconds, logs, anonymous = false } = options;
  const { client, access, namespace } = cluster;
  const ledger = new Ledger();
  const reading = new Reading(client, ledger, signal);
  const since = sinceSeconds === undefined ? undefined : now.getTime() - sinceSeconds * 1000;
  const { collection, events, operators, isOperator, kubernetes } = await gather(
    reading,
    { targets, namespace },
    since,
    say,
  );
  const learner = new Learner();
  [...collection.all.map(({ object }) => object), ...events.flatMap((each) => each.events)].forEach((object) =>
    learner.learn(object),
  );
  if (operators.pods.size > 0) {
    say('reading what else the operator may quote');
    await learnFromOthers(reading, learner);
  }
  const redactor = new Redactor(learner, { anonymous, server: access.server.host });
  const composer = new Composer(redactor, spool);
  await composer.addObjects(collection.all, operators);
  await composer.addEvents(events);
  say('checking the cluster');
  const { outcomes, others } = outcomesAbout(await readChecks(cluster, options, { say, signal }), collection);
  await composer.addChecks(outcomes);
  if (others > 0) {
    ledger.leaveOut(`${others} findings of checks`, 'they are about other objects');
  }
  const pods = collection.of(PODS);
  const agentVersions: string[] = [];
  await readAgents(
    reading,
    pods,
    (pod, status) => {
      agentVersions.push(status.agent.version ?? 'unknown');
      return composer.addAgentStatus(pod, status);
    },
    (done, all) => say(`asking agents, ${done} of ${all}`),
  );
  if (logs) {
    await readLogs(
      reading,
      pods,
      { sinceSeconds, isOperator },
      (log) => composer.addLog(log),
      (done, all) => say(`reading logs, ${done} of ${all}`),
    );
    await composer.addFindings();
  } else {
    ledger.leaveOut('logs', '--no-logs was given');
  }
  const versions = {
    client: manifest.version,
    node: process.version,
    kubernetes,
    agentVersions: counted(agentVersions),
    ...versionsIn(collection, operators.deployments),
  };
  return composer.manifest({
    madeAt: toSeconds(now),
    command: commandOf(targets, options),
    anonymous,
    versions,
    lacks: ledger.lacks,
  });
}

/** The command as it was given, without what tells about the machine it ran on. */
function commandOf(targets: readonly Target[], options: ReportOptions): string {
  const { namespace, allNamespaces, since, logs, anonymous } = options;
  return [
    'kubectl iceoryx report',
    ...targets.map(({ kind, name }) => (kind === undefined ? name : `${kind.short}/${name}`)),
    ...(namespace === undefined ? [] : [`-n ${namespace}`]),
    ...(allNamespaces === undefined ? [] : ['-A']),
    ...(since === undefined ? [] : [`--since ${since}s`]),
    ...(logs ? [] : ['--no-logs']),
    ...(anonymous === undefined ? [] : ['--anonymous']),
  ].join(' ');
}
