import { t } from '@vscode/l10n';
import type { Progress } from 'vscode';
import { formatCount } from '../../core/text/formatCount';

/** Frequent enough for visible progress. */
const reportMs = 100;

/** Returns a function that reports how many of the total are done, throttled. */
export function progressOf(
  bar: Progress<{ message: string; increment: number }>,
  total: number,
): (done: number) => void {
  let reportedAt = 0;
  let reported = 0;
  return done => {
    const now = Date.now();
    if (now - reportedAt >= reportMs) {
      const message = t('{done} of {total}', {
        done: formatCount(done),
        total: formatCount(total),
      });
      bar.report({ message, increment: (100 * (done - reported)) / total });
      reportedAt = now;
      reported = done;
    }
  };
}
