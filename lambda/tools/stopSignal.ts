/** npm passes on a Ctrl-C that the terminal has sent to all: two signals at once are one wish. */
const oneWishMs = 1_000;

/** Aborted by the first Ctrl-C; a later one ends the process at once. */
export function stopSignal(onStop: () => void): AbortSignal {
  const controller = new AbortController();
  let stoppedAt: number | undefined;
  const stop = (): void => {
    if (stoppedAt === undefined) {
      stoppedAt = Date.now();
      onStop();
      controller.abort();
    } else if (Date.now() - stoppedAt > oneWishMs) {
      process.exit(1);
    }
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return controller.signal;
}
