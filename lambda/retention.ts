import { isTerminal } from '../src/core/job/status';
import { parseTime } from '../src/core/text/time';

const secondsADay = 86_400;

/**
 * When DynamoDB may delete the item, in seconds since the epoch, the unit of its TTL. An unfinished job
 * does not expire: its next event may take longer than any retention.
 */
export function expiryOf(
  status: string,
  updatedAt: number,
  retentionDays: number | undefined,
): number | undefined {
  return retentionDays === undefined || !isTerminal(status)
    ? undefined
    : Math.floor(updatedAt / 1_000) + retentionDays * secondsADay;
}

/**
 * Whether an event is older than the retention. DynamoDB may have deleted its job, which a late copy
 * from a dead-letter queue or an archive must not restore.
 */
export function isPastRetention(
  eventTime: string,
  now: number,
  retentionDays: number | undefined,
): boolean {
  const time = parseTime(eventTime);
  return (
    retentionDays !== undefined &&
    time !== undefined &&
    now - time > retentionDays * secondsADay * 1_000
  );
}
