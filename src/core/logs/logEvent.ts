/** An entry of a log stream as CloudWatch Logs returns it; its text may have several lines. */
export interface LogEvent {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly text: string;
}

/** Consecutive entries of a log stream, oldest first, with the tokens that lead to its neighbors. */
export interface LogPage {
  readonly events: readonly LogEvent[];
  readonly backwardToken: string;
  readonly forwardToken: string;
}

/** A log stream in CloudWatch Logs. */
export interface LogStream {
  readonly region: string;
  readonly group: string;
  readonly stream: string;
}
