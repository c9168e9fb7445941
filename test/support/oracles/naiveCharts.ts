import type { Job } from '../../../src/core/job/job';
import { compareStatuses, isTerminal } from '../../../src/core/job/status';
import type { Outcomes } from '../../../src/core/query/outcomeCounts';
import { parseTime } from '../../../src/core/text/time';

/** The expected charts, computed in the simplest way, for the periods of the given bars. */
export function naiveCharts(
  jobs: readonly Job[],
  taskTypeOf: (job: Job) => string,
  { step, bars: given }: Pick<Outcomes, 'step' | 'bars'>,
) {
  const dated = jobs.flatMap(({ timestamp, status }) => {
    const time = parseTime(timestamp);
    return time === undefined ? [] : [{ time, status }];
  });
  const statuses = [...new Set(dated.map(({ status }) => status))].sort(compareStatuses);
  const bars = given.map(bar => ({
    ...bar,
    counts: statuses.map(
      status =>
        dated.filter(
          job => job.status === status && job.time >= (bar.from ?? -Infinity) && job.time < bar.to,
        ).length,
    ),
  }));
  const ran = jobs.flatMap(job => {
    const ms = (job.stoppedAt ?? NaN) - (job.startedAt ?? NaN);
    const isArrayParent = job.arraySize !== undefined && job.arrayIndex === undefined;
    return ms >= 0 && !isArrayParent && isTerminal(job.status)
      ? [{ taskType: taskTypeOf(job), ms }]
      : [];
  });
  const durations = [...new Set(ran.map(({ taskType }) => taskType))].map(taskType => {
    const all = ran.filter(other => other.taskType === taskType).map(({ ms }) => ms);
    all.sort((a, b) => a - b);
    const quantile = (part: number): number => all[Math.ceil(part * all.length) - 1] ?? NaN;
    return { taskType, count: all.length, medianMs: quantile(0.5), p95Ms: quantile(0.95) };
  });
  durations.sort((a, b) => b.count - a.count || (a.taskType < b.taskType ? -1 : 1));
  const outcomes = { step, statuses, bars, undated: jobs.length - dated.length };
  return { outcomes, durations };
}
