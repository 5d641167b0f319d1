/** Tells a person what is going on. */
export type Progress = {
  /** Something that happened; stays on the screen. */
  readonly line: (text: string) => void;
  /** The present state of something that takes long; replaced by the next one. */
  readonly update: (text: string) => void;
};

/** For callers that want nothing said. */
export const silent: Progress = { line: () => undefined, update: () => undefined };

/** On a terminal one line that changes in place, elsewhere a plain line at most every five seconds. */
export function progressTo(stream: NodeJS.WriteStream): Progress {
  const clear = stream.isTTY ? '\r\u001B[K' : '';
  let quietUntil = 0;
  let shown = '';
  return {
    line: (text) => void stream.write(`${clear}${text}\n`),
    update: (text) => {
      if (text === shown) return;
      shown = text;
      if (stream.isTTY) stream.write(clear + text);
      else if (Date.now() >= quietUntil) {
        quietUntil = Date.now() + 5000;
        stream.write(`${text}\n`);
      }
    },
  };
}
