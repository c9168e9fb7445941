import type { SliceClock } from '../../core/base/clock';
import type { Disposable } from '../../core/base/emitter';
import type { Job } from '../../core/job/job';
import { isWaiting } from '../../core/job/stuckJobs';
import { queueActivityOf } from '../../core/query/queueActivity';
import type { JobStore } from '../../core/store/jobStore';
import type { TaskTypes } from '../../core/job/taskTypes';
import type { EventOutcome } from '../../protocol/details';
import type { ToPage } from '../../protocol/toPage';
import type { HistoryMessages } from './historyMessages';
import { eventContent } from './eventContent';
import { causeDetailsOf, retryFacts, waitText } from './jobCause';
import { detailsOf } from './jobDetails';
import { LogPreviews, type ReadPreview } from './logPreviews';
import { JobEvents, type EventReading, type JobEventsOptions } from './jobEvents';

export interface DetailsMessagesOptions extends Omit<JobEventsOptions, 'onRead'> {
  readonly store: JobStore;
  readonly taskTypes: TaskTypes;
  readonly actions: Pick<HistoryMessages, 'actionStateOf'>;
  readonly readLog: ReadPreview;
  /** The job that decides what became of a failed one, if retries are followed. */
  readonly laterJob?: (jobId: string) => Job | undefined;
  readonly clock: JobEventsOptions['clock'] & Pick<SliceClock, 'now'>;
  readonly post: (message: ToPage) => void;
}

/** Sends the page the job in its details: store data at once, the event when read. */
export class DetailsMessages implements Disposable {
  private readonly events: JobEvents;
  private readonly logs: LogPreviews;
  private shownJobId: string | undefined;

  constructor(private readonly options: DetailsMessagesOptions) {
    const { feed, clock, post, store, readLog } = options;
    this.logs = new LogPreviews({
      read: readLog,
      onRead: (jobId, preview) => post({ type: 'log', jobId, preview }),
    });
    this.events = new JobEvents({
      feed,
      clock,
      onRead: (jobId, reading, item) => {
        post({ type: 'event', jobId, outcome: this.outcomeOf(reading) });
        const job = store.get(jobId);
        if (job && reading.kind === 'read') {
          void this.logs.show(job, item);
        }
      },
    });
  }

  answer(jobId: string): void {
    const { store, actions, post } = this.options;
    const job = store.get(jobId);
    if (jobId !== this.shownJobId) {
      this.logs.close();
    }
    this.shownJobId = jobId;
    const details = job && this.detailsOf(job);
    post({ type: 'details', jobId, details, actionState: actions.actionStateOf(jobId, job) });
    if (job) {
      this.events.follow(job);
    } else {
      this.events.close();
    }
  }

  /** Rereads the job's event after a failure. */
  retry(jobId: string): void {
    this.events.retry(jobId);
  }

  close(): void {
    this.events.close();
    this.logs.close();
  }

  /** The store now holds another table. */
  forget(): void {
    this.events.forget();
    this.logs.forget();
  }

  dispose(): void {
    this.events.dispose();
    this.logs.dispose();
  }

  private detailsOf(job: Job) {
    const { store, taskTypes, laterJob, clock } = this.options;
    const hasChildren = store.hasChildren(job.jobId);
    const details = detailsOf(job, taskTypes.of(job), this.isKnown, hasChildren);
    const row = store.rowOfJob(job.jobId);
    const resolution = row === undefined ? 'none' : store.rows.resolutionOf(row);
    return {
      ...details,
      general: [...details.general, ...retryFacts(resolution, laterJob?.(job.jobId))],
      cause: causeDetailsOf(job),
      wait: isWaiting({ ...job, hasChildren })
        ? waitText(job, queueActivityOf(store.rows, job.jobQueue), clock.now())
        : undefined,
    };
  }

  private outcomeOf(reading: EventReading): EventOutcome {
    if (reading.kind === 'failed') {
      return reading;
    }
    const { read } = reading;
    return read.ok
      ? eventContent(read.details, this.isKnown)
      : { kind: 'unreadable', message: read.problem };
  }

  private readonly isKnown = (jobId: string): boolean =>
    this.options.store.get(jobId) !== undefined;
}
