import * as fc from 'fast-check';

/** The seed of a random test. SEED repeats a run. */
export function seedOf(): number {
  const { SEED } = process.env;
  return SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);
}

/** Uses SEED for the properties of a file if set. Otherwise fast-check chooses a seed and reports it. */
export function seedFromOutside(): void {
  if (process.env['SEED'] !== undefined) {
    fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: seedOf() });
  }
}
