import { dayMs } from '../base/timeUnits';

/** DynamoDB does not expire items more than five years past; neither do we. */
const maxOverdueMs = 5 * 365 * dayMs;

/** Whether a time to live, in seconds since the epoch, has passed; `now` is in milliseconds. */
export function hasExpired(expiresAt: number, now: number): boolean {
  const overdueMs = now - expiresAt * 1000;
  return overdueMs >= 0 && overdueMs < maxOverdueMs;
}
