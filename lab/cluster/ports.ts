import { createServer } from 'node:net';

// Below the range that the kernel uses for outgoing connections, which could take a port before it is used.
const firstPort = 20_000;
const lastPort = 32_000;
const block = 8;

/** Free ports of the loopback interface, one for each key of `uses` (at most 8). */
export async function freePorts<Use extends string>(
  uses: Readonly<Record<Use, unknown>>,
): Promise<Record<Use, number>> {
  const names = Object.keys(uses) as Use[];
  for (let attempt = 0; attempt < 100; attempt++) {
    const base = firstPort + Math.floor((Math.random() * (lastPort - firstPort)) / block) * block;
    const free = await Promise.all(names.map(async (_, index) => isFree(base + index)));
    if (free.every(Boolean)) {
      return Object.fromEntries(names.map((name, index) => [name, base + index])) as Record<Use, number>;
    }
  }
  throw new Error(`there are no ${names.length} free ports in a row from ${firstPort} to ${lastPort} on 127.0.0.1`);
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
