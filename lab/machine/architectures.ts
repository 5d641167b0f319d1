/** Architectures that can be emulated, by their names in Debian, Go and Kubernetes. */
export const architectures = ['amd64', 'arm64'] as const;

/** One of {@link architectures}. */
export type Architecture = (typeof architectures)[number];

/** The parameters of an architecture's machine. */
export type Hardware = {
  /** Program of qemu. */
  readonly emulator: string;
  /** Debian package with it. */
  readonly emulatorPackage: string;
  /** Debian package that depends on the newest kernel. */
  readonly kernelPackage: string;
  /** Further arguments of the emulator. */
  readonly board: readonly (readonly [string, string])[];
  /** The serial line, by the kernel's name. */
  readonly console: string;
};

const hardware: Readonly<Record<Architecture, Hardware>> = {
  amd64: {
    emulator: 'qemu-system-x86_64',
    emulatorPackage: 'qemu-system-x86',
    kernelPackage: 'linux-image-cloud-amd64',
    // Page tables of five levels would cost time without a benefit: the emulator walks them in software.
    board: [
      ['-machine', 'q35'],
      ['-cpu', 'max,la57=off'],
    ],
    console: 'ttyS0',
  },
  arm64: {
    emulator: 'qemu-system-aarch64',
    emulatorPackage: 'qemu-system-arm',
    kernelPackage: 'linux-image-cloud-arm64',
    board: [
      ['-machine', 'virt'],
      ['-cpu', 'cortex-a72'],
    ],
    console: 'ttyAMA0',
  },
};

/** The parameters of an architecture. */
export function hardwareOf(architecture: Architecture): Hardware {
  return hardware[architecture];
}

/** The name of a machine's node. */
export function machineName(architecture: Architecture): string {
  return `machine-${architecture}`;
}
