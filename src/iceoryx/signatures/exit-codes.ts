import { ALL, PROVEN, UP_TO_2_0 } from './signature.ts';
import type { Explanation, Place } from './signature.ts';

/** A restart of all containers overwrites the code: only the single status update before it shows it. */
const MAYBE_BRIEFLY: readonly Place[] = ['ExitCode', 'Transient'];

/** The meaning of an exit code, together with the output of the program. */
export interface ExitSignature extends Explanation {
  /** Exit codes as Kubernetes and shells report them: 128 plus the number of a signal. */
  readonly codes: readonly number[];
  /** Kubernetes' `terminated.reason`, if the exit code alone is ambiguous. */
  readonly reason?: string;
  /** Only if RouDi did not report that it is ready. */
  readonly beforeReady?: true;
}

/**
 * The first match counts. Kubernetes may report Error instead of OOMKilled for a container that has just started
 * (containerd issue 8180), so explanations of 137 without that reason name memory too.
 */
export const EXIT_CODES: readonly ExitSignature[] = [
  {
    id: 'ExitOutOfMemory',
    codes: [137],
    reason: 'OOMKilled',
    saidBy: ['roudi', 'app'],
    releases: ALL,
    severity: 'Error',
    seenIn: MAYBE_BRIEFLY,
    meaning: 'The container used more memory than its limit and was killed.',
    cause: 'Pages of /dev/shm count for the container that writes them first; RouDi writes all of them at its start.',
    remedy:
      'RouDi: remove spec.roudi.resources.limits.memory, so that it is computed, or raise it to status.roudi.memoryBytes. Apps: raise the limit in the template.',
    provenOn: [],
    unproven: 'Needs a cgroup with a limit; the node tier has it with a pod.',
  },
  {
    id: 'ExitRestartedWithOthers',
    codes: [137],
    reason: 'RestartingAllContainers',
    saidBy: ['roudi', 'app'],
    releases: ALL,
    severity: 'Info',
    seenIn: ['ExitCode'],
    meaning: 'The container was restarted with all others of the pod; its own exit code is not kept.',
    cause: 'RouDi died and spec.recovery.mode is InPlace.',
    remedy: 'Nothing to do here; what counts is how RouDi ended before.',
    provenOn: [],
    unproven: 'Kubernetes writes it; the node tier sees it with a pod.',
  },
  {
    id: 'ExitWithoutStart',
    codes: [0],
    beforeReady: true,
    saidBy: ['roudi'],
    releases: UP_TO_2_0,
    severity: 'Error',
    seenIn: ['ExitCode'],
    meaning: 'RouDi ended with 0 and had never been ready.',
    cause: 'An option has a value that this release does not know: up to 2.90 RouDi then exits at once with 0.',
    remedy: 'Set spec.roudi.release to the release of the image and correct spec.roudi.extraArgs.',
    provenOn: ['2.0'],
  },
  {
    id: 'ExitRefused',
    codes: [1],
    saidBy: ['roudi'],
    releases: ALL,
    severity: 'Error',
    seenIn: ['ExitCode'],
    meaning: 'RouDi does not start as it is configured, or /dev/shm is too small.',
    cause: 'A wrong option, a wrong configuration, or SIGBUS while it filled its segments with zeros.',
    remedy: 'Its last line shows which: check spec.roudi.segments, spec.roudi.extraArgs, spec.sharedMemory.sizeLimit.',
    provenOn: PROVEN,
  },
  {
    id: 'ExitNotStarted',
    codes: [126, 127, 128],
    saidBy: ['roudi'],
    releases: ALL,
    severity: 'Error',
    seenIn: ['ExitCode'],
    meaning:
      'The program of RouDi could not be started: 127 and 128 say that it is not there, 126 that it may not run.',
    cause: 'The image of RouDi has no iox-roudi in its PATH, or spec.roudi.command names another program.',
    remedy:
      'Use an image that contains iox-roudi, or set spec.roudi.command to the path of the program, such as /opt/ros/humble/bin/iox-roudi.',
    provenOn: PROVEN,
  },
  {
    id: 'ExitHangup',
    codes: [129],
    saidBy: ['roudi'],
    releases: ['2.95'],
    severity: 'Error',
    seenIn: MAYBE_BRIEFLY,
    meaning: 'SIGHUP ended RouDi; its segments, sockets and locks are left behind.',
    cause: 'Something sends SIGHUP to reload a configuration. RouDi cannot.',
    remedy: 'Do not send SIGHUP; change spec.roudi.segments instead.',
    provenOn: ['2.95'],
  },
  {
    id: 'ExitAborted',
    codes: [134, 139],
    saidBy: ['roudi', 'app'],
    releases: ALL,
    severity: 'Error',
    seenIn: MAYBE_BRIEFLY,
    meaning:
      'The program aborted and cleaned nothing up. As process 1 of its PID namespace an abort shows as 139 instead of 134; 139 without an error line before it is a segmentation fault.',
    cause: 'An error of iceoryx that it takes for fatal, or one of the program itself: its last lines name it.',
    remedy:
      'Read its last lines. After an abort of RouDi all apps must be restarted: spec.recovery.mode InPlace, or delete the pod.',
    provenOn: PROVEN,
  },
  {
    id: 'ExitBusError',
    codes: [135],
    saidBy: ['roudi', 'app'],
    releases: ALL,
    severity: 'Error',
    seenIn: MAYBE_BRIEFLY,
    meaning: 'The program touched shared memory that has no page behind it.',
    cause: 'A segment was truncated while in use, or /dev/shm was full when a page was first written.',
    remedy: 'Do not touch files in /dev/shm; raise or remove spec.sharedMemory.sizeLimit; restart the pod.',
    provenOn: PROVEN,
  },
  {
    id: 'ExitKilled',
    codes: [137],
    saidBy: ['app'],
    releases: ALL,
    severity: 'Error',
    seenIn: MAYBE_BRIEFLY,
    meaning: 'SIGKILL ended the program; it cleaned nothing up.',
    cause:
      'The grace period ran out, a liveness probe failed, RouDi killed an app that did not stop, something else sent SIGKILL (kill -9), the node ran out of memory, or the container did so right after its start, which containerd often reports without the reason OOMKilled.',
    remedy:
      'If it was while the pod ended, raise spec.termination.appStopSeconds to what the app needs, and remove spec.termination.gracePeriodSeconds, so that it is computed. Otherwise kubectl describe pod says whether a probe failed, and the kernel log of the node (dmesg) whether it lacked memory.',
    provenOn: PROVEN,
  },
  {
    id: 'RoudiKilled',
    codes: [137],
    saidBy: ['roudi'],
    releases: ALL,
    severity: 'Error',
    seenIn: MAYBE_BRIEFLY,
    meaning: 'SIGKILL ended RouDi; it cleaned nothing up, and its apps cannot go on without it.',
    cause:
      "Something outside of RouDi did it: a person or a tool (kill -9), the node when it ran out of memory, the limit of the container when it was reached right after the start, which containerd often reports without the reason OOMKilled, or the pod's own sidecar, which ends a RouDi that hangs or was stopped (SIGSTOP) and says so in its log.",
    remedy:
      "If it happened once, nothing: where spec.recovery.mode is InPlace, all containers are restarted. If it comes back, read the sidecar's log and the kernel's log of the node (dmesg), and give RouDi the memory that is computed for it.",
    provenOn: PROVEN,
  },
  {
    id: 'ExitTerminated',
    codes: [143],
    saidBy: ['app'],
    releases: ALL,
    severity: 'Warning',
    seenIn: MAYBE_BRIEFLY,
    meaning: 'SIGTERM ended the program before it could act on it; its socket and lock are left behind.',
    cause: 'The app has no handler for SIGTERM, or it still waited for RouDi.',
    remedy: 'Give the app a handler for SIGTERM that ends main(), so that iceoryx unregisters it.',
    provenOn: ['2.0'],
    unproven: 'The apps of the tests have a handler for SIGTERM.',
  },
  {
    id: 'RoudiTerminated',
    codes: [143],
    saidBy: ['roudi'],
    releases: ALL,
    severity: 'Error',
    seenIn: MAYBE_BRIEFLY,
    meaning: 'SIGTERM ended RouDi before it was ready; its locks and what it had of its segments are left behind.',
    cause:
      'It was asked to end while it was still creating its segments: by the kubelet, because its startup probe failed or the pod was deleted, or by a person. Or spec.roudi.command runs another program, such as a shell.',
    remedy:
      'If it comes back, look at its log; correct spec.roudi.command, and raise the cpu in spec.roudi.resources.limits.',
    provenOn: ['2.95'],
    unproven: 'Up to 2.90 it takes note of SIGTERM first.',
  },
];
