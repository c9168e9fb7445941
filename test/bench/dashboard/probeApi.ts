export type Wish =
  { readonly text: string } | { readonly column: string; readonly direction: string };

/** What the bench asks of the page; runs in its frame beside it. All times are in milliseconds. */
export interface Probe {
  /** The search, or the order, that the next keystroke or click leads to. */
  expect(wish: Wish): void;
  /** From the input event to the frame after the one that has the rows asked for. */
  painted(): Promise<Painted>;
  /** From the page's first message, and from the start of its load, to the frame with its first rows. */
  firstPaint(): Promise<{ readonly sinceReady: number; readonly sinceLoad: number }>;
  /** From end to end in so many frames, each a jump of a whole screen or more. */
  scroll(frames: number): Promise<ScrollFigures>;
  /** Row by row, so many a second, from the middle of the list on; the part of frames with all rows in view filled. */
  glide(rowsASecond: number, ms: number): Promise<GlideFigures>;
  /** From jumps to anywhere in the list, so many, to the frame after the one with all rows in view. */
  jumps(count: number): Promise<number[]>;
  /** One message to the host and back, so many times. */
  roundTrips(count: number): Promise<number[]>;
  /** Elements, those in open shadow roots included. */
  elements(): number;
}

export interface Painted {
  readonly ms: number;
  /** Of which the page waited for the host's answer, the ways there and back included. */
  readonly waited: number;
  /** Until all of it is painted, figures and options of the filters included. */
  readonly whole: number;
}

export interface ScrollFigures {
  /** Times between frames. */
  readonly frames: readonly number[];
  /** Times for which the page's thread was busy with one frame: script, style, layout and paint. */
  readonly work: readonly number[];
  /** Frames in which rows in view had not come yet. */
  readonly blank: number;
  /** Whether the last row came into view. */
  readonly reachedEnd: boolean;
}

export interface GlideFigures {
  readonly frames: number;
  /** Those without a row in view that had not come yet. */
  readonly filled: number;
}

/** How long the rivals of the table take from data to painted. */
export interface Rivals {
  toolkitGrid(rows: number): Promise<number>;
  htmlTable(rows: number): Promise<number>;
}

/** A page without a dashboard: a field, and a plain table of as many cells. All times are in milliseconds. */
export interface Floor {
  /** From the last keystroke to the frame after the one that has the rows of the host's response. */
  painted(): Promise<number>;
  /** Times between so many frames, each of which replaces the text of all cells. */
  frames(count: number): Promise<number[]>;
}

/** The host's response to a keystroke in that page. */
export interface FloorRows {
  readonly type: 'floor';
  readonly rows: readonly Partial<Readonly<Record<string, string>>>[];
}

/** What the bench's scripts leave in the page. */
export interface PageGlobals {
  readonly probe: Probe;
  readonly rivals: Rivals;
  readonly floor: Floor;
}
