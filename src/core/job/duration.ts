import { isTerminal } from './status';

/** From start to stop of a job that is over, in milliseconds; absent where the times contradict. */
export function finishedDuration(
  status: string,
  startedAt: number | undefined,
  stoppedAt: number | undefined,
): number | undefined {
  const ms = (stoppedAt ?? NaN) - (startedAt ?? NaN);
  return isTerminal(status) && ms >= 0 ? ms : undefined;
}
