import { join } from 'node:path';

const PORT = 7;

/** The agent's only file. */
export const agentSource = join(import.meta.dirname, 'agent/agent.go');

/**
 * A command that runs the given one in a machine, as root, from the network of the machine: with its standard input,
 * output, errors and exit code. Killing it kills the command in the machine.
 *
 * @param directory of the agent that was built for this machine
 */
export function inMachine(directory: string, ip: string, command: readonly string[]): string[] {
  return [join(directory, 'agent'), 'run', `${ip}:${PORT}`, ...command];
}
