/** A distinct icon per status, since colour must never be the only cue. */
const icons: Readonly<Record<string, string>> = {
  FAILED: 'error',
  SUCCEEDED: 'pass',
  RUNNING: 'play-circle',
  STARTING: 'debug-start',
  RUNNABLE: 'debug-pause',
  PENDING: 'watch',
  SUBMITTED: 'arrow-circle-up',
};

/** The name of the status's product icon. */
export const iconOfStatus = (status: string): string =>
  Object.hasOwn(icons, status) ? (icons[status] ?? 'question') : 'question';
