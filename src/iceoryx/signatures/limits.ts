import { ALL, FATAL, PROVEN } from './signature.ts';
import type { Signature } from './signature.ts';

/** Exhausted pools and compile-time limits. */
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
    says: ['has no more space left', 'MEPOO__MEMPOOL_GETCHUNK_POOL_IS_RUNNING_OUT_OF_CHUNKS', 'RUNNING_OUT_OF_CHUNKS'],
    pattern:
      /\[m_chunkSize = (?<bytes>\d{1,20}), numberOfChunks = (?<count>\d{1,20}),.{1,60} has no more space left|RUNNING_OUT_OF_CHUNKS|MEMPOOL_OUT_OF_CHUNKS/,
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
    id: 'TooManyChunksHeld',
    saidBy: ['app'],
    says: ['TOO_MANY_CHUNKS_HELD_IN_PARALLEL', 'TOO_MANY_REQUESTS_HELD_IN_PARALLEL'],
    pattern: /TOO_MANY_(?:CHUNKS|REQUESTS)_HELD_IN_PARALLEL/,
    releases: ALL,
    severity: 'Error',
    seenIn: ['Log'],
    meaning: 'A subscriber holds as many samples as iceoryx allows, 256 by default, and gets no more.',
    cause:
      'The app keeps samples, or takes them faster than it gives them back: a long history or a slow callback. Cyclone DDS holds each sample until its reader has taken it.',
    remedy:
      'Release samples in the app sooner, or give its reader a shorter history (keep-last). Otherwise build iceoryx, for RouDi and all apps, with a larger IOX_MAX_CHUNKS_HELD_PER_SUBSCRIBER_SIMULTANEOUSLY and set spec.roudi.managementBytes.',
    provenOn: [],
    unproven: 'The app gets it as the result of a call, and whether it prints it is up to the app.',
  },
  {
    id: 'TooManyChunksAllocated',
    saidBy: ['app'],
    says: ['TOO_MANY_CHUNKS_ALLOCATED_IN_PARALLEL'],
    pattern: /TOO_MANY_CHUNKS_ALLOCATED_IN_PARALLEL/,
    releases: ALL,
    severity: 'Error',
    seenIn: ['Log'],
    meaning: 'A publisher has loaned as many samples as iceoryx allows, 8 by default, and gets no more.',
    cause: 'The app loans samples that it neither publishes nor gives back.',
    remedy:
      'Publish or release each sample in the app before it loans many more. Otherwise build iceoryx, for RouDi and all apps, with a larger IOX_MAX_CHUNKS_ALLOCATED_PER_PUBLISHER_SIMULTANEOUSLY and set spec.roudi.managementBytes.',
    provenOn: [],
    unproven: 'The app gets it as the result of a call, and whether it prints it is up to the app.',
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
    says: [
      'POSH__RUNTIME_ROUDI_PUBLISHER_LIST_FULL',
      'PORT_POOL__PUBLISHERLIST_OVERFLOW',
      'out of memory for publishers',
    ],
    pattern:
      /POSH__RUNTIME_ROUDI_PUBLISHER_LIST_FULL|PORT_POOL__PUBLISHERLIST_OVERFLOW|out of memory for publishers|Out of publisher ports!/,
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
    says: [
      'POSH__RUNTIME_ROUDI_SUBSCRIBER_LIST_FULL',
      'PORT_POOL__SUBSCRIBERLIST_OVERFLOW',
      'out of memory for subscribers',
    ],
    pattern:
      /POSH__RUNTIME_ROUDI_SUBSCRIBER_LIST_FULL|PORT_POOL__SUBSCRIBERLIST_OVERFLOW|out of memory for subscribers|Out of subscriber ports!/,
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
    says: [
      'POSH__RUNTIME_ROUDI_CONDITION_VARIABLE_LIST_FULL',
      'PORT_POOL__CONDITION_VARIABLE_LIST_OVERFLOW',
      'out of memory for condition variables',
    ],
    pattern:
      /POSH__RUNTIME_ROUDI_CONDITION_VARIABLE_LIST_FULL|PORT_POOL__CONDITION_VARIABLE_LIST_OVERFLOW|out of memory for condition variables|Out of condition variables!/,
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
    id: 'ServersUsedUp',
    saidBy: ['roudi', 'app'],
    says: ['POSH__RUNTIME_ROUDI_OUT_OF_SERVERS', 'PORT_POOL__SERVERLIST_OVERFLOW', 'out of memory for servers'],
    pattern:
      /POSH__RUNTIME_ROUDI_OUT_OF_SERVERS|PORT_POOL__SERVERLIST_OVERFLOW|out of memory for servers|Out of server ports!/,
    releases: ['2.0', '2.95'],
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'RouDi has no server left: 512 by default in 2.0, 128 in 2.95.',
    cause: 'Many servers, or those of killed apps while monitoring is off.',
    remedy:
      'Set spec.roudi.monitoring to true; else build iceoryx, for RouDi and all apps, with a larger IOX_MAX_SERVERS (2.0: IOX_MAX_PUBLISHERS) and set spec.roudi.managementBytes.',
    provenOn: [],
    unproven: 'The test apps have no servers.',
  },
  {
    id: 'ClientsUsedUp',
    saidBy: ['roudi', 'app'],
    says: ['POSH__RUNTIME_ROUDI_OUT_OF_CLIENTS', 'PORT_POOL__CLIENTLIST_OVERFLOW', 'out of memory for clients'],
    pattern:
      /POSH__RUNTIME_ROUDI_OUT_OF_CLIENTS|PORT_POOL__CLIENTLIST_OVERFLOW|out of memory for clients|Out of client ports!/,
    releases: ['2.0', '2.95'],
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'RouDi has no client left: 1024 by default in 2.0, 512 in 2.95.',
    cause: 'Many clients, or those of killed apps while monitoring is off.',
    remedy:
      'Set spec.roudi.monitoring to true; else build iceoryx, for RouDi and all apps, with a larger IOX_MAX_CLIENTS (2.0: IOX_MAX_SUBSCRIBERS) and set spec.roudi.managementBytes.',
    provenOn: [],
    unproven: 'The test apps have no clients.',
  },
  {
    id: 'PlacesUsedUp',
    saidBy: ['roudi', 'app'],
    says: [
      'PORT_POOL__…LIST_OVERFLOW',
      'POSH__RUNTIME_ROUDI_…_LIST_FULL',
      'POPO__CHUNK_DISTRIBUTOR_OVERFLOW_OF_QUEUE_CONTAINER',
      'POSH__PORT_MANAGER_COULD_NOT_ADD_SERVICE_TO_REGISTRY',
    ],
    pattern:
      /(?:PORT_POOL__|POSH__RUNTIME_ROUDI_)(?<list>INTERFACE|NODE|APPLICATION|EVENT_VARIABLE)(?:_?LIST_OVERFLOW|_LIST_FULL)|POPO__CHUNK_DISTRIBUTOR_OVERFLOW_OF_QUEUE_CONTAINER|POSH__PORT_MANAGER_COULD_NOT_ADD_SERVICE_TO_REGISTRY|Could not add .{1,200} to service registry|Out of (?:interface ports|node data)!/,
    releases: ALL,
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'A list of RouDi is full: {list|the line names it}. It has 1000 nodes and 4 interfaces by default.',
    cause: 'Many of them, or those of killed apps while monitoring is off.',
    remedy:
      'Set spec.roudi.monitoring to true; else build iceoryx, for RouDi and all apps, with a larger limit and set spec.roudi.managementBytes.',
    provenOn: [],
    unproven: 'The test apps use neither nodes nor interfaces of their own.',
  },
  {
    id: 'ContractViolated',
    saidBy: ['roudi', 'app'],
    says: ['EXPECTS_ENSURES_FAILED', '[Enforce Violation] …', '[Assert Violation] …', '[PANIC] …'],
    pattern:
      /EXPECTS_ENSURES_FAILED|\[(?:Enforce Violation|Assert Violation|PANIC(?=\]\s{1,4}\S))\](?:\s{1,4}(?<words>\S.{0,160}))?/,
    releases: ['2.0', '2.95'],
    severity: 'Error',
    seenIn: FATAL,
    meaning:
      'iceoryx found itself in a state that it takes for impossible, and aborted: {words|the lines before it say more}.',
    cause:
      'It follows another error; or RouDi and the app were built with different limits or versions (iceoryx#2455).',
    remedy:
      'See the other findings. If there are none, build the images of RouDi and of all apps from the same iceoryx.',
    provenOn: PROVEN,
  },
  {
    id: 'Panicked',
    saidBy: ['roudi', 'app'],
    says: ['[PANIC]'],
    pattern: /\[PANIC\]\s{0,8}$/,
    releases: ['2.95'],
    severity: 'Error',
    seenIn: FATAL,
    meaning: 'iceoryx aborted the program, and does not say why. The place in its source is in the line.',
    cause:
      'The lines before it mostly say more. Shared memory may be damaged, or RouDi and the app are of different builds.',
    remedy:
      'Build the images of RouDi and of all apps from the same iceoryx. If it comes back, report it to eclipse-iceoryx/iceoryx with the whole log.',
    provenOn: [],
    unproven: 'In the tests another error is always before it.',
    isEcho: true,
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
    remedy:
      'Search the issues of eclipse-iceoryx/iceoryx for the name. If there is none, report it there with these lines, the version of iceoryx and how both images were built.',
    provenOn: [],
    unproven: 'It stands for every error that is not in this table.',
  },
];
