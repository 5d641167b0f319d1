import { DEFAULT_SEGMENTS } from '../iceoryx/config.ts';
import { RELEASES } from '../iceoryx/release.ts';
import { sharedMemorySize } from '../iceoryx/size.ts';
import type { FileFacts } from './file.ts';
import type { FileClass, Family } from './names.ts';

/** Segments and sockets (v2.0.3 `shared_memory_object.hpp`:71, `unix_domain_socket.cpp`:325). */
const SEGMENT_MODE = 0o660;
const SOCKET_MODE = 0o660;
/** v2.0.3 `file_lock.cpp`:50. */
const LOCK_MODE = 0o600;
/** Lengths of segments are multiples of it, chunk headers included. */
const ALIGNMENT = 8;
/** The data segment of RouDi's built-in configuration. */
const BUILT_IN_LENGTH = {
  '2.0': builtInLength('2.0'),
  '2.95': builtInLength('2.95'),
};

function builtInLength(release: Family['release']): number {
  const { dataBytes } = sharedMemorySize(DEFAULT_SEGMENTS, RELEASES[release]);
  return Number(dataBytes[0]);
}

/** iceoryx binds `/tmp/NAME`, and an address holds 107 bytes (sizeof(sockaddr_un.sun_path), less its final zero). */
const MOST_SOCKET_NAME = 107 - '/tmp/'.length;

/** Whether mode, length and name are those of iceoryx; files of other programs rarely match. */
export function isPlausible({ kind }: FileClass, { name, type, mode, bytes }: FileFacts): boolean {
  switch (kind) {
    case 'ManagementSegment':
    case 'DataSegment':
      return type === 'File' && mode === SEGMENT_MODE && bytes > 0 && bytes % ALIGNMENT === 0;
    case 'RoudiSocket':
    case 'AppSocket':
      return type === 'Socket' && mode === SOCKET_MODE && name.length <= MOST_SOCKET_NAME;
    case 'AppLock':
      return type === 'File' && mode === LOCK_MODE && bytes === 0 && name.length <= MOST_SOCKET_NAME + '.lock'.length;
    case 'RoudiLock':
      return type === 'File' && mode === LOCK_MODE && bytes === 0;
    case 'Iceoryx2':
    case 'Aside':
      return true;
    default:
      return false;
  }
}

/** Whether a file has the length of the data segment of RouDi's built-in configuration. */
export function hasBuiltInLength({ release }: Family, bytes: number): boolean {
  return BUILT_IN_LENGTH[release] === bytes;
}
