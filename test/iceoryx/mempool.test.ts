// What is known about chunks and mempools, against iceoryx's own code: a small program without RouDi.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { releaseOfImage } from '../../src/iceoryx/release.ts';
import { validateConfig } from '../../src/iceoryx/validate.ts';
import { findIceoryx, type Iceoryx } from '../../lab/images/iceoryx.ts';
import { NEWER_VERSION, newerIceoryxPrefix } from '../../lab/iceoryx/newer-iceoryx.ts';
import { run } from '../../lab/host/run.ts';

/** Prints the size of a chunk for the payload of its argument, then whether three chunks of 2 GiB lie apart. */
const SOURCE = `
#include "iceoryx_posh/internal/mepoo/mem_pool.hpp"
#include "iceoryx_posh/mepoo/chunk_header.hpp"
#include "iceoryx_posh/mepoo/chunk_settings.hpp"
#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>
#if __has_include("iox/bump_allocator.hpp")
#include "iox/bump_allocator.hpp"
using Allocator = iox::BumpAllocator;
#else
#include "iceoryx_hoofs/internal/posix_wrapper/shared_memory_object/allocator.hpp"
using Allocator = iox::posix::Allocator;
#endif

int main(int argc, char** argv)
{
    const auto payload = static_cast<uint32_t>(std::strtoul(argv[argc - 1], nullptr, 10));
    auto settings = iox::mepoo::ChunkSettings::create(payload, 8);
    std::printf("%llu\\n", static_cast<unsigned long long>(settings.value().requiredChunkSize()));
    constexpr uint64_t CHUNK = 1ULL << 31;
    constexpr uint64_t LENGTH = 4 * CHUNK;
    void* memory = mmap(nullptr, LENGTH, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    alignas(8) static char table[4096];
    Allocator chunks(memory, LENGTH);
    Allocator management(table, sizeof(table));
    iox::mepoo::MemPool pool(CHUNK, 3, management, chunks);
    void* a = pool.getChunk();
    void* b = pool.getChunk();
    void* c = pool.getChunk();
    std::printf("%s\\n", a != b && b != c && a != c ? "apart" : "overlapping");
}
`;

const prefix = await newerIceoryxPrefix();
const builds = await Promise.all(['/usr', ...(prefix === undefined ? [] : [prefix])].map(findIceoryx));

async function compile({ include, libraries }: Iceoryx, directory: string): Promise<string> {
  const program = join(directory, 'chunks');
  await writeFile(`${program}.cpp`, SOURCE);
  const link = libraries === undefined ? [] : [`-L${libraries}`];
  const names = [...link, '-liceoryx_posh', '-liceoryx_hoofs', '-liceoryx_platform', '-pthread'];
  await run([
    'g++',
    '-std=c++17',
    '-Wl,--no-as-needed',
    '-isystem',
    include,
    `${program}.cpp`,
    '-o',
    program,
    ...names,
  ]);
  return program;
}

const title = (version: string) => `${version}: headers of chunks, and pools past 4 GiB, are as its own code has them`;
if (prefix === undefined) {
  test.skip(title(NEWER_VERSION), () => {});
}
for (const iceoryx of builds) {
  const { version } = iceoryx;
  const release = releaseOfImage(`roudi:${version}`);

  test(title(version), async (t) => {
    if (release === undefined) {
      throw new Error(`no release line for ${version}`);
    }
    const directory = await mkdtemp(join(tmpdir(), 'iceoryx-chunks-'));
    t.teardown(() => rm(directory, { recursive: true }));
    const program = await compile(iceoryx, directory);
    const payload = 1000;
    const lines = (await run([program, String(payload)], { env: { LD_LIBRARY_PATH: iceoryx.libraries } }))
      .trim()
      .split('\n');
    t.is(Number(lines[0]), payload + release.chunkHeaderBytes);

    const pool = { size: 2 ** 31 - release.chunkHeaderBytes, count: 3 };
    const faults = validateConfig([{ mempools: [pool] }], release);
    t.deepEqual(
      faults.map(({ kind }) => kind),
      lines.at(-1) === 'apart' ? [] : ['StartsButBroken'],
    );
    t.is(lines.at(-1), release.id === '2.0' ? 'overlapping' : 'apart');
  });
}
