import { constants } from 'node:os';

const steps = new Set<() => void>();
let listening = false;

/**
 * Runs `step` at the latest when this process ends, also by a signal. Returns a function that takes
 * the step off the list. Steps are synchronous, because nothing else runs to its end at exit.
 */
export function atExit(step: () => void): () => void {
  listen();
  steps.add(step);
  return () => steps.delete(step);
}

function listen(): void {
  if (listening) {
    return;
  }
  listening = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
  process.on('exit', () => {
    // Newest first: what was started last may need what was started before it.
    for (const step of [...steps].reverse()) {
      try {
        step();
      } catch (error) {
        console.error('cleanup failed:', error);
      }
    }
  });
}
