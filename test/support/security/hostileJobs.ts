import type { Injection } from './injections';

type Item = Readonly<Record<string, unknown>>;

/** Unique, and within the limit of 2,048 bytes for a key. */
const hostileId = (index: number, text: string): string =>
  `hostile-${index} ${text.slice(0, 400)}`.replace(/\p{Surrogate}/gu, '\ufffd');

/** What each variable's value ends in, after the payload: shown nowhere unless somebody asks for it. */
export const plantedEnd = 'planted-end-4Qz7';

/** The maximum length of each text in an item's event. */
export const maxInEventLength = 1_500;

/** DynamoDB stores UTF-8, which has no unpaired surrogates. */
const stored = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/**
 * An item as an attacker with write access would store it: the payload in every attribute, including numbers
 * and the full event. Every second item has a valid status, so that it counts, is notified and can be acted
 * on.
 */
export function hostileItem({ text: raw }: Injection, index: number): Item {
  // The item size limit is 400 KB.
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
    // Invalid numbers are ignored and logged.
    ...(index % 5 === 0 ? { attempts: text, exitCode: text, arraySize: text } : { exitCode: 137 }),
    fullEvent: JSON.stringify(hostileEvent(raw.slice(0, maxInEventLength), hostileId(index, raw))),
  };
}

/** An event with the payload in every text and as a key of every map. */
export function hostileEvent(text: string, jobId: string): Item {
  const container = {
    name: text,
    image: text,
    command: [text, text],
    jobRoleArn: text,
    executionRoleArn: text,
    environment: [{ name: text, value: `secret ${text}${plantedEnd}` }],
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

/** An object with these own keys, including `__proto__`. */
const ownKeys = (entries: readonly (readonly [string, string])[]): Item =>
  Object.fromEntries(entries);
