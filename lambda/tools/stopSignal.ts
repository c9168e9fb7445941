/** npm forwards a Ctrl-C that the terminal has sent to the tool as well: two signals at once count as one. */
const duplicateMs = 1_000;

/** Aborts on the first Ctrl-C; a second one ends the process immediately. */
export function stopSignal(onStop: () => void): AbortSignal {
  const controller = new AbortController();
  let stoppedAt: number | undefined;
  const stop = (): void => {
    if (stoppedAt === undefined) {
      stoppedAt = Date.now();
      onStop();
      controller.abort();
    } else if (Date.now() - stoppedAt > duplicateMs) {
      process.exit(1);
    }
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return controller.signal;
}
