import manifest from '../../package.json' with { type: 'json' };

/** Which operator this is, for bug reports. */
export async function version(): Promise<void> {
  process.stdout.write(`iceoryx-operator ${manifest.version}, Node ${process.version}\n`);
}
