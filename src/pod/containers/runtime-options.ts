import type { Release } from '../../iceoryx/release.ts';
import type { InjectionRequest } from '../request.ts';
import { option } from './agent.ts';

/** Defaults of the agent for the names of RouDi's socket and locks (agent/commands.go). */
const PRESET = { socket: 'roudi', locks: 'iox-unique-roudi.lock,roudi.lock' };

/** The agent's option for RouDi's socket. */
export function socketOption({ names }: Release): string[] {
  return option('socket', names.roudiSocket, PRESET.socket);
}

/** The agent's option for RouDi's locks. */
export function locksOption({ names }: Release): string[] {
  return option('roudi-locks', names.roudiLocks.join(','), PRESET.locks);
}

/** The agent's option for pods that end when their apps do. */
export function unaskedOption({ completes = false }: Pick<InjectionRequest, 'completes'>): string[] {
  return completes ? ['--unasked'] : [];
}
