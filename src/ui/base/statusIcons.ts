/** A shape for each status beside its colour, since colour must never stand alone. */
const icons: Readonly<Record<string, string>> = {
  FAILED: 'error',
  SUCCEEDED: 'pass',
  RUNNING: 'play-circle',
  STARTING: 'debug-start',
  RUNNABLE: 'debug-pause',
  PENDING: 'watch',
  SUBMITTED: 'arrow-circle-up',
};

/** The name of a status's product icon. */
export const iconOfStatus = (status: string): string =>
  Object.hasOwn(icons, status) ? (icons[status] ?? 'question') : 'question';
