import { globSync, readFileSync } from 'node:fs';

/** If it is set, each test file of a process that runs several leaves there how long it took. */
export const FILE_SECONDS_DIRECTORY = 'ICEORYX_OPERATOR_FILE_SECONDS';

interface Taken {
  readonly file: string;
  readonly seconds: number;
}

/** What files have left in a directory. */
export function fileSeconds(directory: string): Taken[] {
  return globSync(`${directory}/*.json`).map((path) => JSON.parse(readFileSync(path, 'utf8')) as Taken);
}
