import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { buildTool } from '../cluster/binaries.ts';
import { type Progress, silent } from '../cluster/progress.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { run } from '../host/run.ts';

export const CHART = join(import.meta.dirname, '../../helm/iceoryx-operator');

/** A helm that is built from its module reports Kubernetes 1.20, so the version is passed explicitly. */
const OFFLINE = ['--kube-version', '1.36.0'];

/** Path of helm, which is built on first use. */
export async function helmProgram(progress: Progress = silent): Promise<string> {
  return buildTool('helm', progress);
}

/** Options of `helm template`. */
export interface Rendering {
  readonly values?: object;
  readonly release?: string;
  readonly namespace?: string;
  readonly args?: readonly string[];
}

/** The objects of `helm template` for the chart, in the order in which they are printed. */
export async function rendered(options: Rendering = {}): Promise<KubeObject[]> {
  return (await template(options))
    .split(/^---$/m)
    .map(parsed)
    .filter((object) => object !== null);
}

/**
 * Cache of parsed documents. Renderings differ in a few documents only, and the CustomResourceDefinitions, which never
 * differ, take by far the longest to parse.
 */
const documents = new Map<string, KubeObject | null>();

function parsed(document: string): KubeObject | null {
  const known = documents.get(document);
  const object = known === undefined ? (parse(document) as KubeObject | null) : known;
  documents.set(document, object);
  return structuredClone(object);
}

/** Output of `helm template` for the chart. */
export async function template({
  values = {},
  release = 'iceoryx-operator',
  namespace = 'iceoryx-system',
  args = [],
}: Rendering = {}): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'iceoryx-values-'));
  try {
    const file = join(directory, 'values.json');
    await writeFile(file, JSON.stringify(values));
    const options = ['--namespace', namespace, '--values', file, ...OFFLINE, ...args];
    // A quarter of its work would be to collect the garbage of a process that ends at once.
    const env = { GOGC: 'off' };
    return await run([await helmProgram(), 'template', release, CHART, ...options], { env });
  } finally {
    await rm(directory, { recursive: true });
  }
}
