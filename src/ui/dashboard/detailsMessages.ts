import type { Disposable } from '../../core/base/emitter';
import type { JobStore } from '../../core/store/jobStore';
import type { TaskTypes } from '../../core/job/taskTypes';
import type { EventOutcome } from '../../protocol/details';
import type { ToPage } from '../../protocol/toPage';
import type { HistoryMessages } from './historyMessages';
import { eventContent } from './eventContent';
import { detailsOf } from './jobDetails';
import { LogPreviews, type ReadPreview } from './logPreviews';
import { JobEvents, type EventReading, type JobEventsOptions } from './jobEvents';

export interface DetailsMessagesOptions extends Omit<JobEventsOptions, 'onRead'> {
  readonly store: JobStore;
  readonly taskTypes: TaskTypes;
  readonly actions: Pick<HistoryMessages, 'actionStateOf'>;
  readonly readLog: ReadPreview;
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
    const { store, taskTypes, actions, post } = this.options;
    const job = store.get(jobId);
    if (jobId !== this.shownJobId) {
      this.logs.close();
    }
    this.shownJobId = jobId;
    const details =
      job && detailsOf(job, taskTypes.of(job), this.isKnown, store.hasChildren(jobId));
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
