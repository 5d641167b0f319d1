/** Reports progress to a person. */
export type Progress = {
  /** An event; its line stays on the screen. */
  readonly line: (text: string) => void;
  /** The state of a long activity; replaced by the next one. */
  readonly update: (text: string) => void;
};

/** For callers that want no output. */
export const silent: Progress = { line: () => undefined, update: () => undefined };

/** On a terminal one line that is updated in place, otherwise a plain line at most every five seconds. */
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
