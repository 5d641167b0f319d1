import { Hunter } from './hunter.ts';
import { imagesIn } from './images.ts';
import type { Knowledge } from './knowledge.ts';
import { withoutSecretParts } from './objects.ts';
import { withoutSecrets } from './patterns.ts';
import { Registries } from './registries.ts';
import { REMOVALS, type Removal, Tally } from './removals.ts';
import { formsOf } from './secret-forms.ts';
import { Addresses } from './addresses.ts';

export interface RedactorOptions {
  /** Also the names of nodes, and IP addresses. */
  readonly anonymous: boolean;
  /** Host of the API server, as errors name it. */
  readonly server?: string | undefined;
}

/** Takes out what must not leave the cluster: the same thing in the same way everywhere, and counts it. */
export class Redactor {
  readonly tally = new Tally();
  readonly #hunter = new Hunter();
  readonly #registries = new Registries();
  readonly #addresses: Addresses | undefined;
  /** Whether a text is a name that the report shows anyway. */
  readonly #isKnown: (value: string) => boolean;

  /** @param knowledge of all objects of the report: what one of them has in its environment, the log of another prints */
  constructor(knowledge: Knowledge, { anonymous, server }: RedactorOptions) {
    // `NAMESPACE/NAME` too.
    this.#isKnown = (value) => value.split('/').every((part) => knowledge.names.has(part));
    this.#hunt(knowledge.environment, 'envElsewhere');
    this.#hunt(knowledge.secrets, 'secret');
    for (const image of knowledge.images) {
      this.#learnImage(image);
    }
    if (anonymous) {
      this.#addresses = new Addresses(this.tally);
      for (const [at, node] of [...knowledge.nodes].entries()) {
        this.#hunter.add({ text: node, instead: `anonymous-node-${at + 1}`, removal: 'node', isWord: true });
      }
    }
    if (server !== undefined) {
      this.#hunter.add({ text: server, instead: REMOVALS.server.instead, removal: 'server', isWord: true });
    }
  }

  /** A text, such as a log, without secrets. */
  text(text: string): string {
    // Logs may name images that no object has.
    imagesIn(text).forEach((image) => this.#learnImage(image));
    const hunted = withoutSecrets(this.#hunter.replace(text, this.tally), this.tally, this.#isKnown);
    return this.#addresses?.replace(hunted) ?? hunted;
  }

  /** An object of the API server without secrets. */
  object(object: unknown): unknown {
    return withoutSecretParts(object, {
      tally: this.tally,
      registries: this.#registries,
      text: (text) => this.text(text),
    });
  }

  #hunt(values: ReadonlySet<string>, removal: Removal): void {
    for (const value of values) {
      for (const text of this.#isKnown(value) ? [] : formsOf(value)) {
        this.#hunter.add({ text, instead: REMOVALS[removal].instead, removal });
      }
    }
  }

  #learnImage(image: string): void {
    this.#registries.preysOf(image).forEach((prey) => this.#hunter.add(prey));
  }
}
