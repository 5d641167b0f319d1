import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { explanationOf, jsonOf, yamlOf } from './render/output.ts';
import { type Rendering, rendering } from './render/rendering.ts';
import { oneOf, parseOptions, UsageError } from './usage.ts';

const USAGE = `usage: node src/main.ts render -f FILE [OPTION…]

Prints the Deployments that would be made of the IceoryxDeployments in a YAML or JSON file, without a cluster. Other
objects in it are passed over; lists are looked into.

Exit codes: 0 all of them can work, 1 one of them cannot, or there is none: everything that stands against it is on
standard error, a line each, and nothing on standard output; 2 the command line is wrong. Warnings are no failure.

  -f, --filename FILE   file to read; - for standard input
  -o, --output FORMAT   yaml (default; comments tell what was added and why) or json (with every figure)
      --explain         print what was added and computed, and why, instead of the Deployment
      --kubernetes V    version of the nodes, 1.36 by default; before 1.36 containers are not renewed in place
`;

/** What would be applied for a file: for review, and for checks before a change lands. */
export async function render(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    filename: { type: 'string', short: 'f' },
    output: { type: 'string', short: 'o', default: 'yaml' },
    explain: { type: 'boolean', default: false },
    kubernetes: { type: 'string', default: '1.36' },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  if (options.filename === undefined) {
    throw new UsageError('-f FILE is missing: the file with the IceoryxDeployment, or - for standard input');
  }
  const output = oneOf('output', options.output, ['yaml', 'json']);
  const renderings = renderAll(options.filename, minorOf(options.kubernetes));
  process.stdout.write(
    output === 'json'
      ? `${JSON.stringify(renderings.map(jsonOf), undefined, 2)}\n`
      : renderings.map(options.explain ? explanationOf : yamlOf).join('---\n'),
  );
}

/** @throws Error with every fault of every object, a line each. */
function renderAll(filename: string, minor: number): Rendering[] {
  const documents = parseAllDocuments(readFileSync(filename === '-' ? 0 : filename, 'utf8'));
  const faults = documents.flatMap(({ errors }) => errors.map(({ message }) => message));
  const objects = documents
    .map((document) => document.toJS() as unknown)
    .flatMap(itemsOf)
    .filter(isIceoryxDeployment);
  if (faults.length === 0 && objects.length === 0) {
    faults.push('there is no IceoryxDeployment of iceoryx.io/v1alpha1 in it');
  }
  const renderings = objects.flatMap((object) => {
    const result = rendering(object, { restartAllContainers: minor >= RENEWS_SINCE });
    faults.push(
      ...(result.problems ?? []).map(
        ({ path, message }) => `${object.metadata?.name ?? 'unnamed'}: ${path}: ${message}`,
      ),
    );
    return result.rendering ?? [];
  });
  if (faults.length > 0) {
    throw new Error(`${filename} cannot be rendered\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
  return renderings;
}

/** KEP-5532 is beta, and on by default, from this minor version of Kubernetes. */
const RENEWS_SINCE = 36;

/** Objects of a list, as `kubectl get -o yaml` writes it, or the object itself. */
function itemsOf(value: unknown): unknown[] {
  const { kind, items } = (value ?? {}) as { kind?: unknown; items?: unknown };
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? (items as unknown[]) : [value];
}

function isIceoryxDeployment(value: unknown): value is { metadata?: { name?: string } } {
  const { apiVersion, kind } = (value ?? {}) as { apiVersion?: unknown; kind?: unknown };
  return apiVersion === 'iceoryx.io/v1alpha1' && kind === 'IceoryxDeployment';
}

function minorOf(version: string): number {
  const minor = /^v?1\.(?<minor>\d+)(?:\.\d+)?$/.exec(version)?.groups?.['minor'];
  if (minor === undefined || Number(minor) < 33) {
    throw new UsageError(`--kubernetes '${version}' is not possible; use 1.33 or newer, such as 1.36`);
  }
  return Number(minor);
}
