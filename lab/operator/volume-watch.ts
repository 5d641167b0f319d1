import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const POLL_MS = 50;

export interface WatchedVolume {
  readonly name: string;
  /** Of medium Memory: an empty directory is all that shows of it once it is unmounted. */
  readonly inMemory: boolean;
}

/** What lies in emptyDir volumes of pods, up to the moment when the kubelet removes them. */
export class VolumeWatch {
  readonly #pods: string;
  readonly #volumes = new Map<string, readonly WatchedVolume[]>();
  /** By the volume's directory. */
  readonly #files = new Map<string, readonly string[]>();
  readonly #timer: NodeJS.Timeout;

  /** @param nodePid a process in the node's mount namespace */
  constructor(nodePid: number) {
    this.#pods = `/proc/${nodePid}/root/var/lib/kubelet/pods`;
    this.#timer = setInterval(() => this.#look(), POLL_MS);
  }

  add(podUid: string, volumes: readonly WatchedVolume[]): void {
    this.#volumes.set(podUid, volumes);
  }

  /** The files at the last check, as `volume/file`. */
  last(podUid: string): string[] {
    return (this.#volumes.get(podUid) ?? [])
      .flatMap(({ name }) => (this.#files.get(this.#directory(podUid, name)) ?? []).map((file) => `${name}/${file}`))
      .sort();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #directory(podUid: string, volume: string): string {
    return join(this.#pods, podUid, 'volumes/kubernetes.io~empty-dir', volume);
  }

  #look(): void {
    for (const [uid, volumes] of this.#volumes) {
      for (const { name, inMemory } of volumes) {
        const directory = this.#directory(uid, name);
        try {
          const files = readdirSync(directory);
          if (!inMemory || statSync(directory).dev !== statSync(dirname(directory)).dev) {
            this.#files.set(directory, files);
          }
        } catch {
          // Not there yet, or not any more: what was seen last counts.
        }
      }
    }
  }
}
