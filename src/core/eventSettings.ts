import { isObject, numberIn, objectIn, objectsIn, textIn, textsIn, type JsonObject } from './json';
import { listed, type Listed } from './listed';
import { compareStatuses } from './status';
import { formatDuration } from './time';

/** How the job as a whole is set up, in words where it is more than a number. */
export interface EventSettings {
  readonly jobArn: string | undefined;
  /** How many attempts the job may have, at least one if it is told. */
  readonly mostAttempts: number | undefined;
  /** One line a rule: `RETRY on status reason "Host EC2*"`. */
  readonly retryRules: string | undefined;
  readonly timeout: string | undefined;
  readonly dependsOn: Listed<Dependency>;
  /** Children of an array job by status. */
  readonly children: string | undefined;
  /** Nodes of a multi-node job, and which of them this is. */
  readonly nodes: string | undefined;
  readonly platform: string | undefined;
  readonly priority: number | undefined;
  readonly shareIdentifier: string | undefined;
}

export interface Dependency {
  readonly jobId: string;
  /** `N_TO_N` or `SEQUENTIAL` among array jobs. */
  readonly type: string | undefined;
}

const mostDependencies = 100;
const mostRules = 20;

export function settingsOf(detail: JsonObject): EventSettings {
  const retry = objectIn(detail['retryStrategy']);
  return {
    jobArn: textIn(detail['jobArn']),
    mostAttempts: numberIn(retry['attempts']),
    retryRules: retryRules(retry),
    timeout: timeoutOf(detail),
    dependsOn: listed(objectsIn(detail['dependsOn']).flatMap(dependency), mostDependencies),
    children: childrenOf(detail),
    nodes: nodesOf(detail),
    platform: textsIn(detail['platformCapabilities']).join(', ') || undefined,
    priority: numberIn(detail['schedulingPriority']),
    shareIdentifier: textIn(detail['shareIdentifier']),
  };
}

function retryRules({ evaluateOnExit }: JsonObject): string | undefined {
  const { shown, more } = listed(objectsIn(evaluateOnExit), mostRules);
  const lines = shown.map(rule => {
    const conditions = [
      ['exit code', rule['onExitCode']],
      ['reason', rule['onReason']],
      ['status reason', rule['onStatusReason']],
    ].flatMap(([name, value]) => {
      const pattern = textIn(value);
      return pattern === undefined ? [] : [`${String(name)} "${pattern}"`];
    });
    return `${(textIn(rule['action']) ?? '?').toUpperCase()} on ${conditions.join(' and ') || 'anything'}`;
  });
  const text = [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
  return text === '' ? undefined : text;
}

function timeoutOf({ timeout }: JsonObject): string | undefined {
  const seconds = numberIn(objectIn(timeout)['attemptDurationSeconds']);
  return seconds === undefined ? undefined : `${formatDuration(seconds * 1000)} for each attempt`;
}

function dependency(value: JsonObject): Dependency[] {
  const jobId = textIn(value['jobId']);
  const type = textIn(value['type']);
  return jobId === undefined && type === undefined ? [] : [{ jobId: jobId ?? '', type }];
}

function childrenOf({ arrayProperties }: JsonObject): string | undefined {
  const { statusSummary } = objectIn(arrayProperties);
  const counts = isObject(statusSummary)
    ? Object.keys(statusSummary)
        .sort(compareStatuses)
        .slice(0, mostRules)
        .flatMap(status => {
          const count = numberIn(statusSummary[status]);
          return count === undefined || count === 0 ? [] : [`${status} ${count}`];
        })
    : [];
  return counts.join(', ') || undefined;
}

function nodesOf({ nodeProperties, nodeDetails }: JsonObject): string | undefined {
  const { numNodes, mainNode } = objectIn(nodeProperties);
  const { nodeIndex, isMainNode } = objectIn(nodeDetails);
  const count = numberIn(numNodes);
  const [main, index] = [numberIn(mainNode), numberIn(nodeIndex)];
  const parts = [
    count === undefined || count === 0 ? '' : `${count} nodes`,
    main === undefined || !count ? '' : `main node ${main}`,
    index === undefined ? '' : `this is node ${index}`,
    isMainNode === true ? 'the main node' : '',
  ].filter(part => part !== '');
  return parts.join(', ') || undefined;
}
