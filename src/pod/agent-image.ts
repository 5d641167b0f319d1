/** The agent's image. The operator says it: neither the author of pods nor the owner of a domain. */
export interface AgentImage {
  readonly image: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
}
