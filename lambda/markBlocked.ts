import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Job } from '../src/core/job/job';
import { parseTime } from '../src/core/text/time';
import { storableItem } from './itemLimits';
import { attributeValue } from './updateJob';

export interface MarkOptions {
  readonly updatedAt: number;
  /** Whether the item has a map of facts: DynamoDB cannot create one and set a key of it at once. */
  readonly hasFacts: boolean;
}

/**
 * The write that says why a job blocks its queue, if the item is still in the state of the event. Of
 * several reasons, the latest wins. It changes neither `timestamp` nor `sequence`: the job has been
 * waiting since it entered its state, and the order of states is not affected.
 */
export function markBlocked(
  tableName: string,
  { jobId, status, sequence, timestamp, statusReason }: Job,
  { updatedAt, hasFacts }: MarkOptions,
): UpdateItemCommandInput {
  const since = parseTime(timestamp) ?? 0;
  const blocked = { reason: statusReason, since };
  const item = storableItem({ jobId, statusReason, facts: hasFacts ? blocked : { blocked } });
  const ofFacts = hasFacts
    ? 'attribute_type(#facts, :map) AND' +
      ' (attribute_not_exists(#facts.#blocked.#since) OR #facts.#blocked.#since < :since)'
    : 'attribute_not_exists(#facts)';
  return {
    TableName: tableName,
    Key: { jobId: { S: jobId } },
    UpdateExpression:
      `SET ${hasFacts ? '#facts.#blocked' : '#facts'} = :facts,` +
      ' #statusReason = :statusReason, #updatedAt = :updatedAt',
    ConditionExpression:
      '#status = :status AND #sequence = :sequence AND' +
      ` (attribute_not_exists(#timestamp) OR #timestamp <= :timestamp) AND ${ofFacts}`,
    ExpressionAttributeNames: Object.fromEntries(
      [
        ...['facts', 'statusReason', 'updatedAt', 'status', 'sequence', 'timestamp'],
        ...(hasFacts ? ['blocked', 'since'] : []),
      ].map(name => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: Object.fromEntries(
      Object.entries({
        facts: item['facts'],
        statusReason: item['statusReason'],
        updatedAt,
        status,
        sequence,
        timestamp,
        ...(hasFacts ? { map: 'M', since } : {}),
      }).map(([name, value]) => [`:${name}`, attributeValue(value)]),
    ),
  };
}
