import { escaped } from '../text.ts';
import { explanationOf, jsonOf, yamlOf } from './render/output.ts';
import { IceoryxDeploymentModel } from '../api/iceoryx-deployment.ts';
import type { IceoryxDomain } from '../api/iceoryx-domain.generated.ts';
import { type Domains, inNamespace, type Rendering, rendering } from './render/rendering.ts';
import { type File, filesOf } from './render/sources.ts';
import { defaultImage, oneOf, parseOptions, UsageError } from './usage.ts';

const USAGE = `usage: node src/main.ts render -f FILE [-f FILE…] [OPTION…]

Prints the Deployments that would be made of the IceoryxDeployments in YAML or JSON files, without a cluster. Other
objects in them are passed over; lists are looked into. An IceoryxDomain that one of them names has to be among them.

Exit codes: 0 all of them can work, 1 one of them cannot, or there is none: everything that stands against it is on
standard error, a line each, and nothing on standard output; 2 the command line is wrong. Warnings are no failure.

  -f, --filename FILE   file to read, - for standard input, or a directory, of which .yaml, .yml and .json are read
  -o, --output FORMAT   yaml (default; comments tell what was added and why) or json (with every figure)
      --explain         print what was added and computed, and why, instead of the Deployment
      --kubernetes V    version of the nodes, 1.36 by default; before 1.36 containers are not renewed in place
      --default-roudi-image IMAGE
                        the operator's, for objects that name none in spec.roudi.image
`;

/** What would be applied for a file: for review, and for checks before a change lands. */
export async function render(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    filename: { type: 'string', short: 'f', multiple: true },
    output: { type: 'string', short: 'o', default: 'yaml' },
    explain: { type: 'boolean', default: false },
    kubernetes: { type: 'string', default: '1.36' },
    'default-roudi-image': { type: 'string' },
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
  const image = defaultImage(options['default-roudi-image']);
  const renderings = renderAll(options.filename.flatMap(filesOf), minorOf(options.kubernetes), image);
  process.stdout.write(
    output === 'json'
      ? escaped(`${JSON.stringify(renderings.map(jsonOf), undefined, 2)}\n`)
      : renderings.map(options.explain ? explanationOf : yamlOf).join('---\n'),
  );
}

/** @throws Error with every fault of every object, a line each. */
function renderAll(files: readonly File[], minor: number, image: string | undefined): Rendering[] {
  const renew = minor >= RENEWS_SINCE;
  const capabilities = {
    restartAllContainers: renew,
    because: `nodes of Kubernetes 1.${minor}, as --kubernetes has it, ${renew ? '' : 'do not '}declare RestartAllContainersOnContainerExits`,
  };
  const domains = domainsIn(files);
  const results = files.map((file) => {
    const objects = file.sources.filter(({ value }) => IceoryxDeploymentModel.is(value));
    const rendered = objects.map(({ name, value }) => ({ name, ...rendering(value, capabilities, image, domains) }));
    const faults = rendered.flatMap(({ name, problems = [] }) =>
      problems.map(({ path, message }) => `${name}: ${path}: ${message}`),
    );
    return {
      name: file.name,
      renderings: rendered.flatMap((each) => each.rendering ?? []),
      faults: [...file.faults, ...misnamed(file), ...faults],
    };
  });
  const faulty = results.filter(({ faults }) => faults.length > 0);
  if (faulty.length > 0) {
    throw new Error(
      faulty
        .map(({ name, faults }) => [`${name} cannot be rendered`, ...faults.map((fault) => `  ${fault}`)].join('\n'))
        .join('\n'),
    );
  }
  const renderings = results.flatMap((result) => result.renderings);
  if (renderings.length === 0) {
    throw new Error(`there is no IceoryxDeployment in ${files.map(inWords).join(', ')}`);
  }
  return renderings;
}

/** KEP-5532 is beta, and on by default, from this minor version of Kubernetes. */
const RENEWS_SINCE = 36;

/** As they are, with what is not said left out: whether they can work is for the operator to say. */
function domainsIn(files: readonly File[]): Domains {
  const domains = files
    .flatMap(({ sources }) => sources.map(({ value }) => value))
    .filter(isIceoryxDomain)
    .map(inNamespace);
  return new Map(domains.map((domain) => [`${domain.metadata.namespace}/${domain.metadata.name}`, domain]));
}

function isIceoryxDomain(value: unknown): value is IceoryxDomain {
  const { apiVersion, kind } = typeOf(value);
  const { metadata, spec } = (value ?? {}) as Partial<IceoryxDomain>;
  return apiVersion === 'iceoryx.io/v1alpha1' && kind === 'IceoryxDomain' && !!metadata?.name && !!spec?.roudi;
}

/** What its author takes for an IceoryxDeployment, and the API server would not. */
function misnamed({ sources }: File): string[] {
  return sources
    .filter(({ value }) => !IceoryxDeploymentModel.is(value) && /^iceoryxdeployments?$/i.test(typeOf(value).kind))
    .map(({ name, value }) => {
      const { apiVersion, kind } = typeOf(value);
      return `${name}: it is '${kind}' of '${apiVersion}'; write apiVersion: iceoryx.io/v1alpha1 and kind: IceoryxDeployment`;
    });
}

function typeOf(value: unknown): { apiVersion: string; kind: string } {
  const { apiVersion = '', kind = '' } = (value ?? {}) as { apiVersion?: unknown; kind?: unknown };
  return { apiVersion: String(apiVersion), kind: String(kind) };
}

/** A file with what is in it, so that one sees whether it is the right one. */
function inWords({ name, sources }: File): string {
  const kinds = [...new Set(sources.map(({ value }) => typeOf(value).kind).filter(Boolean))];
  return kinds.length === 0 ? name : `${name}, but ${kinds.slice(0, MAX_KINDS).join(', ')}`;
}

const MAX_KINDS = 5;

function minorOf(version: string): number {
  const minor = /^v?1\.(?<minor>\d+)(?:\.\d+)?$/.exec(version)?.groups?.['minor'];
  if (minor === undefined || Number(minor) < 33) {
    throw new UsageError(`--kubernetes '${version}' is not possible; use 1.33 or newer, such as 1.36`);
  }
  return Number(minor);
}
