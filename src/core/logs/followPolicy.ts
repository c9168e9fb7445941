import { minuteMs } from '../base/timeUnits';

/** How often a followed log is read. */
const visibleIntervalMs = 2_000;
const hiddenIntervalMs = 10_000;
const maxBackOffMs = minuteMs;

/** The awslogs driver and CloudWatch Logs deliver late lines within this time. */
const quietMs = 20_000;

export interface FollowState {
  readonly isVisible: boolean;
  /** Failed reads in a row. */
  readonly failures: number;
}

export function nextReadMs({ isVisible, failures }: FollowState): number {
  const interval = isVisible ? visibleIntervalMs : hiddenIntervalMs;
  return Math.min(maxBackOffMs, interval * 2 ** Math.min(failures, 10));
}

/** Whether a log is complete: its attempt has ended, and nothing has arrived since for a while. */
export const isComplete = (isOver: boolean, quietForMs: number): boolean =>
  isOver && quietForMs >= quietMs;
