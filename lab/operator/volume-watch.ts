import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const POLL_MS = 50;

/** An emptyDir volume of a pod. */
export interface WatchedVolume {
  readonly name: string;
  /** Whether its medium is Memory. Once such a volume is unmounted, only an empty directory is left of it. */
  readonly inMemory: boolean;
}

/** Watches the contents of emptyDir volumes of pods until the kubelet removes them. */
export class VolumeWatch {
  readonly #pods: string;
  readonly #volumes = new Map<string, readonly WatchedVolume[]>();
  /** File names by the directory of the volume. */
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

  /** The files of a pod's volumes at the last check, as `volume/file`. */
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
          // The directory does not exist yet, or no longer. The last known contents count.
        }
      }
    }
  }
}
