import { wrapped } from '../../terminal/wrap.ts';
import { objectIn } from '../kit/object.ts';
import type { Reader } from '../kit/output.ts';
import { overview } from './overview.ts';
import { pages } from './page.ts';
import type { StatusView } from './view.ts';

/** What a user wants to see. */
export interface Form {
  readonly output: 'json' | 'wide' | 'yaml' | undefined;
  /** Of one name, else a table of all. */
  readonly isPage: boolean;
  readonly allNamespaces: boolean;
}

/** A view as standard output has it; nothing for people if there is no object. */
export function textOf(view: StatusView, { output, isPage, allNamespaces }: Form, reader: Reader): string {
  if (output === 'json' || output === 'yaml') {
    return objectIn(output, view);
  }
  if (view.objects.length === 0) {
    return '';
  }
  const isWide = output === 'wide';
  return isPage
    ? pages(view, isWide ? { ...reader, width: undefined } : reader)
    : overview(view, reader, { allNamespaces, isWide });
}

/** Remarks below a view. With a width they stand apart from it, and fit. */
export function remarksIn(remarks: readonly string[], width: number | undefined): string {
  const lines = remarks.flatMap((remark) => wrapped(remark, { width }));
  return lines.length === 0 ? '' : `${width === undefined ? '' : '\n'}${lines.join('\n')}\n`;
}
