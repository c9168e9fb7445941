/** A distinct icon per status, since colour must never be the only cue; names of VS Code's product icons. */
const icons = {
  FAILED: 'error',
  SUCCEEDED: 'pass',
  RUNNING: 'play-circle',
  STARTING: 'debug-start',
  RUNNABLE: 'debug-pause',
  PENDING: 'watch',
  SUBMITTED: 'arrow-circle-up',
} as const;

export type StatusIcon = (typeof icons)[keyof typeof icons] | 'question';

const names: Readonly<Record<string, StatusIcon>> = icons;

/** The icon of a status, the same in the view, the status bar and the dashboard. */
export const iconOfStatus = (status: string): StatusIcon =>
  Object.hasOwn(names, status) ? (names[status] ?? 'question') : 'question';
