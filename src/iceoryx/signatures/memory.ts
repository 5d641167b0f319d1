import { ALL, FATAL, PROVEN, UP_TO_2_0 } from './signature.ts';
import type { Signature } from './signature.ts';

/** Shared memory that does not fit, is missing or must not be used. */
export const MEMORY: readonly Signature[] = [
  {
    id: 'SharedMemoryTooSmall',
    saidBy: ['roudi'],
    says: [
      'a fatal SIGBUS signal appeared caused by memset',
      'maybe requires more memory than it is currently available',
    ],
    pattern:
      /fatal SIGBUS signal appeared(?:.{1,160}\[ name = (?<segment>[^,]{0,128}), sizeInBytes = (?<bytes>\d{1,20}))?/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning: '/dev/shm has no room for the segment {segment|that RouDi was creating} of {bytes|N} bytes.',
    cause:
      'Files of other programs take the space: apps that keep data in /dev/shm, such as data loaders of PyTorch, whose files also outlive a restart of the containers. Or the volume is smaller than all segments together. Or it still holds those of an earlier RouDi whose apps live on: then twice the space is needed.',
    remedy:
      "RouDi's log names files of other programs before this message; so does kubectl exec POD -c iceoryx-agent -- /agent status. If there are some, set spec.sharedMemory.sizeLimit to the bytes of the segments (status.sharedMemory) plus what these programs need, and delete the pod. Otherwise raise or remove spec.sharedMemory.sizeLimit; if the build of RouDi is an unusual one, set spec.roudi.managementBytes.",
    provenOn: PROVEN,
  },
  {
    id: 'SharedMemoryTakenByOthers',
    saidBy: ['roudi'],
    says: ["Files in /dev/shm that are not RouDi's take … of …"],
    pattern:
      /^Files in \/dev\/shm that are not RouDi's take (?<taken>[\d.]{1,16} [KM]?i?B) of (?<room>[\d.]{1,16} [KM]?i?B): (?<files>.{1,1000})\.$/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning:
      '/dev/shm has no room for the segments of RouDi, as files of other programs take {taken|some} of its {room|room}: {files|not known}.',
    cause:
      'Apps keep data in /dev/shm, such as data loaders of PyTorch. Their files also outlive a restart of the containers, and in a domain their pods.',
    remedy:
      'Set spec.sharedMemory.sizeLimit to the bytes of the segments (status.sharedMemory) plus what these programs need, and delete the pod. In a domain, remove the files on the node. Or have the programs remove what they leave.',
    explains: ['SharedMemoryTooSmall'],
    onlyWith: 'SharedMemoryTooSmall',
    provenOn: [],
    unproven:
      'The agent writes it, whatever the release: agent/internal/roudi/foreign_test.go, test/node/findings.test.ts.',
  },
  {
    id: 'SharedMemoryReadOnly',
    saidBy: ['roudi', 'app'],
    says: ['iox_shm_open … [ 30 ]  Read-only file system'],
    pattern: /iox_shm_(?:open|unlink) \}  :::  \[ 30 \]/,
    releases: ['2.0', '2.95'],
    severity: 'Error',
    seenIn: FATAL,
    meaning: '/dev/shm is mounted read-only.',
    cause: 'The template mounts a volume of its own at /dev/shm with readOnly: true.',
    remedy: 'Remove that volumeMount from the template: the operator mounts /dev/shm.',
    provenOn: PROVEN,
  },
  {
    id: 'SharedMemoryDenied',
    saidBy: ['roudi', 'app'],
    says: ['No permission to modify, truncate or access the shared memory!'],
    pattern: /No permission to modify, truncate or access the shared memory!/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'The segments belong to another user and group.',
    cause: 'RouDi and the app run as different users without a common group.',
    remedy:
      'Set runAsUser in the security context of the template: RouDi and all apps then run as that user. A common group alone (fsGroup) is not enough: the app then fails with NoWritableSegment.',
    provenOn: PROVEN,
  },
  {
    id: 'AccessListUnsupported',
    saidBy: ['roudi'],
    says: ['Could not set file ACL', 'MEPOO__SEGMENT_COULD_NOT_APPLY_POSIX_RIGHTS_TO_SHARED_MEMORY'],
    pattern: /Could not set file ACL|MEPOO__SEGMENT_COULD_NOT_APPLY_POSIX_RIGHTS_TO_SHARED_MEMORY/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'The file system at /dev/shm has no access control lists (iceoryx#1176).',
    cause: 'Something other than a tmpfs is mounted there, or the kernel of the node has no ACLs on tmpfs.',
    remedy:
      'Leave /dev/shm to the operator; if the kernel is the reason, use a RouDi of 2.95 or newer built with IOX_PLATFORM_FEATURE_ACL=OFF.',
    provenOn: PROVEN,
  },
  {
    id: 'SharedMemoryMissing',
    saidBy: ['app'],
    says: ['iox_shm_open … [ 2 ]  No such file or directory', 'Shared Memory does not exist.'],
    pattern: /Shared Memory does not exist\.|iox_shm_open \}  :::  \[ 2 \]/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning: "A segment that RouDi told the app to use is not in the app's /dev/shm.",
    cause:
      'It was deleted, RouDi was just shutting down, the container has another /dev/shm than RouDi, or the two know the group under different names.',
    remedy:
      'Restart the pod; never delete files in /dev/shm while RouDi runs. If it comes back: list the container in spec.containers so that it gets the volume, and use the same /etc/group in all images.',
    provenOn: PROVEN,
  },
  {
    id: 'DataSegmentNotMapped',
    saidBy: ['app'],
    says: ['POSH__SHM_APP_SEGMENT_MAPP_ERR'],
    pattern: /POSH__SHM_APP_SEGMENT_MAPP_ERR/,
    releases: UP_TO_2_0,
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'The app registered but cannot map a data segment. The lines before say why.',
    cause:
      'The file was deleted, or the group of the segment has another name in the image of the app than in that of RouDi.',
    remedy: 'Restart the pod; if it comes back, use the same /etc/group in all images.',
    provenOn: ['2.0'],
  },
  {
    id: 'ManagementSegmentNotMapped',
    saidBy: ['app'],
    says: ['POSH__SHM_APP_MAPP_ERR'],
    pattern: /POSH__SHM_APP_MAPP_ERR/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning:
      'RouDi answered, but the app cannot map its segments; from 2.95 on this also stands for data segments. The lines before say why.',
    cause: 'The files are gone, not in the /dev/shm of this container, or not for this user.',
    remedy: 'Restart the pod. If it comes back: spec.containers must list the container, and the users must match.',
    provenOn: PROVEN,
  },
  {
    id: 'ManagementSegmentNotCreated',
    saidBy: ['roudi'],
    says: ['Could not create SharedMemory! Error: …', 'ROUDI_COMPONENTS__SHARED_MEMORY_UNAVAILABLE'],
    pattern: /Could not create SharedMemory! Error: (?<fault>[A-Z_]{1,80})|ROUDI_COMPONENTS__SHARED_MEMORY_UNAVAILABLE/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'RouDi cannot create its segments: {fault|see the lines before}.',
    cause: 'No right to write in /dev/shm, or it is read-only.',
    remedy:
      'Compare spec.roudi.securityContext with the rights of /dev/shm; fsGroup in the template helps a RouDi that is not root.',
    provenOn: PROVEN,
  },
  {
    id: 'DataSegmentNotCreated',
    saidBy: ['roudi'],
    says: ['MEPOO__SEGMENT_UNABLE_TO_CREATE_SHARED_MEMORY_OBJECT'],
    pattern: /MEPOO__SEGMENT_UNABLE_TO_CREATE_SHARED_MEMORY_OBJECT/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'RouDi cannot create a data segment. The lines before say why.',
    cause: 'Mostly a group without a name, see SegmentWithoutName, or a pool whose count is 0.',
    remedy: 'See the other findings; else check spec.roudi.segments and the rights of /dev/shm.',
    isConsequence: true,
    provenOn: PROVEN,
  },
];
