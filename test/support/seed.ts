import * as fc from 'fast-check';

/** The seed of a random test: SEED repeats one. */
export function seedOf(): number {
  const { SEED } = process.env;
  return SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);
}

/** Has the properties of a file take SEED where it is set; without it fast-check takes one of its own and tells it. */
export function seedFromOutside(): void {
  if (process.env['SEED'] !== undefined) {
    fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: seedOf() });
  }
}
