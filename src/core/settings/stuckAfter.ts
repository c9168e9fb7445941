import { t } from '@vscode/l10n';
import { minuteMs } from '../base/timeUnits';
import { defaultStuckLimits, stuckStatuses, type StuckLimits } from '../job/stuckJobs';

/** A year. */
const maxMinutes = 525_600;

/** The limits of the setting `stuckAfter`, with the default of each status that it does not name. */
export function stuckAfter(value: unknown, problems: string[]): StuckLimits {
  if (value === undefined) {
    return defaultStuckLimits;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push(
      t('batchMonitor.stuckAfter is not an object; the default limits are used instead.'),
    );
    return defaultStuckLimits;
  }
  const limits: Record<(typeof stuckStatuses)[number], number> = { ...defaultStuckLimits };
  for (const [key, minutes] of Object.entries(value)) {
    const status = stuckStatuses.find(known => known === key);
    if (status === undefined) {
      problems.push(
        t('batchMonitor.stuckAfter: "{status}" is not one of {statuses}; it is ignored.', {
          status: key,
          statuses: stuckStatuses.join(', '),
        }),
      );
    } else if (typeof minutes === 'number' && minutes >= 0 && minutes <= maxMinutes) {
      limits[status] = minutes === 0 ? Infinity : minutes * minuteMs;
    } else {
      problems.push(
        t('{setting} is not a number from 0 to {max}; {default} is used instead.', {
          setting: `batchMonitor.stuckAfter.${status}`,
          max: maxMinutes,
          default: defaultStuckLimits[status] / minuteMs,
        }),
      );
    }
  }
  return limits;
}
