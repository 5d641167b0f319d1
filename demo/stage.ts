import type { Screen } from './screen.ts';
import { fit, paint, seconds, width, wrapCommand } from './text.ts';

const INDENT = '    ';
const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;
const PLAIN_UPDATE_MS = 5000;

/** How a running task reports progress. */
export type Saying = {
  /** The present state of something that takes long; replaced by the next one. */
  readonly update: (text: string) => void;
};

/** Shows the steps of the demonstration as they happen. */
export class Stage {
  readonly screen: Screen;
  readonly #signal: AbortSignal;
  #current = '';

  /** @param signal ends every task at once when it aborts. */
  constructor(screen: Screen, signal: AbortSignal) {
    this.screen = screen;
    this.#signal = signal;
  }

  /** The heading and the task that are under way, for the message of a failure. */
  get current(): string {
    return this.#current;
  }

  /** Begins a step. */
  heading(number: number, title: string): void {
    this.#current = `step ${number}, ${title}`;
    this.screen.print();
    this.screen.print(` ${paint('bold', `${number}  ${title}`)}`);
  }

  /** Shows a command that is about to run. */
  command(text: string): void {
    const [first = '', ...rest] = wrapCommand(text, this.#measure - INDENT.length - 2);
    this.screen.print(`${INDENT}${paint('dim', '$')} ${paint('cyan', first)}`);
    for (const line of rest) this.screen.print(`${INDENT}  ${paint('cyan', line)}`);
  }

  /** Something worth knowing about the step. */
  note(text: string): void {
    this.screen.print(`${INDENT}${paint('dim', text)}`);
  }

  /** Something that was just seen, with the time since the beginning of what is going on. */
  event(milliseconds: number, text: string): void {
    this.screen.print(`${INDENT}${paint('dim', seconds(milliseconds).padStart(7))}  ${text}`);
  }

  /** Something that did not work. */
  failed(text: string): void {
    this.screen.print(`${INDENT}${paint(['bold', 'red'], '✘')} ${paint('bold', text)}`);
  }

  /** A result, with the time that it took. */
  done(text: string, milliseconds?: number): void {
    const left = `${INDENT}${paint('green', '✔')} ${text}`;
    if (milliseconds === undefined) return this.screen.print(left);
    const right = seconds(milliseconds);
    const gap = Math.max(2, this.#measure - width(left) - right.length);
    this.screen.print(`${left}${' '.repeat(gap)}${paint('dim', right)}`);
  }

  /**
   * Runs something that takes a while, with a sign of life on a terminal, and shows its result.
   * @param view lines to show meanwhile, on a terminal.
   */
  async task<T>(
    doing: string,
    work: (saying: Saying) => Promise<T>,
    result: string | ((value: T) => string),
    view?: () => readonly string[],
  ): Promise<T> {
    const begin = performance.now();
    const value = await this.watch(doing, work, view);
    this.done(typeof result === 'string' ? result : result(value), performance.now() - begin);
    return value;
  }

  /** As {@link task}, without a line for the result. */
  async watch<T>(doing: string, work: (saying: Saying) => Promise<T>, view?: () => readonly string[]): Promise<T> {
    const step = this.#current;
    this.#current = `${step}: ${doing}`;
    const begin = performance.now();
    let said = '';
    let printed = '';
    let quietUntil = begin + PLAIN_UPDATE_MS;
    const update = (text: string) => {
      if (this.screen.live || text === printed || performance.now() < quietUntil) {
        said = text;
        return;
      }
      printed = text;
      quietUntil = performance.now() + PLAIN_UPDATE_MS;
      this.screen.print(`${INDENT}  ${text}`);
    };
    const frame = () => {
      const elapsed = performance.now() - begin;
      const spinner = paint('cyan', SPINNER[Math.floor(elapsed / FRAME_MS) % SPINNER.length] ?? '');
      const text = said === '' ? `${doing} …` : said;
      const right = seconds(elapsed);
      const left = `${INDENT}${spinner} ${fit(text, this.#measure - INDENT.length - right.length - 4)}`;
      const gap = ' '.repeat(Math.max(2, this.#measure - width(left) - right.length));
      this.screen.draw([...(view?.() ?? []), `${left}${gap}${paint('dim', right)}`]);
    };
    const timer = setInterval(frame, FRAME_MS);
    try {
      const value = await Promise.race([work({ update }), aborted(this.#signal)]);
      this.#current = step;
      return value;
    } finally {
      clearInterval(timer);
      this.screen.draw([]);
    }
  }

  /** Columns that lines are laid out for. */
  get #measure(): number {
    return Math.min(this.screen.columns, 100) - 1;
  }
}

async function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    else signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
