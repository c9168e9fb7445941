import type { EventOutcome, Section } from '../../src/protocol/details';
import type { ToHost } from '../../src/protocol/toHost';
import type { ToPage } from '../../src/protocol/toPage';
import type { Message } from '../../src/protocol/messages';

export type DetailsAnswer = Message<ToPage, 'details'>;
export type EventAnswer = Message<ToPage, 'event'>;
export type LogAnswer = Message<ToPage, 'log'>;

/** The content of a job's full event, and the outcome of the last attempt to read it. */
export interface JobEvent {
  /** Kept while a newer event is being read or cannot be read. */
  readonly content: Extract<EventOutcome, { kind: 'read' }> | undefined;
  readonly problem: Exclude<EventOutcome, { kind: 'read' }> | undefined;
  readonly isReading: boolean;
}

export type SectionKind =
  'actions' | 'timeline' | 'general' | 'technical' | 'attempts' | Section['kind'];

const loadingEvent: JobEvent = { content: undefined, problem: undefined, isReading: true };

/** The job in the details drawer, whether the drawer is open, and the latest response. */
export class DetailsFlow {
  private selected: string | undefined;
  private opened = false;
  private last: DetailsAnswer | undefined;
  private lastEvent: { readonly jobId: string; readonly event: JobEvent } | undefined;
  private lastLog: LogAnswer | undefined;
  private readonly foldedKinds = new Set<SectionKind>(['environment']);
  private pendingJobId: string | undefined;
  private isStale = false;

  constructor(
    private readonly options: {
      readonly post: (message: ToHost) => void;
      readonly onChange: () => void;
    },
  ) {}

  get jobId(): string | undefined {
    return this.selected;
  }

  get isOpen(): boolean {
    return this.opened;
  }

  /** The response for the selected job; undefined before it arrives. */
  get answer(): DetailsAnswer | undefined {
    return this.last?.jobId === this.selected ? this.last : undefined;
  }

  /** The event of the selected job. */
  get event(): JobEvent {
    const { lastEvent } = this;
    return lastEvent && lastEvent.jobId === this.selected ? lastEvent.event : loadingEvent;
  }

  /** The last lines of the log of the selected job. */
  get log(): LogAnswer['preview'] | undefined {
    return this.lastLog?.jobId === this.selected ? this.lastLog?.preview : undefined;
  }

  isFolded(kind: SectionKind): boolean {
    return this.foldedKinds.has(kind);
  }

  /** Applies to all jobs until the page closes. */
  fold(kind: SectionKind, folded: boolean): void {
    if (folded) {
      this.foldedKinds.add(kind);
    } else {
      this.foldedKinds.delete(kind);
    }
  }

  open(jobId: string): void {
    if (this.opened && this.selected === jobId) {
      return;
    }
    this.selected = jobId;
    this.opened = true;
    this.request();
    this.options.onChange();
  }

  /** Keeps the row selected, as in any list. */
  close(): void {
    if (this.opened) {
      this.opened = false;
      this.lastEvent = undefined;
      this.lastLog = undefined;
      this.options.post({ type: 'detailsClosed' });
      this.options.onChange();
    }
  }

  restore(jobId: string | undefined, open: boolean): void {
    this.selected = jobId;
    this.opened = open && jobId !== undefined;
    this.request();
  }

  /** Requests the details again after a change; one request at a time. */
  request(): void {
    if (!this.opened || this.selected === undefined) {
      return;
    }
    if (this.pendingJobId === this.selected) {
      this.isStale = true;
      return;
    }
    this.pendingJobId = this.selected;
    this.isStale = false;
    this.options.post({ type: 'details', jobId: this.selected });
  }

  receive(answer: DetailsAnswer): void {
    if (answer.jobId !== this.selected) {
      return;
    }
    this.last = answer;
    this.pendingJobId = undefined;
    if (this.isStale) {
      this.request();
    }
    this.options.onChange();
  }

  receiveEvent({ jobId, outcome }: EventAnswer): void {
    if (jobId === this.selected && this.opened) {
      this.lastEvent = { jobId, event: eventAfter(outcome, this.event) };
      this.options.onChange();
    }
  }

  receiveLog(answer: LogAnswer): void {
    if (answer.jobId === this.selected && this.opened) {
      this.lastLog = answer;
      this.options.onChange();
    }
  }

  readEventAgain(): void {
    if (this.selected !== undefined && !this.event.isReading) {
      this.lastEvent = { jobId: this.selected, event: { ...this.event, isReading: true } };
      this.options.post({ type: 'readEvent', jobId: this.selected });
      this.options.onChange();
    }
  }
}

function eventAfter(outcome: EventOutcome, { content }: JobEvent): JobEvent {
  switch (outcome.kind) {
    case 'read':
      return { content: outcome, problem: undefined, isReading: false };
    case 'unreadable':
      return { content: undefined, problem: outcome, isReading: false };
    case 'failed':
      return { content, problem: outcome, isReading: false };
  }
}
