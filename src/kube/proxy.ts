import { BlockList, isIP } from 'node:net';

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * The proxy that the environment sets for a server, found as kubectl does (golang.org/x/net/http/httpproxy):
 * HTTPS_PROXY or HTTP_PROXY by the server's scheme, in capitals or not. None for loopback and the entries of NO_PROXY:
 * `*`, addresses, ranges (CIDR), domain names with their subdomains, or with a leading dot the subdomains only; each
 * may end with a port.
 * @throws Error naming the variable
 */
export function proxyFromEnvironment(server: URL, env: NodeJS.ProcessEnv): URL | undefined {
  const scheme = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const variable = env[scheme] ? scheme : scheme.toLowerCase();
  const value = env[variable];
  if (!value || isLoopback(hostOf(server)) || isExempt(server, env['NO_PROXY'] || env['no_proxy'] || '')) {
    return undefined;
  }
  return proxyUrl(value.includes('://') ? value : `http://${value}`, `the environment variable ${variable} is`);
}

/**
 * The URL of a supported proxy.
 * @param what where the value comes from, for the error
 */
export function proxyUrl(value: string, what: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    const shown = url?.password ? value.replace(`:${url.password}@`, ':…@') : value;
    throw new Error(`${what} '${shown}'; only http:// and https:// proxies are supported`);
  }
  return url;
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || isWithin(host, '127.0.0.0', 8) || host === '::1';
}

function isExempt(server: URL, list: string): boolean {
  const host = hostOf(server);
  const port = server.port || DEFAULT_PORTS[server.protocol];
  return list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter(Boolean)
    .some((entry) => {
      const [network = '', bits] = entry.split('/');
      if (bits !== undefined) {
        return isWithin(host, network, Number(bits));
      }
      const [name, itsPort] = isIP(entry) ? [entry, undefined] : splitPort(entry);
      return (itsPort === undefined || itsPort === port) && matches(host, name);
    });
}

function splitPort(entry: string): [string, string | undefined] {
  const [, host = entry, port] = /^(.*):(\d+)$/.exec(entry) ?? [];
  return [host.replace(/^\[|\]$/g, ''), port];
}

function matches(host: string, name: string): boolean {
  if (name === '*' || host === name) {
    return true;
  }
  return host.endsWith(name.replace(/^\*?\.?/, '.')) && isIP(host) === 0;
}

function isWithin(address: string, network: string, bits: number): boolean {
  const family = isIP(network);
  if (family === 0 || family !== isIP(address) || !(bits >= 0 && bits <= (family === 4 ? 32 : 128))) {
    return false;
  }
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, bits, type);
  return list.check(address, type);
}
