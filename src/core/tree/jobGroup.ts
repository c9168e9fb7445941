/** The names of a group and the groups around it, top first; empty for the root. */
export type GroupPath = readonly string[];

export interface JobGroup {
  readonly path: GroupPath;
  readonly count: number;
  /** Unacknowledged failed jobs. */
  readonly failed: number;
  /** Jobs that have been waiting or starting for too long. */
  readonly stuck: number;
}

export interface JobGroups {
  /** In order, limited to what a view shows. */
  readonly groups: readonly JobGroup[];
  /** The number of groups left out. */
  readonly more: number;
}
