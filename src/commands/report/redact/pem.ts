const MARK = /-----(?<edge>BEGIN|END) [A-Z0-9 ]{1,60}-----/g;
/** Markers that are further apart, in UTF-16 units, are not those of one block. */
const MOST_APART = 64 * 1024;
/** A line of base64. What stands before it may be the time of a log. */
const BASE64_LINE = /^(?:.{0,60}\s)?[A-Za-z0-9+/=]{16,200}\s*$/;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where PEM blocks are in a text, in order and apart from each other. A log may begin or end within one: then the lines
 * of base64 beside its other edge belong to it.
 */
export function* pemSpans(text: string): Generator<Span> {
  let free = 0;
  const marks = [...text.matchAll(MARK)].map(({ index, 0: mark, groups = {} }) => ({
    start: index,
    end: index + mark.length,
    isBegin: groups['edge'] === 'BEGIN',
  }));
  for (const [at, mark] of marks.entries()) {
    if (mark.start < free) {
      continue;
    }
    const next = marks[at + 1];
    const span = mark.isBegin
      ? {
          start: mark.start,
          end: next?.isBegin === false && next.start - mark.end < MOST_APART ? next.end : endOfLines(text, mark.end),
        }
      : { start: startOfLines(text, mark.start, free), end: mark.end };
    yield span;
    free = span.end;
  }
}

/** The end of the line, and of the lines of base64 after it. */
function endOfLines(text: string, from: number): number {
  let end = lineEnd(text, from);
  while (end < text.length) {
    const next = lineEnd(text, end + 1);
    if (!BASE64_LINE.test(text.slice(end + 1, next))) {
      return end;
    }
    end = next;
  }
  return end;
}

/** The start of the line, and of the lines of base64 before it, none of them before `least`. */
function startOfLines(text: string, from: number, least: number): number {
  let start = Math.max(least, text.lastIndexOf('\n', from - 1) + 1);
  while (start > least) {
    const before = Math.max(least, text.lastIndexOf('\n', start - 2) + 1);
    if (start < 2 || !BASE64_LINE.test(text.slice(before, start - 1))) {
      return start;
    }
    start = before;
  }
  return start;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
