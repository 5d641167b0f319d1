import { readFileSync } from 'node:fs';
import { type Ask, apiClient } from './api-client.ts';

/** The arguments of `kubectl get`, as far as {@link readArguments} supports them. */
export type Wanted = {
  /** One resource, or several between commas. */
  readonly resource: string;
  readonly name?: string;
  /** By default the client's namespace. */
  readonly namespace?: string;
  readonly allNamespaces: boolean;
  readonly managedFields: boolean;
  readonly query: Readonly<Record<string, string>>;
};

/** Flags with a value, by the parameter of a list that they become. */
const QUERY: Readonly<Record<string, string>> = {
  '-l': 'labelSelector',
  '--selector': 'labelSelector',
  '--field-selector': 'fieldSelector',
};

/**
 * The arguments after `kubectl get`, if they request one object or lists in JSON.
 *
 * @returns undefined for anything else, for which kubectl itself is needed
 */
export function readArguments(args: readonly string[]): Wanted | undefined {
  const words: string[] = [];
  const query: Record<string, string> = {};
  let namespace: string | undefined;
  let allNamespaces = false;
  let managedFields = false;
  const rest = args.flatMap((argument) => {
    const assigned = /^(--[\w-]+)=(.*)$/s.exec(argument);
    return assigned === null ? [argument] : [assigned[1] ?? '', assigned[2] ?? ''];
  });
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    const parameter = QUERY[argument];
    if (parameter !== undefined) query[parameter] = rest.shift() ?? '';
    else if (argument === '-n' || argument === '--namespace') namespace = rest.shift();
    else if (argument === '-A' || argument === '--all-namespaces') allNamespaces = true;
    else if (argument === '--show-managed-fields') managedFields = true;
    else if (argument === '-o' && rest[0] === 'json') rest.shift();
    else if (argument.startsWith('-')) return undefined;
    else words.push(...argument.split('/'));
  }
  const [resource = '', name, ...more] = words;
  if (resource === '' || (resource.includes(',') && name !== undefined) || more.length > 0) return undefined;
  const named = name === undefined ? {} : { name };
  const placed = namespace === undefined ? {} : { namespace };
  return { resource: resource.toLowerCase(), allNamespaces, managedFields, query, ...named, ...placed };
}

/** A resource that the API server serves. */
type Resource = {
  readonly path: string;
  readonly plural: string;
  readonly names: readonly string[];
  readonly namespaced: boolean;
};

/** A document of aggregated discovery (KEP-3352). */
type Discovery = {
  readonly items: readonly {
    readonly metadata?: { readonly name?: string };
    readonly versions?: readonly {
      readonly version: string;
      readonly resources?: readonly {
        readonly resource: string;
        readonly scope: 'Namespaced' | 'Cluster';
        readonly singularResource?: string;
        readonly shortNames?: readonly string[];
      }[];
    }[];
  }[];
};

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** The server reports that something does not exist, with kubectl's message. */
export class NotFound extends Error {}

type Item = { apiVersion?: string; kind?: string; metadata?: { managedFields?: unknown } };

/**
 * Reads objects as `kubectl get -o json` does, over one connection instead of a process each time, so that polling
 * tests cause hardly any load.
 */
export class Reader {
  readonly #ask: Ask;
  #resources: Promise<Resource[]> | undefined;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** A reader with the rights of a kubeconfig of {@link makeCredentials}. */
  static of(kubeconfig: string, socket: string | undefined): Reader {
    const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8'));
    const { server, 'certificate-authority-data': ca } = clusters[0].cluster;
    const { token } = users[0].user;
    return new Reader(apiClient({ server, ca: Buffer.from(ca, 'base64').toString(), token }, socket));
  }

  /**
   * The object or list requested; undefined if the server lacks a resource of it.
   * @throws NotFound if there is no such object; an Error for any other answer
   */
  async get(wanted: Wanted, namespace: string): Promise<unknown> {
    const resources = wanted.resource.split(',');
    if (resources.length === 1) return this.#get(wanted, namespace);
    const lists = await Promise.all(resources.map(async (resource) => this.#get({ ...wanted, resource }, namespace)));
    if (lists.includes(undefined)) return undefined;
    return { apiVersion: 'v1', kind: 'List', items: lists.flatMap((list) => (list as { items: Item[] }).items) };
  }

  async #get(wanted: Wanted, namespace: string): Promise<unknown> {
    const resource = await this.#resource(wanted.resource);
    if (resource === undefined) return undefined;
    const within =
      resource.namespaced && !wanted.allNamespaces
        ? ['namespaces', encodeURIComponent(wanted.namespace ?? namespace)]
        : [];
    const name = wanted.name === undefined ? [] : [encodeURIComponent(wanted.name)];
    const query = new URLSearchParams(wanted.query).toString();
    const path = [resource.path, ...within, resource.plural, ...name].join('/');
    const { status, body } = await this.#ask(query === '' ? path : `${path}?${query}`);
    if (status === 404 && wanted.name === undefined) {
      // Any list of a resource that is served succeeds: this one has been removed since.
      this.#resources = undefined;
      return undefined;
    }
    if (status !== 200) throw failure(status, body);
    return presentable(JSON.parse(body) as Item & { items?: Item[] }, wanted.managedFields);
  }

  async #resource(name: string): Promise<Resource | undefined> {
    const known = (await this.#resources)?.find(({ names }) => names.includes(name));
    if (known !== undefined) return known;
    // The resource may have been added since.
    this.#resources = this.#discover();
    return (await this.#resources.catch(() => [])).find(({ names }) => names.includes(name));
  }

  async #discover(): Promise<Resource[]> {
    const answers = await Promise.all(['/api', '/apis'].map(async (path) => this.#ask(path, AGGREGATED)));
    return answers.flatMap(({ body }) =>
      (JSON.parse(body) as Discovery).items.flatMap(({ metadata, versions = [] }) => {
        const group = metadata?.name ?? '';
        // The first version is the one that the server prefers.
        return versions.slice(0, 1).flatMap(({ version, resources = [] }) =>
          resources.map(({ resource: plural, scope, singularResource = plural, shortNames = [] }) => ({
            path: group === '' ? `/api/${version}` : `/apis/${group}/${version}`,
            plural,
            names: [plural, singularResource, ...shortNames].flatMap((name) => [name, `${name}.${group}`]),
            namespaced: scope === 'Namespaced',
          })),
        );
      }),
    );
  }
}

function failure(status: number, body: string): Error {
  let message = body.slice(0, 1000);
  let reason = String(status);
  try {
    const told = JSON.parse(body) as { message?: string; reason?: string };
    message = told.message ?? message;
    reason = told.reason ?? reason;
  } catch {
    // Not a Status: the body is reported as it is.
  }
  const words = `Error from server (${reason}): ${message}`;
  return status === 404 ? new NotFound(words) : new Error(words);
}

/** In kubectl's format: items carry their type, and managed fields are omitted unless requested. */
function presentable(answer: Item & { items?: Item[] }, managedFields: boolean): unknown {
  const { apiVersion, kind, items } = answer;
  if (items === undefined) {
    if (!managedFields) delete answer.metadata?.managedFields;
    return answer;
  }
  for (const item of items) {
    if (!managedFields) delete item.metadata?.managedFields;
  }
  const itemKind = kind?.replace(/List$/, '');
  return { apiVersion: 'v1', kind: 'List', items: items.map((item) => ({ apiVersion, kind: itemKind, ...item })) };
}
