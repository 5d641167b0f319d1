import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory, makeOnce } from '../host/cache.ts';
import { run } from '../host/run.ts';
import type { Image } from './image.ts';
import { checkOut } from './dockerfile.ts';
import { type Foreign, ownArchitecture } from './foreign.ts';
import { writeDockerArchive } from './docker-archive.ts';

const SOURCE = join(import.meta.dirname, '../../agent');
/** The Dockerfile has the same flags, and makes the same bytes from the same source. */
const FLAGS = ['-trimpath', '-buildvcs=false', '-ldflags=-s -w'];
const STATIC = { CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' };
/** Numeric, so that a kubelet can tell that it is not root. */
const USER = '65532:65532';

/** The image of the agent, and the program itself. */
export interface AgentImage extends Image {
  readonly program: string;
}

/** All inputs of the program; its tests are not among them. */
async function keyOf(env: Readonly<Record<string, string>>): Promise<string> {
  const go = await run(['go', 'env', 'GOVERSION', 'GOARCH'], { env }).catch((cause: unknown) => {
    throw new Error('the agent is built with Go, which is not on PATH: see https://go.dev/dl/', { cause });
  });
  const hash = createHash('sha256').update(JSON.stringify([go, FLAGS, USER]));
  const files = globSync('**/*.{go,mod,sum}', { cwd: SOURCE }).filter((file) => !file.endsWith('_test.go'));
  for (const file of files.sort()) {
    hash.update(JSON.stringify(file)).update(await readFile(join(SOURCE, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Builds the agent and its image from scratch, unless the cache has them. Its tag changes with its source.
 *
 * @param architecture another than this machine's
 */
export async function buildAgent(
  log: (line: string) => void = () => {},
  architecture: Foreign = ownArchitecture,
): Promise<AgentImage> {
  const env = { ...STATIC, GOARCH: architecture };
  return makeImage(await keyOf(env), architecture, log, async (program) => build(SOURCE, program, env));
}

/** The same of a commit, which the clone must contain. */
export async function buildFormerAgent(commit: string, log: (line: string) => void = () => {}): Promise<AgentImage> {
  const env = { ...STATIC, GOARCH: ownArchitecture };
  return makeImage(`of-${commit}`, ownArchitecture, log, async (program) => {
    const work = await mkdtemp(join(tmpdir(), 'iceoryx-agent-'));
    try {
      await checkOut(commit, work, 'agent');
      await build(join(work, 'agent'), program, env);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
}

async function build(source: string, program: string, env: Readonly<Record<string, string>>): Promise<void> {
  await run(['go', 'build', ...FLAGS, '-o', program, '.'], { cwd: source, env });
}

async function makeImage(
  key: string,
  architecture: Foreign,
  log: (line: string) => void,
  make: (program: string) => Promise<void>,
): Promise<AgentImage> {
  const reference = `localhost/iceoryx-test/agent:${key}`;
  const directory = await makeOnce(join(cacheDirectory, 'images', `agent-${key}`), async (unfinished) => {
    log('building the agent …');
    const program = join(unfinished, 'agent');
    await make(program);
    const work = await mkdtemp(join(tmpdir(), 'iceoryx-agent-'));
    try {
      const [root, between] = [join(work, 'root'), join(work, 'between')];
      await mkdir(root);
      await mkdir(between);
      await copyFile(program, join(root, 'agent'));
      const info = {
        reference,
        title: 'iceoryx agent',
        version: key,
        entrypoint: ['/agent'],
        user: USER,
        architecture,
      };
      await writeDockerArchive(root, between, info, join(unfinished, 'image.tar'));
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
  return { reference, archive: join(directory, 'image.tar'), program: join(directory, 'agent') };
}
