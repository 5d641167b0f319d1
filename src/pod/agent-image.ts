/** The agent's image. The operator sets it, not the author of a pod or the owner of a domain. */
export interface AgentImage {
  readonly image: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
}

/** Images that the operator was started with. */
export interface OwnImages {
  /** Image of RouDi for objects that name none. */
  readonly defaultImage?: string | undefined;
  readonly agent: AgentImage;
}
