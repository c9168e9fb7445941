import { locationOfJob, regionProblem, type Found } from '../aws/jobLocation';
import { logProblem } from '../aws/consoleLinks';
import { isLogStream } from '../aws/logNames';
import { logLocationOf, type LogLocation } from '../aws/logLocation';
import { momentIn, numberIn, objectIn, textIn, type JsonObject } from '../base/json';
import { readDetail } from '../event/eventDetails';
import { containersOfAttempt, mainContainersOf } from '../job/containers';
import { finishedAttempts, listedAttempts } from '../job/endedAttempts';
import type { Job } from '../job/job';
import { defaultLogGroup, logSettingsBy } from '../job/logSettings';
import { isTerminal } from '../job/status';
import type { LogStream } from './logEvent';

/** The log of one container of one attempt. */
export interface JobLog extends LogStream {
  /** From 1; 0 where the job's event does not tell. */
  readonly attempt: number;
  /** Where an attempt has several. */
  readonly container: string | undefined;
  readonly exitCode: number | undefined;
  readonly startedAt: number | undefined;
  /** The attempt has ended, so nothing more will be logged. */
  readonly isOver: boolean;
}

/** All logs of a job, the deciding one first in line, or why there are none. */
export type JobLogs =
  | { readonly ok: true; readonly logs: readonly JobLog[]; readonly main: JobLog }
  | { readonly ok: false; readonly reason: string; readonly isYetToCome: boolean };

/** By the job's item with its full event, if that can be read. */
export function jobLogsOf(
  job: Job,
  item: Readonly<Record<string, unknown>> | undefined,
  connectionRegion: string,
): JobLogs {
  const location = logLocationOf(job, item);
  const problem = logProblem(job, location) ?? badRegion(job, location, connectionRegion);
  if (problem) {
    const isYetToCome =
      !isTerminal(job.status) && location.logDriver === undefined && !location.isOnEks;
    return { ok: false, reason: problem.reason, isYetToCome };
  }
  const region = regionOf(job, location.logRegion, connectionRegion);
  const read = readDetail(job.jobId, item);
  const listed = read.ok ? logsIn(job, read.detail, region) : [];
  const stream = location.logStreamName ?? '';
  const group = location.logGroupName ?? defaultLogGroup;
  const known = listed.find(log => log.stream === stream && log.group === group);
  const main = known ?? {
    ...{ region, group, stream, attempt: 0, container: undefined },
    ...{ exitCode: job.exitCode, startedAt: job.startedAt, isOver: isTerminal(job.status) },
  };
  return { ok: true, logs: known ? listed : [...listed, main], main };
}

function badRegion(
  job: Job,
  { logRegion }: LogLocation,
  connectionRegion: string,
): (Found & { readonly ok: false }) | undefined {
  // The region becomes part of a host name.
  return regionProblem(regionOf(job, logRegion, connectionRegion));
}

const regionOf = (job: Job, logRegion: string | undefined, connectionRegion: string): string =>
  logRegion ?? (locationOfJob(job).region || connectionRegion);

/** The logs of ended attempts, then those of the attempt under way. */
function logsIn(job: Job, detail: JsonObject, region: string): readonly JobLog[] {
  const defined = mainContainersOf(detail);
  const settingsOf = logSettingsBy(defined);
  const logOf = (container: JsonObject, attempt: Attempt): JobLog[] => {
    const stream = textIn(container['logStreamName']);
    const settings = settingsOf(container);
    return stream === undefined || settings.driver !== undefined
      ? []
      : [
          {
            ...attempt,
            region: settings.region ?? region,
            group: settings.group ?? defaultLogGroup,
            stream,
            container: textIn(container['name']) ?? textIn(objectIn(container['metadata'])['name']),
            exitCode: numberIn(container['exitCode']),
          },
        ];
  };
  const ended = listedAttempts(detail).flatMap((attempt, index) =>
    containersOfAttempt(attempt).flatMap(container =>
      logOf(container, {
        attempt: index + 1,
        startedAt: momentIn(attempt['startedAt']),
        isOver: true,
      }),
    ),
  );
  const isOver = isTerminal(job.status);
  const finished = finishedAttempts(detail);
  const current = defined
    .flatMap(container =>
      logOf(container, {
        attempt: isOver ? Math.max(1, finished) : finished + 1,
        startedAt: momentIn(detail['startedAt']) ?? job.startedAt,
        isOver,
      }),
    )
    // A job repeats the stream of its last attempt.
    .filter(log => !ended.some(other => other.stream === log.stream));
  return withoutNeedlessNames([...ended, ...current].filter(isValid));
}

const isValid = ({ region, group, stream }: JobLog): boolean =>
  regionProblem(region) === undefined && isLogStream(group, stream);

type Attempt = Pick<JobLog, 'attempt' | 'startedAt' | 'isOver'>;

/** A container that is alone in its attempt needs no name. */
function withoutNeedlessNames(logs: readonly JobLog[]): readonly JobLog[] {
  return logs.map(log => {
    const isAlone = logs.filter(({ attempt }) => attempt === log.attempt).length === 1;
    return isAlone ? { ...log, container: undefined } : log;
  });
}

/** The log that an address names. */
export function findLog(
  logs: readonly JobLog[],
  attempt: number,
  container: string | undefined,
): JobLog | undefined {
  return logs.find(log => log.attempt === attempt && log.container === container);
}
