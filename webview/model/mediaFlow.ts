import type { MediaStory } from '../../src/protocol/media';
import type { ToHost } from '../../src/protocol/toHost';
import type { ToPage } from '../../src/protocol/toPage';
import type { Message } from '../../src/protocol/messages';

export interface MediaFlowOptions {
  /** What was shown before the page was discarded. */
  readonly saved: { readonly mediaId?: string | undefined };
  readonly post: (message: ToHost) => void;
  readonly onChange: () => void;
}

/** The story of a media item, shown instead of the table while it is open. */
export class MediaFlow {
  private selected: string | undefined;
  private last: Message<ToPage, 'media'> | undefined;

  constructor(private readonly options: MediaFlowOptions) {
    this.selected = options.saved.mediaId;
  }

  /** Undefined while the table is shown. */
  get mediaId(): string | undefined {
    return this.selected;
  }

  get isOpen(): boolean {
    return this.selected !== undefined;
  }

  /** Undefined before the first response. */
  get story(): MediaStory | undefined {
    return this.last?.mediaId === this.selected ? this.last?.story : undefined;
  }

  open(mediaId: string): void {
    this.selected = mediaId;
    this.request();
    this.options.onChange();
  }

  /** Closes the story if there is nothing to show. */
  show(mediaId: string | undefined): void {
    if (mediaId === undefined) {
      this.close();
    } else {
      this.open(mediaId);
    }
  }

  close(): void {
    if (this.isOpen) {
      this.selected = undefined;
      this.last = undefined;
      this.options.post({ type: 'mediaClosed' });
      this.options.onChange();
    }
  }

  /** Requests the story again after a change. */
  request(): void {
    if (this.selected !== undefined) {
      this.options.post({ type: 'media', mediaId: this.selected });
    }
  }

  receive(answer: Message<ToPage, 'media'>): void {
    if (answer.mediaId === this.selected) {
      this.last = answer;
      this.options.onChange();
    }
  }
}
