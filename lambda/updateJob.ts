import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { isObject, textIn } from '../src/core/base/json';
import { withNameFallback, type Identifiers } from '../src/core/job/mediaIdentifiers';
import type { JobItem } from '../src/core/job/jobItem';
import { skewToleranceMs, terminalSequence } from '../src/core/job/sequence';

/**
 * Attributes of a single state. AWS sends each state in full, so a newer state removes what it lacks:
 * the first attempt's exit code must not remain when the second attempt loses its host, and a job that
 * has no retention any more must not expire.
 */
const stateAttributes = [
  'timestamp',
  'statusReason',
  'startedAt',
  'stoppedAt',
  'exitCode',
  'reason',
  'logStreamName',
  'logGroupName',
  'expiresAt',
  'facts',
];

export interface UpdateOptions {
  /** False: only an existing item is updated. */
  readonly createsItem?: boolean;
}

/**
 * The single write of a job's state: sets the attributes of the state, removes outdated ones, and keeps
 * everything else, including attributes of other writers, which a put would erase. An identifier
 * derived from the job's name never replaces a stored one.
 */
export function updateJob(
  tableName: string,
  jobId: string,
  item: JobItem,
  { createsItem = true }: UpdateOptions = {},
): UpdateItemCommandInput {
  const written = Object.entries(item).filter(([name]) => name !== 'jobId');
  const removed = stateAttributes.filter(name => item[name] === undefined);
  const condition = conditionOf(item);
  const names = ['jobId', 'sequence', 'timestamp', ...written.map(([name]) => name), ...removed];
  const guesses = guessesOf(item);
  const set = written.map(([name, value]) =>
    guesses.get(name) === value
      ? `#${name} = if_not_exists(#${name}, :${name})`
      : `#${name} = :${name}`,
  );
  return {
    TableName: tableName,
    Key: { jobId: { S: jobId } },
    UpdateExpression: `SET ${set.join(', ')}${
      removed.length > 0 ? ` REMOVE ${removed.map(name => `#${name}`).join(', ')}` : ''
    }`,
    ConditionExpression: createsItem
      ? condition.clauses.join(' OR ')
      : `attribute_exists(#jobId) AND (${condition.clauses.join(' OR ')})`,
    ExpressionAttributeNames: Object.fromEntries(names.map(name => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      [...written, ...condition.values].map(([name, value]) => [`:${name}`, attributeValue(value)]),
    ),
  };
}

interface Condition {
  readonly clauses: readonly string[];
  readonly values: readonly (readonly [string, JobItem[string]])[];
}

/**
 * Whether this state may replace the stored one; `supersedes` in core has the same rule and explains
 * it. Stored times compare as strings: EventBridge always writes the same format.
 */
function conditionOf({ sequence, timestamp }: JobItem): Condition {
  const isNew = 'attribute_not_exists(#jobId)';
  // DynamoDB calls no value less than one of another type, so a damaged one counts as absent.
  const hasNoSequence = 'NOT attribute_type(#sequence, :number)';
  const hasNoTime = 'NOT attribute_type(#timestamp, :string)';
  const isFurther = '#sequence < :sequence';
  const types = [
    ['number', 'N'],
    ['string', 'S'],
  ] as const;
  if (typeof timestamp !== 'string') {
    const wasTouchedOnly = `(${hasNoSequence} AND ${hasNoTime})`;
    return { clauses: [isNew, wasTouchedOnly, isFurther], values: types };
  }
  const wasLegacy = `(${hasNoSequence} AND (${hasNoTime} OR #timestamp <= :timestamp))`;
  const isLater = '(#sequence = :sequence AND #timestamp < :timestamp)';
  const clauses = [isNew, wasLegacy, isFurther, isLater];
  if (Number(sequence) >= terminalSequence) {
    return { clauses, values: types };
  }
  const isMuchLater = '(#sequence < :terminalSequence AND #timestamp <= :wellBefore)';
  return {
    clauses: [...clauses, isMuchLater],
    values: [
      ...types,
      ['terminalSequence', terminalSequence],
      ['wellBefore', earlier(timestamp, skewToleranceMs)],
    ],
  };
}

/** A time in EventBridge's format, whole seconds. */
function earlier(timestamp: string, ms: number): string {
  return new Date(Date.parse(timestamp) - ms).toISOString().replace('.000Z', 'Z');
}

function guessesOf(item: JobItem): ReadonlyMap<string, string | undefined> {
  const guesses = withNameFallback(noIdentifiers, textIn(item['jobName']) ?? '');
  return new Map([
    ['media_id', guesses.mediaId],
    ['task_id', guesses.taskId],
    ['assembly_id', guesses.assemblyId],
  ]);
}

const noIdentifiers: Identifiers = {
  mediaId: undefined,
  taskId: undefined,
  workspaceUid: undefined,
  assemblyId: undefined,
};

/** Also of a map; what is neither a text, a number nor a map is not the function's own. */
export function attributeValue(value: unknown): AttributeValue {
  if (typeof value === 'number') {
    return { N: String(value) };
  }
  return isObject(value)
    ? { M: Object.fromEntries(Object.entries(value).map(([k, v]) => [k, attributeValue(v)])) }
    : { S: String(value) };
}
