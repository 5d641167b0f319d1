import { ALL, FATAL, PROVEN } from './signature.ts';
import type { Signature } from './signature.ts';

/** Pools and compile-time limits that are used up. */
export const LIMITS: readonly Signature[] = [
  {
    id: 'PayloadTooLarge',
    saidBy: ['app'],
    says: ['MEPOO__MEMPOOL_GETCHUNK_CHUNK_IS_TOO_LARGE', 'Could not find a fitting mempool for a chunk of size …'],
    pattern:
      /Could not find a fitting mempool for a chunk of size (?<bytes>\d{1,20})|MEPOO__MEMPOOL_GETCHUNK_CHUNK_IS_TOO_LARGE/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning:
      'No pool has chunks as large as the app asked for: {bytes|N} bytes with the header. Builds of 2.0 with assertions abort.',
    cause: 'The largest pool is too small, or the sample has a user header or an alignment above 8.',
    remedy: 'Add a larger pool to spec.roudi.segments[].mempools.',
    provenOn: PROVEN,
  },
  {
    id: 'PoolExhausted',
    saidBy: ['app'],
    says: ['has no more space left', 'MEPOO__MEMPOOL_GETCHUNK_POOL_IS_RUNNING_OUT_OF_CHUNKS'],
    pattern:
      /\[m_chunkSize = (?<bytes>\d{1,20}), numberOfChunks = (?<count>\d{1,20}),.{1,60} has no more space left|MEPOO__MEMPOOL_GETCHUNK_POOL_IS_RUNNING_OUT_OF_CHUNKS/,
    releases: ALL,
    severity: 'Error',
    seenIn: ['Log'],
    meaning:
      'All {count|N} chunks of the pool of {bytes|N} bytes (size plus header) are in use. iceoryx does not take one of a larger pool; the sample is not sent.',
    cause: 'Subscribers hold samples or have long queues, or processes died with chunks and monitoring is off.',
    remedy:
      'Raise the count of that pool in spec.roudi.segments[].mempools, or make queues shorter; leave spec.roudi.monitoring on.',
    provenOn: PROVEN,
  },
  {
    id: 'TooManyProcesses',
    saidBy: ['roudi'],
    says: ["Could not register process '…' - too many processes"],
    pattern: /Could not register process '(?<app>[^']{1,100})' - too many processes/,
    releases: ALL,
    severity: 'Error',
    seenIn: ['Log'],
    meaning: 'RouDi has 300 apps and refuses {app|another}.',
    cause:
      'With monitoring off RouDi never forgets apps that were killed; with names that are new at every start they add up.',
    remedy: 'Set spec.roudi.monitoring to true, or restart the pod.',
    provenOn: PROVEN,
  },
  {
    id: 'PublishersUsedUp',
    saidBy: ['roudi', 'app'],
    says: ['POSH__RUNTIME_ROUDI_PUBLISHER_LIST_FULL', 'PORT_POOL__PUBLISHERLIST_OVERFLOW'],
    pattern: /POSH__RUNTIME_ROUDI_PUBLISHER_LIST_FULL|PORT_POOL__PUBLISHERLIST_OVERFLOW/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'RouDi has no publisher left: 512 by default, of which it uses some itself.',
    cause: 'Many publishers, or those of killed apps while monitoring is off.',
    remedy:
      'Set spec.roudi.monitoring to true; else build iceoryx, for RouDi and all apps, with a larger IOX_MAX_PUBLISHERS and set spec.roudi.managementBytes.',
    provenOn: PROVEN,
  },
  {
    id: 'SubscribersUsedUp',
    saidBy: ['roudi', 'app'],
    says: ['POSH__RUNTIME_ROUDI_SUBSCRIBER_LIST_FULL', 'PORT_POOL__SUBSCRIBERLIST_OVERFLOW'],
    pattern: /POSH__RUNTIME_ROUDI_SUBSCRIBER_LIST_FULL|PORT_POOL__SUBSCRIBERLIST_OVERFLOW/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'RouDi has no subscriber left: 1024 by default.',
    cause: 'Many subscribers, or those of killed apps while monitoring is off.',
    remedy:
      'Set spec.roudi.monitoring to true; else build iceoryx, for RouDi and all apps, with a larger IOX_MAX_SUBSCRIBERS and set spec.roudi.managementBytes.',
    provenOn: PROVEN,
  },
  {
    id: 'ConditionVariablesUsedUp',
    saidBy: ['roudi', 'app'],
    says: ['POSH__RUNTIME_ROUDI_CONDITION_VARIABLE_LIST_FULL', 'PORT_POOL__CONDITION_VARIABLE_LIST_OVERFLOW'],
    pattern: /POSH__RUNTIME_ROUDI_CONDITION_VARIABLE_LIST_FULL|PORT_POOL__CONDITION_VARIABLE_LIST_OVERFLOW/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'RouDi has no condition variable left: 1024 by default, one per WaitSet or Listener.',
    cause: 'Many of them, or those of killed apps while monitoring is off.',
    remedy:
      'Set spec.roudi.monitoring to true; else build iceoryx, for RouDi and all apps, with a larger limit and set spec.roudi.managementBytes.',
    provenOn: [],
    unproven: 'The test apps use one WaitSet each, and RouDi accepts 300 apps.',
  },
  {
    id: 'ContractViolated',
    saidBy: ['roudi', 'app'],
    says: ['EXPECTS_ENSURES_FAILED', '[Enforce Violation]', '[Assert Violation]'],
    pattern: /EXPECTS_ENSURES_FAILED|\[(?:Enforce|Assert) Violation\]/,
    releases: ['2.0', '2.95'],
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'iceoryx found itself in a state that it takes for impossible, and aborted.',
    cause:
      'It follows another error; or RouDi and the app were built with different limits or versions (iceoryx#2455).',
    remedy:
      'See the other findings. If there are none, build the images of RouDi and of all apps from the same iceoryx.',
    provenOn: PROVEN,
  },
  {
    id: 'OtherError',
    saidBy: ['roudi', 'app'],
    says: ['ICEORYX error! …', '[… (code = …)] in module [iceoryx_posh …'],
    pattern: /(?<=ICEORYX error! |\[)(?<error>[A-Z]\w{5,100})(?=\s{0,8}$| \(code = \d)/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'iceoryx reports {error|an error}, for which there is no explanation here.',
    cause: 'The lines before it mostly say more.',
    remedy: 'Search the issues of eclipse-iceoryx/iceoryx for the name.',
    provenOn: [],
    unproven: 'It stands for every error that is not in this table.',
  },
];
