import { t } from '@vscode/l10n';
import { DescribeTimeToLiveCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dayMs } from '../../core/base/timeUnits';
import { hasExpired } from '../../core/job/expiry';
import type { Job } from '../../core/job/job';
import { formatCount } from '../../core/text/formatCount';
import { plural } from '../../core/text/localization';

/** DynamoDB deletes an expired item "within a few days" (DynamoDB Developer Guide, "Time to Live"). */
const deletionDelayMs = 3 * dayMs;

/**
 * Says how many jobs are hidden because they have expired while nothing deletes their items, as in an
 * existing table whose time to live is off. Whoever may not read the table's time to live is told only
 * of jobs that DynamoDB would have deleted by now.
 */
export async function undeletedJobsText(
  jobs: readonly Job[],
  timeToLive: () => Promise<boolean | undefined>,
  now = Date.now(),
): Promise<readonly string[]> {
  const expiredAt = (time: number): number =>
    jobs.filter(({ expiresAt }) => expiresAt !== undefined && hasExpired(expiresAt, time)).length;
  if (expiredAt(now) === 0) {
    return [];
  }
  const isOn = await timeToLive();
  const count = isOn === undefined ? expiredAt(now - deletionDelayMs) : isOn ? 0 : expiredAt(now);
  const figure = formatCount(count);
  return count === 0
    ? []
    : [
        plural(
          count,
          t(
            '{0} expired job is hidden but not deleted. Turn on time to live (TTL) for the attribute expiresAt of the table.',
            figure,
          ),
          t(
            '{0} expired jobs are hidden but not deleted. Turn on time to live (TTL) for the attribute expiresAt of the table.',
            figure,
          ),
        ),
      ];
}

/** Whether DynamoDB deletes expired jobs; undefined if that cannot be read. */
export async function readTimeToLive(
  client: DynamoDBClient,
  tableName: string,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  try {
    const request = new DescribeTimeToLiveCommand({ TableName: tableName });
    const { TimeToLiveDescription } = await client.send(request, { abortSignal: signal });
    const { TimeToLiveStatus, AttributeName } = TimeToLiveDescription ?? {};
    return TimeToLiveStatus?.startsWith('ENABL') === true && AttributeName === 'expiresAt';
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
