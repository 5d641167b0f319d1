import test from 'ava';
import { diagnose } from '../../../src/iceoryx/diagnose.ts';
import { EXIT_CODES, SIGNATURES } from '../../../src/iceoryx/signatures.ts';
import { PROVEN_RELEASES, RELEASES } from '../../../src/iceoryx/release.ts';
import type { ReleaseId } from '../../../src/iceoryx/release.ts';

/**
 * Lines as RouDi and apps printed them, without colours. Lines that could not be produced are built as in the source.
 */
const LINES: Readonly<Record<string, readonly (readonly [ReleaseId, string])[]>> = {
  ConfigurationFileMissing: [
    ['2.0', '2026-11-23 04:25:30.100 [Warning]: EXCEPTION_IN_PARSER: /nope.toml could not be opened for parsing'],
    ['2.95', "2026-11-23 04:25:52.100 [Error]: Could not open config file from path '/nope.toml'"],
  ],
  ConfigurationRefused: [
    ['2.0', "[ Fatal ]: Couldn't parse config file. Error: MAX_NUMBER_OF_MEMPOOLS_PER_SEGMENT_EXCEEDED"],
    ['2.95', "[Fatal]: Couldn't parse config file. Error: FILE_OPEN_FAILED"],
  ],
  ConfigurationValueTooLarge: [['2.0', '  what():  T cannot represent the value requested in get']],
  PoolsNotAscending: [
    ['2.0', '[ Error ]: ICEORYX error! MEPOO__MEMPOOL_CONFIG_MUST_BE_ORDERED_BY_INCREASING_SIZE'],
    [
      '2.95',
      '[Fatal]: The following mempools were already added to the mempool handler:  MemPool [ ChunkSize = 304, ChunkPayloadSize = 256, ChunkCount = 1 ]These mempools must be added in an increasing chunk size ordering. The newly added  MemPool [ ChunkSize = 176, ChunkPayloadSize = 128, ChunkCount = 1] breaks that requirement!',
    ],
  ],
  PoolSizeNotMultipleOfEight: [
    ['2.0', '[ Error ]: ICEORYX error! MEPOO__MEMPOOL_CHUNKSIZE_MUST_BE_MULTIPLE_OF_CHUNK_MEMORY_ALIGNMENT'],
  ],
  RoudiMissing: [
    ['2.0', 'roudi: 1: exec: iox-roudi: not found'],
    ['2.0', 'roudi: line 57: exec: iox-roudi: not found'],
    ['2.95', 'roudi: exec: line 57: /opt/ros/humble/bin/iox-roudi: not found'],
    ['2.0', 'roudi: line 57: /opt/ros/humble/bin/iox-roudi: No such file or directory'],
    ['2.0', 'roudi: line 1: exec: /usr/bin/iox-roudi: cannot execute: Permission denied'],
    ['2.0', "env: 'iox-roudi': No such file or directory"],
    ['2.0', '[FATAL tini (7)] exec iox-roudi failed: No such file or directory'],
    [
      '2.0',
      "RouDi's image has no program /nope/iox-roudi that can be run (no such file or directory): set spec.roudi.command to RouDi's path in the image",
    ],
    ['2.95', "RouDi's program /opt/iox-roudi cannot be run: exec format error"],
    [
      '2.0',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "iox-roudi": executable file not found in $PATH',
    ],
    [
      '2.0',
      'OCI runtime create failed: exec: "/opt/iox-roudi": stat /opt/iox-roudi: no such file or directory: unknown',
    ],
  ],
  LibraryMissing: [
    [
      '2.0',
      '/opt/ros/humble/bin/iox-roudi: error while loading shared libraries: libiceoryx_posh.so: cannot open shared object file: No such file or directory',
    ],
  ],
  LocksNotShown: [
    [
      '2.0',
      'the kernel of this node does not show who holds which lock, /proc/locks is missing (gVisor has none): it cannot be told who uses RouDi; run the pod with another RuntimeClass',
    ],
  ],
  NeedsProcessOne: [
    ['2.0', 's6-overlay-suexec: fatal: can only run as pid 1'],
    ['2.0', "Can't run system mode unless PID 1."],
    ['2.0', 'runit: fatal: must be run as process no 1'],
    ['2.95', 'init: must be run as PID 1'],
    ['2.0', 'supervise: must run as PID 1'],
    ['2.0', 'Trying to run as user instance, but the system has not been booted with systemd.'],
    ['2.0', "Couldn't find an alternative telinit implementation to spawn."],
    ['2.0', "System has not been booted with systemd as init system (PID 1). Can't operate."],
  ],
  RuntimeNameRefused: [
    ['2.0', '2026-03-02 19:53:08.021 [ Fatal ]: Error occurred while acquiring file lock named robot/arm'],
    ['2.0', '[ Error ]: Cannot initialize runtime. Please remove leading slash from Application name /camera'],
    ['2.0', '[ Error ]: ICEORYX error! POSH__RUNTIME_LEADING_SLASH_PROVIDED'],
    ['2.0', '[ Error ]: ICEORYX error! POSH__RUNTIME_NAME_EMPTY'],
    ['2.95', "[Fatal]: The runtime name 'robot/arm' contains path separators"],
    ['2.0', '[ Fatal ]: Error occurred while acquiring file lock named my app'],
    ['2.95', '[Error]: Unable to create FileLock since the name "iox1_0_u_robot/arm" is not a valid file name.'],
    ['2.95', '[Error]: The application name "my app" is not a valid platform-independent file name.'],
    [
      '2.95',
      '[Fatal]: /src/iceoryx_posh/source/runtime/ipc_interface_base.cpp:103 [PANIC] Invalid characters for runtime name',
    ],
  ],
  AppSocketDenied: [
    ['2.0', 'permission to create unix domain socket denied "/tmp/iceoryx_rt_32497_1664696585452062357"'],
    ['2.95', '[Error]: permission to create unix domain socket denied "/tmp/iox1_0_u_camera"'],
  ],
  TooManyChunksHeld: [
    [
      '2.0',
      '1709300000.123456 [0]   listener: DDS reader with topic rt/cloud : iceoryx subscriber - TOO_MANY_CHUNKS_HELD_IN_PARALLEL - could not take sample',
    ],
    ['2.95', 'ServerRequestResult::TOO_MANY_REQUESTS_HELD_IN_PARALLEL'],
  ],
  TooManyChunksAllocated: [['2.0', 'AllocationError::TOO_MANY_CHUNKS_ALLOCATED_IN_PARALLEL']],
  ServersUsedUp: [
    ['2.0', '[Warning]: ICEORYX error! POSH__RUNTIME_ROUDI_OUT_OF_SERVERS'],
    ['2.0', '[Warning]: ICEORYX error! PORT_POOL__SERVERLIST_OVERFLOW'],
    ['2.0', '[Warning]: Out of server ports! Requested by runtime planner'],
    [
      '2.95',
      "[Warn ]: Could not create server with service description 'Service: a, Instance: b, Event: c' as we are out of memory for servers.",
    ],
  ],
  ClientsUsedUp: [
    ['2.0', '[Warning]: ICEORYX error! POSH__RUNTIME_ROUDI_OUT_OF_CLIENTS'],
    ['2.0', '[Warning]: Out of client ports! Requested by runtime planner'],
    [
      '2.95',
      '[Error]: iceoryx_posh/source/runtime/posh_runtime_impl.cpp:420 [POSH__RUNTIME_ROUDI_OUT_OF_CLIENTS (code = 12)] in module [iceoryx_posh (id = 2)]',
    ],
  ],
  PlacesUsedUp: [
    ['2.0', '[Warning]: ICEORYX error! PORT_POOL__NODELIST_OVERFLOW'],
    ['2.0', '[ Error ]: ICEORYX error! POPO__CHUNK_DISTRIBUTOR_OVERFLOW_OF_QUEUE_CONTAINER'],
    ['2.0', '[ Error ]: ICEORYX error! POSH__PORT_MANAGER_COULD_NOT_ADD_SERVICE_TO_REGISTRY'],
    ['2.95', "[Error]: Could not add 'Service: a, Instance: b, Event: c' to service registry!"],
    ['2.0', '[Warning]: Out of node data! Requested by runtime planner'],
    ['2.0', '[Warning]: ICEORYX error! PORT_POOL__EVENT_VARIABLE_LIST_OVERFLOW'],
    ['2.0', '[Warning]: ICEORYX error! POSH__RUNTIME_ROUDI_EVENT_VARIABLE_LIST_FULL'],
  ],
  PoolSizeOutOfRange: [
    [
      '2.0',
      'Condition: t >= Minimum && t <= Maximum in iox::cxx::range<T, Minimum, Maximum>::range(T) [with T = unsigned int; T Minimum = 1; T Maximum = 4294967255] is violated. (./iceoryx_hoofs/include/iceoryx_hoofs/cxx/helplets.hpp:125)',
    ],
    ['2.95', "[Fatal]: iceoryx_hoofs/primitives/include/iox/algorithm.hpp:213 [PANIC] Violating invariant of 'range'"],
    [
      '2.95',
      "[Fatal]: iceoryx_hoofs/primitives/include/iox/algorithm.hpp:190 [PANIC] Violating invariant of 'greater_or_equal'",
    ],
  ],
  SegmentEmpty: [
    [
      '2.0',
      'Unable to create a shared memory object with the following properties [ name = root, sizeInBytes = 0, access mode = AccessMode::READ_WRITE, open mode = OpenMode::PURGE_AND_CREATE, baseAddressHint = 0, permissions = 0000 ]',
    ],
  ],
  BadOptionValue: [
    ['2.0', "[ Error ]: Options for log-level are 'off', 'fatal', 'error', 'warning', 'info', 'debug' and 'verbose'!"],
    ['2.0', '[ Error ]: The process kill delay must be in the range of [0, 4294967295]'],
    ['2.0', '[ Error ]: The RouDi id must be in the range of [0, 65535]'],
    ['2.95', '[Error]: The process termination delay must be in the range of [0, 4294967295]'],
  ],
  UnknownOption: [
    ['2.0', "/usr/bin/iox-roudi: unrecognized option '--bogus'"],
    ['2.0', "/usr/bin/iox-roudi: invalid option -- 't'"],
    ['2.95', '[Fatal]: Unable to parse command line arguments!'],
  ],
  ConfigurationPathIgnored: [['2.0', "[ Info  ]: No config file provided. Using '/etc/iceoryx/roudi_config.toml'"]],
  BuiltInConfiguration: [
    [
      '2.0',
      "[ Info  ]: No config file provided and also not found at '/etc/iceoryx/roudi_config.toml'. Falling back to built-in config.",
    ],
  ],
  DomainIdIgnored: [
    [
      '2.95',
      "[Warn ]: The domain ID is an experimental feature and iceoryx must be compiled with the 'IOX_EXPERIMENTAL_POSH' cmake option to use it!",
    ],
  ],
  SegmentWithoutName: [
    ['2.0', 'No shared memory name specified!'],
    ['2.95', '[Error]: Error: specific groups must have an explicit name.'],
  ],
  SeveralWritableSegments: [['2.0', '[ Error ]: ICEORYX error! MEPOO__USER_WITH_MORE_THAN_ONE_WRITE_SEGMENT']],
  NoWritableSegment: [
    ['2.0', '[Warning]: ICEORYX error! POSH__RUNTIME_NO_WRITABLE_SHM_SEGMENT'],
    [
      '2.95',
      "[Warn ]: Service 'Service: Counter, Instance: Test, Event: Sample' could not be created. RouDi did not find a writable shared memory segment for the current user. Try using another user or adapt RouDi's config.",
    ],
  ],
  GroupUnknown: [
    ['2.0', "Error: Could not find group 'nosuch'."],
    ['2.95', "[Error]: Error: Could not find group with id '4294967295'."],
  ],
  UserUnknown: [['2.0', "Error: Could not find user with id'1000'."]],
  SharedMemoryTooSmall: [
    [
      '2.0',
      'While setting the acquired shared memory to zero a fatal SIGBUS signal appeared caused by memset. The shared memory object with the following properties [ name = iceoryx_mgmt, sizeInBytes = 65726048, access mode = AccessMode::READ_WRITE, open mode = OpenMode::PURGE_AND_CREATE, baseAddressHint = (nil), permissions = 0 ] maybe requires more memory than it is currently available in the system.',
    ],
  ],
  SharedMemoryReadOnly: [
    [
      '2.0',
      './iceoryx_hoofs/source/posix_wrapper/shared_memory_object/shared_memory.cpp:94 { iox::cxx::expected<iox::posix::SharedMemory, iox::posix::SharedMemoryError> iox::posix::SharedMemoryBuilder::create() -> iox_shm_open }  :::  [ 30 ]  Read-only file system',
    ],
  ],
  SharedMemoryDenied: [['2.95', '[Error]: No permission to modify, truncate or access the shared memory!']],
  AccessListUnsupported: [['2.0', 'Error: Could not set file ACL.']],
  SharedMemoryMissing: [
    ['2.0', 'Shared Memory does not exist.'],
    [
      '2.95',
      '[Error]: iceoryx_hoofs/posix/ipc/source/posix_shared_memory.cpp:98 { iox::expected<iox::detail::PosixSharedMemory, iox::detail::PosixSharedMemoryError> iox::detail::PosixSharedMemoryBuilder::create() -> iox_shm_open }  :::  [ 2 ]  No such file or directory',
    ],
  ],
  DataSegmentNotMapped: [['2.0', '[ Error ]: ICEORYX error! POSH__SHM_APP_SEGMENT_MAPP_ERR']],
  ManagementSegmentNotMapped: [
    ['2.0', '[ Error ]: ICEORYX error! POSH__SHM_APP_MAPP_ERR'],
    [
      '2.95',
      '[Fatal]: iceoryx_posh/source/runtime/posh_runtime_impl.cpp:101 [Fatal Error] [POSH__SHM_APP_MAPP_ERR (code = 43)] in module [iceoryx_posh (id = 2)]',
    ],
  ],
  ManagementSegmentNotCreated: [
    ['2.0', '[ Fatal ]: Could not create SharedMemory! Error: MEMORY_CREATION_FAILED'],
    ['2.0', '[ Error ]: ICEORYX error! ROUDI_COMPONENTS__SHARED_MEMORY_UNAVAILABLE'],
  ],
  DataSegmentNotCreated: [['2.0', '[ Error ]: ICEORYX error! MEPOO__SEGMENT_UNABLE_TO_CREATE_SHARED_MEMORY_OBJECT']],
  RoudiStillRunning: [['2.0', '[ Fatal ]: Could not acquire lock, is RouDi still running?']],
  NameInUse: [
    ['2.0', '[ Fatal ]: An application with the name x is still running. Using the same name twice is not supported.'],
  ],
  LockDenied: [
    ['2.0', 'permission to access file denied "/tmp/iox-unique-roudi.lock"'],
    ['2.95', '[Error]: permission denied for file lock "/tmp/iox1_0_i_unique_roudi.lock"'],
    ['2.95', '[Error]: permission denied to file lock "/tmp/iox1_0_i_unique_roudi.lock"'],
    ['2.95', '[Error]: permission to access file lock denied "/tmp/iox1_0_i_unique_roudi.lock"'],
  ],
  TmpReadOnly: [
    ['2.0', 'read only error for file "/tmp/counter-publisher.lock"'],
    ['2.95', '[Error]: read only error for file lock "/tmp/iox1_0_i_unique_roudi.lock"'],
  ],
  TmpMissing: [
    ['2.0', 'directory "/tmp/" does not exist. Please create it as described in the filesystem hierarchy standard.'],
    ['2.95', '[Error]: directory "/tmp/" does not exist.'],
  ],
  LockNotAcquired: [
    ['2.0', '[ Fatal ]: Error occurred while acquiring file lock named iox-unique-roudi'],
    ['2.0', '[ Error ]: ICEORYX error! IPC_INTERFACE__COULD_NOT_ACQUIRE_FILE_LOCK'],
  ],
  ChannelNotCreated: [
    [
      '2.95',
      '[Fatal]: iceoryx_posh/source/runtime/posh_runtime_impl.cpp:70 [Fatal Error] [IPC_INTERFACE__UNABLE_TO_CREATE_APPLICATION_CHANNEL (code = 124)] in module [iceoryx_posh (id = 2)]',
    ],
  ],
  LeftoverChannel: [
    ['2.0', '[Warning]: IPC channel still there, doing an unlink of roudi'],
    ['2.95', "[Warn ]: IPC channel still there, doing an unlink of 'iox1_0_i_roudi'"],
  ],
  LeftoverSegment: [['1.0', 'SharedMemory still there, doing an unlink of /iceoryx_mgmt']],
  VersionMismatch: [
    [
      '2.0',
      "[ Error ]: Version mismatch from 'counter-publisher'! Please build your app and RouDi against the same iceoryx version (version & commitID). RouDi: 2,0,3,0 App: 2,95,8,0",
    ],
  ],
  RoudiSocketDenied: [['2.0', 'permission to create unix domain socket denied "/tmp/roudi"']],
  RegistrationUnanswered: [['2.0', '[ Error ]: ICEORYX error! IPC_INTERFACE__REG_ACK_NO_RESPONSE']],
  RegistrationNotSent: [['2.0', '[ Error ]: ICEORYX error! IPC_INTERFACE__REG_UNABLE_TO_WRITE_TO_ROUDI_CHANNEL']],
  RoudiNotAvailable: [
    ['2.0', '[ Fatal ]: Timeout registering at RouDi. Is RouDi running?'],
    ['2.0', '[ Error ]: ICEORYX error! IPC_INTERFACE__REG_ROUDI_NOT_AVAILABLE'],
  ],
  SocketQueueFull: [
    [
      '2.0',
      './iceoryx_hoofs/source/posix_wrapper/unix_domain_socket.cpp:249 { iox::cxx::expected<iox::posix::IpcChannelError> iox::posix::UnixDomainSocket::timedSend(const std::string&, const iox::units::Duration&) const -> iox_sendto }  :::  [ 11 ]  Resource temporarily unavailable',
    ],
  ],
  AnswerOutdated: [['2.0', '[Warning]: Received a REG_ACK with an outdated timestamp!']],
  KeepAliveFailed: [['2.0', '[Warning]: Error in sending keep alive']],
  ConnectionLost: [
    [
      '2.0',
      './iceoryx_hoofs/source/posix_wrapper/unix_domain_socket.cpp:249 { iox::cxx::expected<iox::posix::IpcChannelError> iox::posix::UnixDomainSocket::timedSend(const std::string&, const iox::units::Duration&) const -> iox_sendto }  :::  [ 107 ]  Transport endpoint is not connected',
    ],
    ['2.95', '[Error]: Could not send request via RouDi IPC channel interface.'],
  ],
  WaitingForRoudi: [['2.95', '[Warn ]: RouDi not found - waiting ...']],
  AppGoneAtShutdown: [
    [
      '2.0',
      "[Warning]: Process ID 24674 named 'counter-publisher' could not be killed with SIGTERM, because the command failed with the following error: No such process See manpage for kill(2) or type 'man 2 kill' in console for more information",
    ],
  ],
  AppSignalDenied: [
    [
      '2.0',
      "[Warning]: Process ID 24674 named 'counter-publisher' could not be killed with SIGTERM, because the command failed with the following error: Operation not permitted See manpage for kill(2) or type 'man 2 kill' in console for more information",
    ],
  ],
  AppShutdownFailed: [['2.0', '[Warning]: ICEORYX error! POSH__ROUDI_PROCESS_SHUTDOWN_FAILED']],
  LockOwnerDied: [
    [
      '2.95',
      '[Error]: The thread/process which owned the mutex died. The mutex is now in an inconsistent state and must be put into a consistent state again with Mutex::make_consistent()',
    ],
  ],
  CleanupDeadlock: [
    ['2.0', '[ Error ]: ICEORYX error! POPO__CHUNK_DISTRIBUTOR_CLEANUP_DEADLOCK_BECAUSE_BAD_APPLICATION_TERMINATION'],
    [
      '2.95',
      '[Fatal]: [POPO__CHUNK_DISTRIBUTOR_CLEANUP_DEADLOCK_BECAUSE_BAD_APPLICATION_TERMINATION (code = 40)] in module [iceoryx_posh (id = 2)]',
    ],
  ],
  SharedMemoryTakenByOthers: [
    [
      '2.0',
      "Files in /dev/shm that are not RouDi's take 30.0 MiB of 218.0 MiB: torch_77_123_0 (30.0 MiB).\nWhile setting the acquired shared memory to zero a fatal SIGBUS signal appeared caused by memset.",
    ],
  ],
  RoudiWaitsForApp: [
    ['2.0', 'The app camera, process 31, still uses a RouDi that is gone: RouDi starts when it has left.'],
    [
      '2.95',
      'The app camera, process 31 of container camera, still uses a RouDi that is gone: RouDi starts when it has left.',
    ],
  ],
  LockBroken: [
    ['2.0', '[ Error ]: ICEORYX error! POPO__CHUNK_LOCKING_ERROR'],
    ['2.0', '[ Error ]: ICEORYX error! POPO__CHUNK_UNLOCKING_ERROR'],
    ['2.0', '[ Error ]: ICEORYX error! POPO__CHUNK_TRY_LOCK_ERROR'],
    ['2.95', '[Fatal]: Unlocking of an inter-process mutex failed! This should never happen.'],
    [
      '2.95',
      '[Fatal]: Locking of an inter-process mutex failed! This indicates that the application holding the lock was terminated or the resources were cleaned up by RouDi due to an unresponsive application.',
    ],
  ],
  AppUnresponsive: [
    [
      '2.0',
      '[Warning]: Application counter-publisher not responding (last response 1595 milliseconds ago) --> removing it',
    ],
  ],
  AppOutlivedRegistration: [['2.0', '[Warning]: Received Keepalive from unknown process counter-publisher']],
  AppUnknown: [
    [
      '2.95',
      "[Warn ]: Unknown application 'counter-publisher' requested a PublisherPort with service description 'Service: Counter, Instance: Test, Event: Sample'",
    ],
    ['2.0', '[Warning]: Unknown application counter-publisher requested shutdown preparation.'],
    ['2.0', '[ Error ]: Application counter-publisher could not be unregistered!'],
  ],
  AppReregistered: [
    ['2.0', '[Warning]: Application counter-publisher crashed. Re-registering application'],
    [
      '2.95',
      "[Warn ]: Application 'counter-publisher' is still registered but it seems it has been terminated without RouDi recognizing it. Re-registering application",
    ],
  ],
  ReplyNotDelivered: [['2.0', '[Warning]: ICEORYX error! POSH__ROUDI_PROCESS_SEND_VIA_IPC_CHANNEL_FAILED']],
  WaitingForApps: [
    ['2.0', '[Warning]: Some applications seem to not shutdown gracefully! Time until hard shutdown: 42s!'],
  ],
  AppKilledByRoudi: [
    [
      '2.0',
      "[Warning]: Process ID 25850 named 'counter-publisher' is still running after SIGTERM was sent. RouDi is sending SIGKILL now.",
    ],
  ],
  AppSurvivedKill: [
    [
      '2.0',
      "[Warning]: Process ID 1 named 'counter-publisher' is still running after SIGKILL was sent. RouDi is ignoring this process.",
    ],
  ],
  HangupEndsRoudi: [['2.0', '[Warning]: SIGHUP not supported by RouDi']],
  PayloadTooLarge: [
    [
      '2.0',
      '[ Fatal ]: The following mempools are available:  MemPool [ ChunkSize = 168, ChunkPayloadSize = 128, ChunkCount = 100 ]Could not find a fitting mempool for a chunk of size 40040',
    ],
  ],
  PoolExhausted: [
    ['2.0', 'Mempool [m_chunkSize = 4136, numberOfChunks = 8, used_chunks = 8 ] has no more space left'],
    [
      '2.95',
      '[Error]: iceoryx_posh/source/mepoo/memory_manager.cpp:198 [MEPOO__MEMPOOL_GETCHUNK_POOL_IS_RUNNING_OUT_OF_CHUNKS (code = 84)] in module [iceoryx_posh (id = 2)]',
    ],
  ],
  TooManyProcesses: [['2.0', "[ Error ]: Could not register process 'n300' - too many processes"]],
  PublishersUsedUp: [
    ['2.0', '[Warning]: ICEORYX error! POSH__RUNTIME_ROUDI_PUBLISHER_LIST_FULL'],
    ['2.0', '[Warning]: ICEORYX error! PORT_POOL__PUBLISHERLIST_OVERFLOW'],
  ],
  SubscribersUsedUp: [
    ['2.0', '[Warning]: ICEORYX error! POSH__RUNTIME_ROUDI_SUBSCRIBER_LIST_FULL'],
    ['2.0', '[Warning]: ICEORYX error! PORT_POOL__SUBSCRIBERLIST_OVERFLOW'],
  ],
  ConditionVariablesUsedUp: [['2.0', '[Warning]: ICEORYX error! POSH__RUNTIME_ROUDI_CONDITION_VARIABLE_LIST_FULL']],
  ContractViolated: [
    ['2.0', '[ Error ]: ICEORYX error! EXPECTS_ENSURES_FAILED'],
    [
      '2.95',
      '[Fatal]: iox/not_null.hpp:34 Conditiopn: "t != nullptr" [Enforce Violation] Parameter must not be a \'nullptr\'',
    ],
    ['2.95', '[Fatal]: /src/iceoryx_posh/source/mepoo/mem_pool.cpp:138 [PANIC] Invalid chunk to free'],
  ],
  Panicked: [
    ['2.95', '[Fatal]: /src/iceoryx_posh/internal/mepoo/mepoo_segment.inl:88 [PANIC] '],
    ['2.95', '[Fatal]: iceoryx_hoofs/source/error_reporting.cpp:56 [PANIC]'],
  ],
  OtherError: [
    ['2.0', '[ Error ]: ICEORYX error! POPO__CAPRO_PROTOCOL_ERROR'],
    [
      '2.95',
      '[Error]: iceoryx_posh/include/iceoryx_posh/internal/popo/building_blocks/chunk_distributor.inl:94 [POPO__CHUNK_DISTRIBUTOR_SOMETHING_NEW (code = 55)] in module [iceoryx_posh (id = 2)]',
    ],
  ],
};

