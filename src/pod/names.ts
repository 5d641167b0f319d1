/** Names that injected parts carry; the API refuses templates that use them for something else. */
export const ROUDI_CONTAINER = 'iceoryx-roudi';
export const AGENT_CONTAINER = 'iceoryx-agent';
/** Init container that puts the agent where the pod's other containers find it. */
export const INSTALL_CONTAINER = 'iceoryx-install';
/** The same in pods of a domain's RouDi, where it readies the domain's directories first. */
export const DIRECTORIES_CONTAINER = 'iceoryx-directories';
/** Of RouDi, and beside it of the agent's predecessor, in pods that an operator before 0.2 has made. */
export const EARLIER_ROUDI_CONTAINER = 'roudi';
export const EARLIER_AGENT_CONTAINER = 'link';
export const SHM_VOLUME = 'iceoryx-shm';
export const TMP_VOLUME = 'iceoryx-tmp';
export const CONFIG_VOLUME = 'iceoryx-config';
/** The directories of a domain on the node: `shm` and `tmp`. */
export const DOMAIN_VOLUME = 'iceoryx-domain';
/** What agent and RouDi tell each other; apps do not mount it. */
export const STATE_VOLUME = 'iceoryx-state';
/** The agent's copy, for RouDi's and the apps' containers. */
export const AGENT_VOLUME = 'iceoryx-agent';
/** Nothing, at the path of the service account's token. */
export const NO_TOKEN_VOLUME = 'iceoryx-no-token';

/** Pod annotation that carries RouDi's configuration file; a downward API volume turns it into a file. */
export const CONFIG_ANNOTATION = 'iceoryx.io/roudi-config';

/** Pod annotations that carry the names of its user and group, where it brings its own. */
export const PASSWD_ANNOTATION = 'iceoryx.io/passwd';
export const GROUP_ANNOTATION = 'iceoryx.io/group';

export const VOLUMES: ReadonlySet<string> = new Set([
  SHM_VOLUME,
  TMP_VOLUME,
  CONFIG_VOLUME,
  DOMAIN_VOLUME,
  STATE_VOLUME,
  AGENT_VOLUME,
  NO_TOKEN_VOLUME,
]);

/** Label of RouDi's pods of a domain and their DaemonSet: the name of the IceoryxDomain. */
export const DOMAIN_LABEL = 'iceoryx.io/domain';

/** Label of volumes and claims, which may be in other namespaces: that of the IceoryxDomain. */
export const DOMAIN_NAMESPACE_LABEL = 'iceoryx.io/domain-namespace';

/** Label of a pod and its Deployment: the name of the IceoryxDeployment they belong to. */
export const DEPLOYMENT_LABEL = 'iceoryx.io/deployment';

export const SHM_DIRECTORY = '/dev/shm';
/** Sockets and locks; every iceoryx release up to 2.90 has this path compiled in. */
export const TMP_DIRECTORY = '/tmp';
/** How the agent's files in TMP_DIRECTORY begin. */
export const STATE_PREFIX = '.iceoryx-';
/** Where STATE_VOLUME is. */
export const STATE_DIRECTORY = '/run/iceoryx';
/** Where AGENT_VOLUME is. */
export const AGENT_DIRECTORY = '/iceoryx';
export const CONFIG_DIRECTORY = '/etc/iceoryx';
export const CONFIG_FILE = 'roudi_config.toml';

/** Exit code by which the agent says that RouDi is gone (EX_TEMPFAIL). */
export const ROUDI_GONE_EXIT_CODE = 75;
