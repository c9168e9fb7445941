/**
 * Marks that the user sets on a job, and no event carries: it is broken for good, or its failure is
 * acknowledged and no longer counts. One bit each.
 */
export const jobMarks = { broken: 1, acknowledged: 2 } as const;

export type JobMark = keyof typeof jobMarks;

export const markNames = Object.keys(jobMarks) as JobMark[];
