import { definitionName, definitionWithRevision, queueName } from '../../../src/core/job/arn';
import { arrayParentOf } from '../../../src/core/job/arrayParent';
import {
  newestFirst,
  type ColumnId,
  type Sort,
  type SortKey,
} from '../../../src/core/filter/columns';
import type { Job } from '../../../src/core/job/job';
import type { FacetCount } from '../../../src/core/query/facetFilter';
import type { JobFilter } from '../../../src/core/filter/jobFilter';
import { statisticsOf, type Count } from '../../../src/core/store/statistics';
import { compareStatuses } from '../../../src/core/job/status';
import { parseTime } from '../../../src/core/text/time';
import { naiveCauseId } from './naiveTree';

type TaskTypeOf = (job: Job) => string;

/** The expected result of a query, computed in the simplest way: from all jobs, every time. */
export function naiveQuery(
  jobs: readonly Job[],
  taskTypeOf: TaskTypeOf,
  search: JobFilter,
  sort: Sort,
  now = Date.now(),
) {
  const criteria = {
    statuses: (job: Job) => isSelected(search.statuses, job.status),
    causes: (job: Job) => isSelected(search.causes, naiveCauseId(job)),
    taskTypes: (job: Job) => isSelected(search.taskTypes, taskTypeOf(job)),
    queues: (job: Job) => isSelected(search.queues, queueName(job.jobQueue)),
    definitions: ({ jobDefinition }: Job) =>
      isSelected(search.definitions, nameOf(definitionWithRevision(jobDefinition))) ||
      isSelected(search.definitions, definitionWithRevision(jobDefinition)),
    regions: (job: Job) => isSelected(search.regions, job.region),
    workspaces: (job: Job) => isSelected(search.workspaces, job.workspaceUid ?? ''),
    time: (job: Job) => isIn(parseTime(job.timestamp) ?? NaN, search, now),
    text: (job: Job) => containsWords(job, search.text),
  };
  const matchingExcept = (except?: keyof typeof criteria): Job[] =>
    jobs.filter(job =>
      Object.entries(criteria).every(([name, test]) => name === except || test(job)),
    );
  const matching = matchingExcept();
  return {
    matching: matching.length,
    jobs: naiveSort(matching, { taskTypeOf, arrayJobs: arrayJobsIn(jobs) }, sort),
    statistics: statisticsOf(matchingExcept('statuses')),
    facets: {
      statuses: counts(matchingExcept('statuses'), job => job.status, search.statuses).sort(
        (a, b) => compareStatuses(a.value, b.value),
      ),
      causes: counts(matchingExcept('causes'), naiveCauseId, search.causes).sort(byText),
      taskTypes: counts(matchingExcept('taskTypes'), taskTypeOf, search.taskTypes).sort(byText),
      queues: counts(matchingExcept('queues'), job => queueName(job.jobQueue), search.queues).sort(
        byText,
      ),
      definitions: definitionCounts(matchingExcept('definitions'), search.definitions),
      regions: counts(matchingExcept('regions'), job => job.region, search.regions).sort(byText),
      workspaces: counts(
        matchingExcept('workspaces'),
        job => job.workspaceUid ?? '',
        search.workspaces,
      ).sort(byText),
    },
  };
}

/** What the order of a job depends on besides itself. */
interface Context {
  readonly taskTypeOf: TaskTypeOf;
  /** The ids of jobs with children. */
  readonly arrayJobs: ReadonlySet<string>;
}

const arrayJobsIn = (jobs: readonly Job[]): ReadonlySet<string> =>
  new Set(jobs.flatMap(({ jobId, parentId }) => arrayParentOf(jobId, parentId) ?? []));

function naiveSort(jobs: readonly Job[], context: Context, sort: Sort): Job[] {
  const keys = [sort, ...(sort.then ? [sort.then] : []), newestFirst];
  return jobs.toSorted((a, b) =>
    keys.reduce((order, key) => order || compare(a, b, context, key), 0),
  );
}

function compare(a: Job, b: Job, context: Context, { column, direction }: SortKey): number {
  const [x, y] = [keyOf(a, context, column), keyOf(b, context, column)];
  if (x === undefined || y === undefined) {
    return Number(x === undefined) - Number(y === undefined);
  }
  return (x < y ? -1 : x > y ? 1 : 0) * (direction === 'ascending' ? 1 : -1);
}

