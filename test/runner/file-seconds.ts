import { globSync, readFileSync } from 'node:fs';

/** If set, each test file of a process that runs several files records its duration there. */
export const FILE_SECONDS_DIRECTORY = 'ICEORYX_OPERATOR_FILE_SECONDS';

interface Taken {
  readonly file: string;
  readonly seconds: number;
}

/** Records that files have left in a directory. */
export function fileSeconds(directory: string): Taken[] {
  return globSync(`${directory}/*.json`).map((path) => JSON.parse(readFileSync(path, 'utf8')) as Taken);
}
