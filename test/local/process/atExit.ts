import { constants } from 'node:os';

const steps = new Set<() => void>();
let listening = false;

/**
 * Runs `step` when this process ends, including by a signal. Returns a function that cancels it. Steps are
 * synchronous, because asynchronous work would not complete at exit.
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
    // Newest first, since later steps may depend on earlier ones.
    for (const step of [...steps].reverse()) {
      try {
        step();
      } catch (error) {
        console.error('cleanup failed:', error);
      }
    }
  });
}
