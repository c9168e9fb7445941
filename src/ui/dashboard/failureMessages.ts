import type { Clock, SliceClock } from '../../core/base/clock';
import type { Disposable } from '../../core/base/emitter';
import { runInSlices } from '../../core/base/timeSlicing';
import { minuteMs } from '../../core/base/timeUnits';
import { causeTitle, describeCause } from '../../core/causes/causeOf';
import {
  FailureGroups,
  type FailureGroup,
  type FailureGroupList,
} from '../../core/failures/failureGroups';
import { newestFirst } from '../../core/filter/columns';
import type { JobFilter, JobQuerySpec } from '../../core/filter/jobFilter';
import type { TaskTypes } from '../../core/job/taskTypes';
import type { JobQueries, JobQuery } from '../../core/query/jobQueries';
import type { JobStore } from '../../core/store/jobStore';
import { RowTaskTypes } from '../../core/store/rowTaskTypes';
import { maxFailureGroups, type ShownFailureGroup } from '../../protocol/failures';
import type { Message } from '../../protocol/messages';
import type { ToHost } from '../../protocol/toHost';
import type { ToPage } from '../../protocol/toPage';
import { clipCell } from './jobRow';

export interface FailureMessagesOptions {
  readonly store: JobStore;
  readonly queries: JobQueries;
  readonly taskTypes: Pick<TaskTypes, 'of'>;
  readonly post: (message: ToPage) => void;
  readonly clock: Pick<Clock, 'now' | 'setTimeout' | 'clearTimeout'> & SliceClock;
}

/** The groups of a filter's failures. */
interface OpenGroups {
  readonly key: string;
  readonly filter: JobFilter;
  readonly query: JobQuery;
  readonly groups: FailureGroups;
}

/** Sends the page the failures by cause. A new request replaces one in progress. */
export class FailureMessages implements Disposable {
  /** Kept while its filter is unchanged, so that an update costs only what changed. */
  private open: OpenGroups | undefined;
  private shown: readonly FailureGroup[] = [];
  private work: Disposable | undefined;

  constructor(private readonly options: FailureMessagesOptions) {}

  answer({ id, filter, order }: Message<ToHost, 'failures'>): void {
    const { clock, post } = this.options;
    // In whole minutes, as the page's query.
    const now = Math.floor(clock.now() / minuteMs) * minuteMs;
    const open = this.opened({ ...filter, statuses: ['FAILED'] }, now);
    open.query.advance(now);
    this.work?.dispose();
    this.work = runInSlices(open.query.follow(open.groups), clock, () => {
      const list = open.groups.read(maxFailureGroups, order);
      this.shown = list.groups;
      post({ type: 'failures', id, ...shownList(list) });
    });
  }

  /** A group that the page shows. */
  find(groupId: string): FailureGroup | undefined {
    return this.shown.find(({ id }) => id === groupId);
  }

  /** The jobs of a group, among those that the page counts. */
  jobsOf(groupId: string): JobQuerySpec | undefined {
    const filter = this.open?.filter;
    return filter && { filter: withGroup(filter, groupId), sort: newestFirst };
  }

  /** Nobody looks at the groups any more, or the store holds another table. */
  forget(): void {
    this.work?.dispose();
    this.open?.query.dispose();
    this.open = undefined;
    this.shown = [];
  }

  dispose(): void {
    this.forget();
  }

  private opened(filter: JobFilter, now: number): OpenGroups {
    const key = JSON.stringify(filter);
    if (this.open?.key !== key) {
      const { store, queries, taskTypes } = this.options;
      this.open?.query.dispose();
      const query = queries.open(filter, newestFirst, now);
      const rowTaskTypes = new RowTaskTypes(store.rows, taskTypes.of);
      this.open = { key, filter, query, groups: new FailureGroups(store.rows, rowTaskTypes) };
    }
    return this.open;
  }
}

/** The same filter for the jobs of one group. */
const withGroup = (filter: JobFilter, groupId: string): JobFilter => ({
  ...filter,
  text: `${filter.text} group:${groupId}`.trim(),
});

const shownList = ({ groups, ...figures }: FailureGroupList) => ({
  ...figures,
  groups: groups.map(shownGroup),
});

function shownGroup(group: FailureGroup): ShownFailureGroup {
  const { id, causeId, signature, exitCode, count, unresolved, firstTime, lastTime } = group;
  return {
    ...{ id, exitCode, count, unresolved, firstTime, lastTime, media: group.media },
    cause: { title: causeTitle(causeId), ...describeCause(causeId) },
    signature: clipCell(signature),
    taskTypes: group.taskTypes.map(type => ({ value: clipCell(type.value), count: type.count })),
    revisions: group.revisions.map(revision => ({
      ...revision,
      definition: clipCell(revision.definition),
    })),
    hours: [...group.hours],
  };
}
