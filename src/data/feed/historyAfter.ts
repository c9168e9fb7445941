import type { PlannedRead } from './jobSource';
import { quietAfter } from './quietPeriod';
import type { ReadHistory } from './readPlan';
import { earlier, later, type ReadPass } from './readPass';

/** What is known after a read that reached its end at `now`, once the jobs are gone that it must remove. */
export function historyAfter(
  before: ReadHistory,
  pass: ReadPass,
  { kind, keepsMissing = false, isBrief = false }: PlannedRead,
  ms: number,
  now: number,
): ReadHistory {
  const { isComplete, mark, servedAt, hasChanges } = pass;
  // Without the service's time, the read may have missed writes during it: go back by its duration.
  const seen =
    pass.watermark === undefined ? undefined : pass.watermark - (servedAt === undefined ? ms : 0);
  const latest = isComplete ? seen : earlier(later(before.latest, seen), servedAt);
  const units = isComplete ? 0 : pass.readUnits;
  const quiet = quietAfter(before.quiet, { latest, servedAt, hasChanges, isBrief, units });
  return {
    ...before,
    latest,
    quiet,
    ...(isBrief ? {} : { watermark: latest, wholeAt: isComplete ? before.wholeAt : now }),
    ...(isComplete
      ? {
          completeAt: now,
          completeMark: mark,
          // Once only, so that constant deletions do not cause a complete read every minute.
          isUnconfirmed: !keepsMissing && !before.isUnconfirmed && pass.unseen(1).length > 0,
          failure: undefined,
          scanUnits: kind === 'scan' ? pass.readUnits : before.scanUnits,
        }
      : {}),
  };
}
