import { run } from '../host/run.ts';
import { type Architecture, hardwareOf } from './architectures.ts';
import type { MachineImage } from './image.ts';

/** The parameters of a running machine. */
export type Emulation = {
  readonly architecture: Architecture;
  readonly image: MachineImage;
  /** Its own disk, in qcow2, on top of the image's. */
  readonly disk: string;
  /** Interface of this network namespace that its cable leads to. */
  readonly tap: string;
  readonly address: Address;
  /** The memory of a snapshot to continue from; without it a machine boots. */
  readonly memory?: string;
  /** File for the output of the kernel and systemd. */
  readonly console: string;
};

/** Address of a machine in the network. */
export type Address = {
  readonly ip: string;
  readonly prefixLength: number;
  readonly gateway: string;
};

/** Enough for an app with iceoryx's own pools, and images. */
const MEMORY = '2G';

/**
 * The command of the machine: the machine ends with it, and killing it cuts the power.
 *
 * The machine's time follows its instructions, a nanosecond each (`-icount`), and this machine's clock while it is
 * idle. An emulated processor always appears to run at a gigahertz: the seconds of keep-alives, probes and grace
 * periods correspond to the same number of instructions on a busy and on a quiet host.
 */
export function emulatorCommand(emulation: Emulation): string[] {
  const { architecture, image, disk, tap, address, memory, console } = emulation;
  const { emulator, board, console: line } = hardwareOf(architecture);
  const kernel = [
    `console=${line}`,
    'quiet',
    // After a panic it reboots.
    'panic=-1',
    `machine.address=${address.ip}/${address.prefixLength}`,
    `machine.gateway=${address.gateway}`,
  ];
  const options: readonly (readonly [string, string])[] = [
    ...board,
    ['-display', 'none'],
    ['-m', MEMORY],
    ['-smp', '1'],
    ['-icount', 'shift=0,sleep=on'],
    ['-rtc', 'base=utc,clock=vm'],
    ['-kernel', image.kernel],
    ['-initrd', image.initrd],
    ['-append', kernel.join(' ')],
    ['-drive', `if=none,id=disk,format=qcow2,file=${disk}`],
    ['-device', 'virtio-blk-pci,drive=disk'],
    ['-netdev', `tap,id=network,ifname=${tap},script=no,downscript=no`],
    ['-device', `virtio-net-pci,netdev=network,mac=${macOf(address)},romfile=`],
    ['-serial', `file:${console}`],
    ...(memory === undefined ? [] : [['-incoming', `exec:zstd --quiet --decompress --stdout ${memory}`] as const]),
  ];
  return [emulator, '-nodefaults', '-no-user-config', '-no-reboot', ...options.flat()];
}

/** Locally administered, and as unique as the address. */
function macOf({ ip }: Address): string {
  return ['52:54', ...ip.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))].join(':');
}

/** Creates a disk on top of another one, which must never change from then on. */
export async function makeDisk(
  disk: string,
  { file, format }: { readonly file: string; readonly format: 'raw' | 'qcow2' },
): Promise<void> {
  await run(['qemu-img', 'create', '-q', '-f', 'qcow2', '-b', file, '-F', format, disk]);
}
