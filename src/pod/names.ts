/** Names of injected parts. The API refuses templates that use them for something else. */
export const ROUDI_CONTAINER = 'iceoryx-roudi';
export const AGENT_CONTAINER = 'iceoryx-agent';
/** Init container that copies the agent to where the pod's other containers find it. */
export const INSTALL_CONTAINER = 'iceoryx-install';
/** The same in pods of a domain's RouDi, where it prepares the domain's directories first. */
export const DIRECTORIES_CONTAINER = 'iceoryx-directories';
/** Names of RouDi and of the agent's predecessor in pods that were created by an operator before 0.2. */
export const EARLIER_ROUDI_CONTAINER = 'roudi';
export const EARLIER_AGENT_CONTAINER = 'link';
export const SHM_VOLUME = 'iceoryx-shm';
export const TMP_VOLUME = 'iceoryx-tmp';
export const CONFIG_VOLUME = 'iceoryx-config';
/** Volume with the directories of a domain on the node: `shm` and `tmp`. */
export const DOMAIN_VOLUME = 'iceoryx-domain';
/** Volume with the directory of the node that those of domains are in. Only an init container of RouDi's pods mounts it. */
export const NODE_VOLUME = 'iceoryx-node';
/** Volume for files that only the agent and RouDi exchange. Apps do not mount it. */
export const STATE_VOLUME = 'iceoryx-state';
/** Volume with a copy of the agent, for the containers of RouDi and the apps. */
export const AGENT_VOLUME = 'iceoryx-agent';
/** Empty volume at the path of the service account's token. */
export const NO_TOKEN_VOLUME = 'iceoryx-no-token';

/** Pod annotation with the contents of RouDi's configuration file. A downward API volume turns it into a file. */
export const CONFIG_ANNOTATION = 'iceoryx.io/roudi-config';

/** Pod annotations with the contents of /etc/passwd and /etc/group, if the pod brings its own user names. */
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

/** Label of the pods and the DaemonSet of a domain's RouDi: the name of the IceoryxDomain. */
export const DOMAIN_LABEL = 'iceoryx.io/domain';

/** Label of volumes and claims, which may be in other namespaces: the namespace of the IceoryxDomain. */
export const DOMAIN_NAMESPACE_LABEL = 'iceoryx.io/domain-namespace';

/** Label of a pod and its Deployment: the name of the IceoryxDeployment that they belong to. */
export const DEPLOYMENT_LABEL = 'iceoryx.io/deployment';

/** Label by which a pod asks to be made from an IceoryxProfile: its name. */
export const PROFILE_LABEL = 'iceoryx.io/profile';
/** Label by which a pod asks without naming a profile, `true`, or says that it does not ask, `false`. */
export const INJECT_LABEL = 'iceoryx.io/inject';
/** Annotation of a pod that asks without a profile: the IceoryxDomain to use, as `NAMESPACE/NAME`. */
export const JOIN_DOMAIN_ANNOTATION = 'iceoryx.io/join-domain';
/** Annotation of a pod that asked and got RouDi: digest of what that was made from. */
export const INJECTED_ANNOTATION = 'iceoryx.io/injected';

export const SHM_DIRECTORY = '/dev/shm';
/** Directory of sockets and locks. Every iceoryx release up to 2.90 has this path compiled in. */
export const TMP_DIRECTORY = '/tmp';
/** Prefix of the agent's files in TMP_DIRECTORY. */
export const STATE_PREFIX = '.iceoryx-';
/** Mount path of STATE_VOLUME. */
export const STATE_DIRECTORY = '/run/iceoryx';
/** Mount path of AGENT_VOLUME. */
export const AGENT_DIRECTORY = '/iceoryx';
export const CONFIG_DIRECTORY = '/etc/iceoryx';
export const CONFIG_FILE = 'roudi_config.toml';

/** Exit code of the agent if RouDi is gone (EX_TEMPFAIL). */
export const ROUDI_GONE_EXIT_CODE = 75;
