/** The numbers of a version such as `v1.36.3+k3s1` or `1.6.20~ds1`; undefined if it begins with none. */
export function numbersOf(version: string | undefined): readonly number[] | undefined {
  const numbers = /^v?(?<numbers>\d+(?:\.\d+)+)/.exec(version ?? '')?.groups?.['numbers'];
  return numbers?.split('.').map(Number);
}

/** Whether a version is older than another one; a missing number counts as 0. */
export function isOlder(version: readonly number[], than: readonly number[]): boolean {
  const length = Math.max(version.length, than.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (version[index] ?? 0) - (than[index] ?? 0);
    if (difference !== 0) {
      return difference < 0;
    }
  }
  return false;
}
