import type { SliceClock } from '../../core/base/clock';
import type { Disposable } from '../../core/base/emitter';
import { runInSlices } from '../../core/base/timeSlicing';
import type { Job } from '../../core/job/job';
import { isWaiting } from '../../core/job/stuckJobs';
import type { UsualRuns } from '../../core/job/longRuns';
import type { JobQueries } from '../../core/query/jobQueries';
import { queueActivityOf } from '../../core/query/queueActivity';
import type { JobStore } from '../../core/store/jobStore';
import type { TaskTypes } from '../../core/job/taskTypes';
import type { RetryLinks } from '../actions/retryLinks';
import type { EventOutcome } from '../../protocol/details';
import type { ToPage } from '../../protocol/toPage';
import type { HistoryMessages } from './historyMessages';
import { eventOutcome } from './eventOutcome';
import { causeDetailsOf, retryFacts, runText, waitText } from './jobCause';
import { detailsOf, linkFacts } from './jobDetails';
import { LogPreviews, type ReadPreview } from './logPreviews';
import { QueueReasons, type ReadQueueReasons } from './queueReasons';
import { JobEvents, type EventReading, type JobEventsOptions } from './jobEvents';

export interface DetailsMessagesOptions extends Omit<JobEventsOptions, 'onRead'> {
  readonly store: JobStore;
  readonly taskTypes: TaskTypes;
  readonly actions: Pick<HistoryMessages, 'actionStateOf'>;
  readonly readLog: ReadPreview;
  readonly readQueue?: ReadQueueReasons;
  /** The job that decides what became of a failed one, if retries are followed. */
  readonly laterJob?: (jobId: string) => Job | undefined;
  readonly links?: Pick<RetryLinks, 'retriedAs' | 'retryOf'>;
  readonly clock: JobEventsOptions['clock'] & SliceClock;
  readonly queries: Pick<JobQueries, 'usualRuns'>;
  readonly post: (message: ToPage) => void;
}

/** Sends the page the job in its details: store data at once, the event when read. */
export class DetailsMessages implements Disposable {
  private readonly events: JobEvents;
  private readonly logs: LogPreviews;
  private comparing: Disposable | undefined;
  private readonly queues: QueueReasons;
  private shownJobId: string | undefined;

  constructor(private readonly options: DetailsMessagesOptions) {
    const { feed, clock, post, store, readLog, readQueue } = options;
    this.logs = new LogPreviews({
      read: readLog,
      onRead: (jobId, preview) => post({ type: 'log', jobId, preview }),
    });
    this.queues = new QueueReasons(readQueue, jobId => {
      if (jobId === this.shownJobId) {
        this.answer(jobId);
      }
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
    const postDetails = (usual: UsualRuns | undefined): void => {
      const details = job && this.detailsOf(job, usual);
      post({ type: 'details', jobId, details, actionState: actions.actionStateOf(jobId, job) });
    };
    this.comparing?.dispose();
    if (job?.status === 'RUNNING') {
      this.compare(jobId, postDetails);
    } else {
      postDetails(undefined);
    }
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
    this.comparing?.dispose();
    this.events.close();
    this.logs.close();
    this.shownJobId = undefined;
  }

  /** The store now holds another table. */
  forget(): void {
    this.comparing?.dispose();
    this.events.forget();
    this.logs.forget();
    this.queues.forget();
  }

  dispose(): void {
    this.comparing?.dispose();
    this.events.dispose();
    this.logs.dispose();
  }

  private detailsOf(job: Job, usual: UsualRuns | undefined) {
    const { store, taskTypes, laterJob, links, clock } = this.options;
    const hasChildren = store.hasChildren(job.jobId);
    const details = detailsOf(job, taskTypes.of(job), this.isKnown, hasChildren);
    const row = store.rowOfJob(job.jobId);
    const waits = isWaiting({ ...job, hasChildren });
    const resolution = row === undefined ? 'none' : store.rows.resolutionOf(row);
    return {
      ...details,
      general: [
        ...details.general,
        ...retryFacts(resolution, laterJob?.(job.jobId)),
        ...linkFacts(job.jobId, links, this.isKnown),
      ],
      cause: causeDetailsOf(job),
      queue: waits ? this.queues.of(job) : undefined,
      wait: waits
        ? waitText(job, queueActivityOf(store.rows, job.jobQueue), clock.now())
        : runText(job, usual, clock.now()),
    };
  }

  /** Posts the details with the usual run time; first without, where finding it out takes long. */
  private compare(jobId: string, post: (usual: UsualRuns | undefined) => void): void {
    const { queries, clock } = this.options;
    let isFound = false;
    this.comparing = runInSlices(queries.usualRuns(jobId), clock, usual => {
      isFound = true;
      post(usual);
    });
    if (!isFound) {
      post(undefined);
    }
  }

  private outcomeOf(reading: EventReading): EventOutcome {
    if (reading.kind === 'failed') {
      return reading;
    }
    return eventOutcome(reading.read, reading.completion, this.isKnown);
  }

  private readonly isKnown = (jobId: string): boolean =>
    this.options.store.get(jobId) !== undefined;
}
