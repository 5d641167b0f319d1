import { ALL, FATAL, PROVEN } from './signature.ts';
import type { Signature } from './signature.ts';

/** iceoryx looks users and groups up by name in /etc/passwd and /etc/group of each container. */
export const IDENTITY: readonly Signature[] = [
  {
    id: 'SegmentWithoutName',
    saidBy: ['roudi'],
    says: ['No shared memory name specified!', 'specific groups must have an explicit name.'],
    pattern: /No shared memory name specified!|specific groups must have an explicit name\./,
    releases: ['2.0', '2.95'],
    severity: 'Error',
    seenIn: FATAL,
    meaning:
      "RouDi has no name for a data segment, because its group is not in /etc/group of RouDi's image. 2.0 aborts; 2.95 starts with a segment that no app can use.",
    cause:
      'runAsUser or runAsGroup is a number that the image does not know, or spec.roudi.segments names an unknown group.',
    remedy:
      "Use the names that RouDi's image has in spec.roudi.segments[].writer and reader, run as root, or add the group to /etc/group of the image: runAsGroup and fsGroup alone are invisible to iceoryx.",
    provenOn: PROVEN,
  },
  {
    id: 'SeveralWritableSegments',
    saidBy: ['app'],
    says: ['MEPOO__USER_WITH_MORE_THAN_ONE_WRITE_SEGMENT'],
    pattern: /MEPOO__USER_WITH_MORE_THAN_ONE_WRITE_SEGMENT/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'The user of the app may write to more than one segment, which iceoryx forbids.',
    cause: 'In /etc/group the user is a member of the writer groups of two segments.',
    remedy: 'Take the user out of all of these groups but one, or change spec.roudi.segments[].writer.',
    provenOn: PROVEN,
  },
  {
    id: 'NoWritableSegment',
    saidBy: ['app'],
    says: [
      'POSH__RUNTIME_NO_WRITABLE_SHM_SEGMENT',
      'did not find a writable shared memory segment for the current user',
    ],
    pattern: /POSH__RUNTIME_NO_WRITABLE_SHM_SEGMENT|did not find a writable shared memory segment for the current user/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning:
      'According to /etc/passwd and /etc/group in the image of RouDi, the user of the app may write to no segment.',
    cause: "The app's uid is unknown there, or a member of no writer group.",
    remedy:
      "Set runAsUser in the security context of the template, or name the user that the images run as in spec.identity.users: the operator then gives RouDi and all apps the same /etc/passwd and /etc/group. On OpenShift take a number of the namespace's range (annotation openshift.io/sa.scc.uid-range). spec.roudi.segments[].writer names the group.",
    provenOn: PROVEN,
  },
  {
    id: 'GroupUnknown',
    saidBy: ['roudi', 'app'],
    says: ["Could not find group '…'", "Could not find group with id '…'", 'Group name not found'],
    pattern: /Could not find group (?:with id )?'(?<group>[^']{0,64})'|Error: Group name not found/,
    releases: ALL,
    severity: 'Warning',
    seenIn: FATAL,
    meaning: 'Group {group|of the process} is not in /etc/group of this container.',
    cause: 'A numeric runAsGroup or runAsUser, a minimal image, or a wrong name in spec.roudi.segments.',
    remedy:
      'Add the group to /etc/group of the image, in all images with the same number, or use a group that is there.',
    provenOn: PROVEN,
  },
  {
    id: 'UserUnknown',
    saidBy: ['roudi', 'app'],
    says: ["Could not find user with id'…'", "Could not find user '…'"],
    pattern: /Could not find user (?:with id ?)?'(?<user>[^']{0,64})'/,
    releases: ALL,
    severity: 'Warning',
    seenIn: FATAL,
    meaning: 'User {user|of the process} is not in /etc/passwd of this container.',
    cause: 'A numeric runAsUser that the image does not know.',
    remedy:
      "Set runAsUser in the security context of the template, or name the user in spec.identity.users: the operator then gives all containers the same /etc/passwd. On OpenShift take a number of the namespace's range (annotation openshift.io/sa.scc.uid-range).",
    provenOn: PROVEN,
  },
];
