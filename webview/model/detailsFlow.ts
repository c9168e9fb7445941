import type { Message, ToHost, ToPage } from '../../src/protocol';

export type DetailsAnswer = Message<ToPage, 'details'>;

/** The job in the drawer: which one, whether it is open, and what the host said of it last. */
export class DetailsFlow {
  private selected: string | undefined;
  private opened = false;
  private last: DetailsAnswer | undefined;
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
}
