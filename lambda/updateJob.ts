import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { withNameFallback, type Identifiers } from '../src/core/job/mediaIdentifiers';
import type { JobItem } from '../src/core/job/jobItem';
import { skewToleranceMs, terminalSequence } from '../src/core/job/sequence';

/**
 * Facts of one state. AWS sends each state whole, so what a newer one lacks is over: an exit code of
 * the first attempt must not outlive the loss of the second one's host.
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
];

/**
 * The one write of a job's state: sets what the state knows, removes what is over, keeps everything
 * else, including attributes of other writers. It is an update and no put, since a put would erase
 * those. An identifier guessed from the job's name never replaces a stored one.
 */
export function updateJob(tableName: string, jobId: string, item: JobItem): UpdateItemCommandInput {
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
    ConditionExpression: condition.clauses.join(' OR '),
    ExpressionAttributeNames: Object.fromEntries(names.map(name => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      [...written, ...condition.values].map(([name, value]) => [`:${name}`, attributeValue(value)]),
    ),
  };
}

interface Condition {
  readonly clauses: readonly string[];
  readonly values: readonly (readonly [string, string | number])[];
}

/**
 * Whether this state may take the place of the stored one; `supersedes` in core is its pure twin and
 * says why. Stored times compare as texts: EventBridge writes one form.
 */
function conditionOf({ sequence, timestamp }: JobItem): Condition {
  const isNew = 'attribute_not_exists(#jobId)';
  const isFurther = '#sequence < :sequence';
  if (typeof timestamp !== 'string') {
    const wasTouchedOnly = '(attribute_not_exists(#sequence) AND attribute_not_exists(#timestamp))';
    return { clauses: [isNew, wasTouchedOnly, isFurther], values: [] };
  }
  const wasLegacy =
    '(attribute_not_exists(#sequence) AND' +
    ' (attribute_not_exists(#timestamp) OR #timestamp <= :timestamp))';
  const isLater = '(#sequence = :sequence AND #timestamp < :timestamp)';
  const clauses = [isNew, wasLegacy, isFurther, isLater];
  if (Number(sequence) >= terminalSequence) {
    return { clauses, values: [] };
  }
  const isMuchLater = '(#sequence < :terminalSequence AND #timestamp <= :wellBefore)';
  return {
    clauses: [...clauses, isMuchLater],
    values: [
      ['terminalSequence', terminalSequence],
      ['wellBefore', earlier(timestamp, skewToleranceMs)],
    ],
  };
}

/** A time in the form of EventBridge, whole seconds. */
function earlier(timestamp: string, ms: number): string {
  return new Date(Date.parse(timestamp) - ms).toISOString().replace('.000Z', 'Z');
}

function guessesOf(item: JobItem): ReadonlyMap<string, string | undefined> {
  const guesses = withNameFallback(nothingKnown, String(item['jobName'] ?? ''));
  return new Map([
    ['media_id', guesses.mediaId],
    ['task_id', guesses.taskId],
    ['assembly_id', guesses.assemblyId],
  ]);
}

const nothingKnown: Identifiers = {
  mediaId: undefined,
  taskId: undefined,
  workspaceUid: undefined,
  assemblyId: undefined,
};

function attributeValue(value: string | number): AttributeValue {
  return typeof value === 'number' ? { N: String(value) } : { S: value };
}
