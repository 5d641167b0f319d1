/** What the rows of the table are. */
export const VIEWS = ['pods', 'apps', 'segments', 'pools', 'nodes'] as const;
export type View = (typeof VIEWS)[number];

/** What rows of each view can be sorted by, the usual order first. */
export const SORTS = {
  pods: ['memory', 'name', 'node', 'apps', 'age'],
  apps: ['memory', 'name', 'pod'],
  segments: ['memory', 'name', 'pod'],
  pools: ['used', 'size', 'pod'],
  nodes: ['memory', 'name', 'apps'],
} as const satisfies Record<View, readonly Sort[]>;
export const ALL_SORTS = ['memory', 'name', 'pod', 'node', 'apps', 'age', 'used', 'size'] as const;
export type Sort = (typeof ALL_SORTS)[number];
