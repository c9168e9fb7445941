import type { EventOutcome, Message, Section, ToHost, ToPage } from '../../src/protocol';

export type DetailsAnswer = Message<ToPage, 'details'>;
export type EventAnswer = Message<ToPage, 'event'>;

/** What has been read of a job's full event, and what came of the last try to read it. */
export interface JobEvent {
  /** Stays while a newer event is read, or cannot be. */
  readonly content: Extract<EventOutcome, { kind: 'read' }> | undefined;
  readonly trouble: Exclude<EventOutcome, { kind: 'read' }> | undefined;
  readonly isReading: boolean;
}

export type SectionKind =
  'actions' | 'timeline' | 'general' | 'technical' | 'attempts' | Section['kind'];

const unread: JobEvent = { content: undefined, trouble: undefined, isReading: true };

/** The job in the drawer: which one, whether it is open, and what the host said of it last. */
export class DetailsFlow {
  private selected: string | undefined;
  private opened = false;
  private last: DetailsAnswer | undefined;
  private lastEvent: { readonly jobId: string; readonly event: JobEvent } | undefined;
  private readonly foldedKinds = new Set<SectionKind>(['environment']);
  private asking: string | undefined;
  private again = false;

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

  /** Of the selected job; absent until the host has answered. */
  get answer(): DetailsAnswer | undefined {
    return this.last?.jobId === this.selected ? this.last : undefined;
  }

  /** Of the selected job. */
  get event(): JobEvent {
    const { lastEvent } = this;
    return lastEvent && lastEvent.jobId === this.selected ? lastEvent.event : unread;
  }

  isFolded(kind: SectionKind): boolean {
    return this.foldedKinds.has(kind);
  }

  /** Folded for all jobs, as long as the page lives. */
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
    this.ask();
    this.options.onChange();
  }

  /** The row stays selected, as in any list. */
  close(): void {
    if (this.opened) {
      this.opened = false;
      this.lastEvent = undefined;
      this.options.post({ type: 'detailsClosed' });
      this.options.onChange();
    }
  }

  restore(jobId: string | undefined, open: boolean): void {
    this.selected = jobId;
    this.opened = open && jobId !== undefined;
    this.ask();
  }

  /** The jobs have changed: the open one may have. One question at a time. */
  ask(): void {
    if (!this.opened || this.selected === undefined) {
      return;
    }
    if (this.asking === this.selected) {
      this.again = true;
      return;
    }
    this.asking = this.selected;
    this.again = false;
    this.options.post({ type: 'details', jobId: this.selected });
  }

  receive(answer: DetailsAnswer): void {
    if (answer.jobId !== this.selected) {
      return;
    }
    this.last = answer;
    this.asking = undefined;
    if (this.again) {
      this.ask();
    }
    this.options.onChange();
  }

  receiveEvent({ jobId, outcome }: EventAnswer): void {
    if (jobId === this.selected && this.opened) {
      this.lastEvent = { jobId, event: eventAfter(outcome, this.event) };
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
      return { content: outcome, trouble: undefined, isReading: false };
    case 'unreadable':
      return { content: undefined, trouble: outcome, isReading: false };
    case 'failed':
      return { content, trouble: outcome, isReading: false };
  }
}
