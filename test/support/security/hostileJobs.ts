import type { Injection } from './injections';

type Item = Readonly<Record<string, unknown>>;

/** Its key may have 2,048 bytes, and must not be another's. */
const hostileId = (index: number, text: string): string =>
  `hostile-${index} ${text.slice(0, 400)}`.replace(/\p{Surrogate}/gu, '\ufffd');

/** Of each text of an event that is in an item. */
export const maxInEventLength = 1_500;

/** DynamoDB keeps UTF-8, which has no half characters. */
const stored = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/**
 * An item as somebody would write it who may write to the table: the string in every attribute, in
 * numbers and in the full event, too. Each other one has a status that is known, so that it is counted,
 * told of and can be acted on.
 */
export function hostileItem({ text: raw }: Injection, index: number): Item {
  // An item may have 400 KB in all.
  const text = stored(raw.slice(0, 4_000));
  return {
    jobId: hostileId(index, raw),
    jobName: text,
    status: index % 2 === 0 ? 'FAILED' : text,
    timestamp: index % 3 === 0 ? text : '2026-11-23T10:00:00Z',
    jobQueue: index % 2 === 0 ? text : `arn:aws:batch:eu-west-1:123456789012:job-queue/${text}`,
    jobDefinition: text,
    region: text,
    account: text,
    statusReason: text,
    media_id: text,
    task_id: text,
    workspace_uid: text,
    assembly_id: text,
    reason: text,
    logStreamName: text,
    logGroupName: text,
    parentId: text,
    // Numbers that are none are left out, and named in the log.
    ...(index % 5 === 0 ? { attempts: text, exitCode: text, arraySize: text } : { exitCode: 137 }),
    fullEvent: JSON.stringify(hostileEvent(raw.slice(0, maxInEventLength), hostileId(index, raw))),
  };
}

/** An event with the string wherever an event has a text, and as a key wherever it has keys. */
export function hostileEvent(text: string, jobId: string): Item {
  const container = {
    name: text,
    image: text,
    command: [text, text],
    jobRoleArn: text,
    executionRoleArn: text,
    environment: [{ name: text, value: `secret ${text}` }],
    logConfiguration: { logDriver: text, options: { 'awslogs-group': text } },
    logStreamName: text,
    reason: text,
    exitCode: 137,
    resourceRequirements: [{ type: text, value: text }],
  };
  return {
    'detail-type': text,
    source: text,
    account: text,
    region: text,
    time: text,
    resources: [text],
    [text]: text,
    detail: {
      jobId,
      jobArn: text,
      jobName: text,
      jobQueue: text,
      jobDefinition: text,
      status: text,
      statusReason: text,
      shareIdentifier: text,
      platformCapabilities: [text],
      attempts: [{ statusReason: text, container, taskProperties: [{ containers: [container] }] }],
      retryStrategy: {
        attempts: 3,
        evaluateOnExit: [{ onReason: text, onStatusReason: text, onExitCode: text, action: text }],
      },
      timeout: { attemptDurationSeconds: text },
      dependsOn: [{ jobId: text, type: text }],
      parameters: ownKeys([[text, text]]),
      tags: ownKeys([[text, text]]),
      container,
    },
  };
}

/** An object with these keys as its own, `__proto__` among them. */
const ownKeys = (entries: readonly (readonly [string, string])[]): Item =>
  Object.fromEntries(entries);
