import type { Prey } from './hunter.ts';
import { imageName } from './images.ts';

/** Shorter texts are too common to be looked for. */
const LEAST = 6;
/** Names of API groups, of which whole objects consist, and a name that every machine has. */
const PUBLIC: ReadonlySet<string> = new Set(['iceoryx.io', 'k8s.io', 'kubernetes.io', 'localhost']);
const DOCKER_HUB = 'docker.io';

/**
 * Gives each registry a number. The repository's last part stays, and so do tag and digest: they tell the versions, and
 * nothing about where the images are kept.
 */
export class Registries {
  readonly #numbers = new Map<string, number>();

  /** The reference as it stands in a report. */
  reference(reference: string): string {
    const image = imageName(reference);
    if (image === undefined) {
      return reference;
    }
    const { scheme, path, name, version } = image;
    return `${scheme}${this.#prefix(image.host, path)}${name}${version}`;
  }

  /** What to look for in other texts: the registry's name, and repositories without it. */
  preysOf(reference: string): Prey[] {
    const image = imageName(reference);
    if (image === undefined) {
      return [];
    }
    const { host, path, name } = image;
    const prefix = this.#prefix(host, path);
    const hostname = host.replace(/:\d*$/, '');
    const hosts = [host, hostname].filter((each) => !PUBLIC.has(each) && (/[.:]/.test(each) || each.length >= LEAST));
    const whole = [host, path].filter((each) => each !== '').join('/');
    return [
      [`${whole}/${name}`, `${prefix}${name}`],
      // Without a registry's name, or on its own, it could be the start of any path.
      ...(host === '' || (path === '' && PUBLIC.has(host)) ? [] : [[`${whole}/`, prefix]]),
      ...hosts.map((each) => [each, `registry-${this.#numberOf(host)}`]),
      // Requests to registries name the repository alone.
      ...(path === '' ? [] : [[`${path}/${name}`, `…/${name}`]]),
      ...(path.includes('/') ? [[path, '…']] : []),
    ].flatMap(([text = '', instead = '']) =>
      text.length < LEAST && !hosts.includes(text) ? [] : [{ text, instead, removal: 'registry' as const }],
    );
  }

  #prefix(host: string, path: string): string {
    return `registry-${this.#numberOf(host)}/${path === '' ? '' : '…/'}`;
  }

  #numberOf(host: string): number {
    const key = host === '' ? DOCKER_HUB : host;
    const number = this.#numbers.get(key) ?? this.#numbers.size + 1;
    this.#numbers.set(key, number);
    return number;
  }
}
