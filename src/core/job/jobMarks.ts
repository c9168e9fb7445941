/**
 * What the user has noted of a job, which no event tells: that it is broken for good, or that its failure
 * is known and no longer counts. A bit each.
 */
export const jobMarks = { broken: 1, acknowledged: 2 } as const;

export type JobMark = keyof typeof jobMarks;

export const markNames = Object.keys(jobMarks) as JobMark[];
