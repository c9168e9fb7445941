import type { LogEvent } from '../../../src/core/logs/logEvent';

export const benchGroup = '/aws/batch/job';

/** Lines as long as those of real programs. */
export const linesOf = (count: number): LogEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    time: 1_795_428_000_000 + index,
    text: `2026-11-23 10:00:00,${index} INFO worker: frame ${index} of ${count} encoded in 12.5 ms`,
  }));