for (const { id } of SIGNATURES) {
  test(`${id} is found in its lines, and nothing else is`, (t) => {
    const lines = LINES[id] ?? [];
    t.true(lines.length > 0, 'the table above has a real line');
    for (const [release, line] of lines) {
      const findings = diagnose({ output: line, release: RELEASES[release] });
      t.deepEqual(
        findings.map((finding) => finding.id),
        [id],
        line,
      );
    }
  });
}

test('what RouDi and apps print when all is well has no meaning', (t) => {
  const output = [
    'Log level set to: [Warning]',
    'Reserving 66761736 bytes in the shared memory [iceoryx_mgmt]',
    '[ Reserving shared memory successful ] ',
    '[Debug]: Registered new application counter-publisher',
    '[Debug]: Created new ConditionVariable for application n299',
    '[Info ]: Resource prefix: iox1',
    'RouDi is ready for clients',
    "[ Debug ]: Joining 'Mon+Discover' thread...",
    "[Debug]: Sending SIGTERM to Process ID 11258 named 'counter-publisher",
    '{"event":"clean-exit","samples":8,"lost":0}',
  ].join('\n');
  for (const release of Object.values(RELEASES)) {
    t.deepEqual(diagnose({ output, exitCode: 0, release, role: 'roudi' }), []);
  }
});

test('names are unique and valid as labels and reasons, and every gap of proof is explained', (t) => {
  const all = [...SIGNATURES, ...EXIT_CODES];
  t.is(new Set(all.map(({ id }) => id)).size, all.length);
  for (const { id, releases, provenOn, unproven } of all) {
    t.regex(id, /^[A-Z][A-Za-z]{3,62}$/);
    const missing = PROVEN_RELEASES.filter(
      (release) => releases.includes(release.id) && !provenOn.includes(release.id),
    );
    t.is(missing.length > 0 || provenOn.length === 0, unproven !== undefined, id);
    t.true(
      provenOn.every((release) => releases.includes(release)),
      id,
    );
  }
});
