/** Which unacknowledged failures the status bar counts: all, or those that no later job made good. */
export const failureCounts = ['all', 'unresolved'] as const;

export type FailureCount = (typeof failureCounts)[number];
