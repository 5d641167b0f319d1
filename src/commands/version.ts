import manifest from '../../package.json' with { type: 'json' };

/** Prints the version of the operator, for bug reports. */
export async function version(): Promise<void> {
  process.stdout.write(`iceoryx-operator ${manifest.version}, Node ${process.version}\n`);
}