function keyOf(
  job: Job,
  { taskTypeOf, arrayJobs }: Context,
  column: ColumnId,
): string | number | undefined {
  const { stoppedAt = NaN, status } = job;
  switch (column) {
    case 'timestamp':
      return parseTime(job.timestamp);
    case 'attempts':
    case 'exitCode':
      return job[column];
    case 'duration': {
      const isOver = status === 'SUCCEEDED' || status === 'FAILED';
      const hasChildren = job.arraySize !== undefined || arrayJobs.has(job.jobId);
      const isArrayParent = hasChildren && job.arrayIndex === undefined;
      const duration = stoppedAt - ((isArrayParent ? job.createdAt : job.startedAt) ?? NaN);
      return isOver && duration >= 0 ? duration : undefined;
    }
    case 'taskType':
      return lower(taskTypeOf(job));
    case 'queue':
      return lower(queueName(job.jobQueue));
    case 'definition':
      return lower(definitionName(job.jobDefinition));
    case 'workspace':
      return lower(job.workspaceUid);
    case 'resolution':
      // Of a store without resolutions.
      return undefined;
    case 'mediaId':
    case 'taskId':
    case 'status':
    case 'jobId':
    case 'jobName':
    case 'region':
      return lower(job[column]);
    case 'statusReason': {
      const { statusReason, reason = '' } = job;
      if (status === 'SUCCEEDED') {
        return undefined;
      }
      const isShown = status === 'FAILED' && reason !== '' && reason !== statusReason;
      return lower(isShown ? [reason, statusReason].filter(Boolean).join(' · ') : statusReason);
    }
  }
}

const lower = (text = ''): string | undefined => (text === '' ? undefined : text.toLowerCase());

function isIn(time: number, { time: range }: JobFilter, now: number): boolean {
  switch (range?.kind) {
    case undefined:
      return true;
    case 'last':
      return now - time <= range.ms;
    case 'between':
      return (range.from ?? -Infinity) <= time && time < (range.to ?? Infinity);
  }
}

function isSelected(selected: readonly string[], value: string): boolean {
  return selected.length === 0 || selected.includes(value);
}

function containsWords(job: Job, text: string): boolean {
  const { jobName, jobId, mediaId, taskId, statusReason, reason } = job;
  const texts = [jobName, jobId, mediaId, taskId, statusReason, reason].map(field =>
    field?.toLowerCase(),
  );
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every(word => texts.some(field => field?.includes(word)));
}

function counts(jobs: readonly Job[], valueOf: TaskTypeOf, selected: readonly string[]): Count[] {
  const found = new Map(selected.map(value => [value, 0]));
  jobs.map(valueOf).forEach(value => found.set(value, (found.get(value) ?? 0) + 1));
  return [...found].map(([value, count]) => ({ value, count }));
}

/** Each job definition, then its revisions, the newest first. */
function definitionCounts(jobs: readonly Job[], selected: readonly string[]): FacetCount[] {
  const names = counts(
    jobs,
    job => nameOf(definitionWithRevision(job.jobDefinition)),
    selected.map(nameOf),
  );
  const revisions = counts(jobs, job => definitionWithRevision(job.jobDefinition), selected);
  const isListed = ({ value, count }: Count): boolean => count > 0 || selected.includes(value);
  return names
    .sort(byText)
    .flatMap(name => [
      name,
      ...revisions
        .filter(({ value }) => value !== name.value && nameOf(value) === name.value)
        .sort((a, b) => Number(revisionOf(b) - revisionOf(a)) || byText(a, b))
        .map(revision => ({ ...revision, partOf: name.value })),
    ])
    .filter(isListed);
}

/** Also of a job definition that is no ARN. */
const nameOf = (value: string): string => value.replace(/(?<=.):\d+$/s, '');

const revisionOf = ({ value }: Count): bigint => BigInt(value.split(':').at(-1) ?? '');

function byText(a: Count, b: Count): number {
  return a.value < b.value ? -1 : 1;
}
