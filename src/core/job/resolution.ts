/** What became of a failed job's work, by code; the first is that of a job that has not failed. */
export const resolutions = [
  'none',
  'notRetried',
  'failedAgain',
  'runningAgain',
  'recovered',
] as const;

export type Resolution = (typeof resolutions)[number];

export const resolutionCode = (resolution: Resolution): number => resolutions.indexOf(resolution);
