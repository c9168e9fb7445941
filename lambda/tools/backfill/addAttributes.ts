import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { JobItem } from '../../../src/core/job/jobItem';
import type { RawItem } from './missingAttributes';

/** These identify the state of a job: while they are unchanged, the item is in the state that was read. */
const stateAttributes = ['status', 'timestamp', 'sequence'];

/**
 * Adds missing attributes to an item that is still in the state that was read. Keeps attributes that
 * another writer has added since, and does not restore a deleted item.
 */
export function addAttributes(
  tableName: string,
  keyNames: readonly string[],
  item: RawItem,
  missing: JobItem,
): UpdateCommandInput {
  const added = Object.keys(missing);
  const known = stateAttributes.filter(name => name in item);
  const conditions = [
    'attribute_exists(#jobId)',
    ...stateAttributes.map(name =>
      name in item ? `#${name} = :was_${name}` : `attribute_not_exists(#${name})`,
    ),
  ];
  return {
    TableName: tableName,
    Key: Object.fromEntries(keyNames.map(name => [name, item[name]])),
    UpdateExpression: `SET ${added
      .map(name => `#${name} = if_not_exists(#${name}, :${name})`)
      .join(', ')}`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(
      ['jobId', ...stateAttributes, ...added].map(name => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: Object.fromEntries([
      ...added.map(name => [`:${name}`, missing[name]]),
      ...known.map(name => [`:was_${name}`, item[name]]),
    ]) as Record<string, unknown>,
    ReturnConsumedCapacity: 'TOTAL',
  };
}
