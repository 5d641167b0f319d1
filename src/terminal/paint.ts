import { styleText } from 'node:util';

export type Tone = 'blue' | 'bold' | 'cyan' | 'dim' | 'green' | 'red' | 'yellow';

/** Gives a text its colour where colours are shown, and returns it as it is elsewhere. */
export type Paint = (tone: Tone, text: string) => string;

/** No colours: for pipes, files and tests. */
export const plain: Paint = (_, text) => text;

/** Colours where the stream is a terminal that has them, by NO_COLOR, FORCE_COLOR and TERM as Node reads them. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return stream.isTTY && stream.hasColors() ? (tone, text) => styleText(tone, text, { validateStream: false }) : plain;
}
