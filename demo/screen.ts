import { fit, width } from './text.ts';

const HIDE_CURSOR = '\u001B[?25l';
const SHOW_CURSOR = '\u001B[?25h';
// A terminal that knows this shows all of a frame at once; others ignore it.
const BEGIN_FRAME = '\u001B[?2026h';
const END_FRAME = '\u001B[?2026l';

/** Standard output: lines that stay, and below them, on a terminal, a block that is drawn again in place. */
export class Screen {
  /** Whether there is a terminal on which a block can be redrawn. */
  readonly live: boolean;
  readonly #out: NodeJS.WriteStream;
  #block: readonly string[] = [];
  #cursorHidden = false;

  constructor(out: NodeJS.WriteStream, environment: NodeJS.ProcessEnv = process.env) {
    this.#out = out;
    this.live = out.isTTY && environment['TERM'] !== 'dumb' && !/^(?:1|true)$/i.test(environment['CI'] ?? '');
  }

  /** 80 where there is no terminal. */
  get columns(): number {
    return this.#out.isTTY && this.#out.columns > 0 ? this.#out.columns : 80;
  }

  /** Writes a line that stays. */
  print(line = ''): void {
    if (this.live) this.#frame(`${line}\n`, this.#block);
    else this.#out.write(`${line}\n`);
  }

  /** Replaces the block; without a terminal nothing happens. */
  draw(lines: readonly string[]): void {
    if (this.live) this.#frame('', lines);
  }

  /** Takes the block away and gives the terminal back as it was. */
  close(): void {
    this.draw([]);
    if (this.#cursorHidden) this.#out.write(SHOW_CURSOR);
    this.#cursorHidden = false;
  }

  #frame(above: string, block: readonly string[]): void {
    const { columns } = this;
    // Lines that were drawn on a wider terminal take more rows after it was made narrower.
    const rows = this.#block.reduce((sum, line) => sum + Math.max(1, Math.ceil(width(line) / columns)), 0);
    const shown = block.slice(0, Math.max(this.#out.rows - 1, 1)).map((line) => fit(line, columns - 1));
    const back = rows === 0 ? '' : `\u001B[${rows}A\r`;
    const text = above === '' ? '' : above.replace('\n', '\u001B[K\n');
    const cursor = shown.length > 0 && !this.#cursorHidden ? HIDE_CURSOR : '';
    this.#cursorHidden ||= cursor !== '';
    const body = shown.map((line) => `${line}\u001B[K\n`).join('');
    this.#out.write(`${BEGIN_FRAME}${cursor}${back}${text}${body}\u001B[J${END_FRAME}`);
    this.#block = shown;
  }
}
