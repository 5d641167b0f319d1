/** The agent's image. The operator sets it, not the author of a pod or the owner of a domain. */
export interface AgentImage {
  readonly image: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
}
