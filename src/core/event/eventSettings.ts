import { t } from '@vscode/l10n';
import {
  isObject,
  numberIn,
  objectIn,
  objectsIn,
  textIn,
  textsIn,
  type JsonObject,
} from '../base/json';
import { listed, type Listed } from '../base/truncated';
import { formatCount } from '../text/formatCount';
import { compareStatuses } from '../job/status';
import { perLanguage, plural } from '../text/localization';
import { formatDuration } from '../text/time';

/** How the job as a whole is set up, in words where it is more than a number. */
export interface EventSettings {
  readonly jobArn: string | undefined;
  /** How many attempts the job may have, at least one if it is told. */
  readonly maxAttempts: number | undefined;
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

const maxDependencies = 100;
const maxRules = 20;

/** `a, b and c`. */
const allOf = perLanguage(language => new Intl.ListFormat(language));

export function settingsOf(detail: JsonObject): EventSettings {
  const retry = objectIn(detail['retryStrategy']);
  return {
    jobArn: textIn(detail['jobArn']),
    maxAttempts: numberIn(retry['attempts']),
    retryRules: retryRules(retry),
    timeout: timeoutOf(detail),
    dependsOn: listed(objectsIn(detail['dependsOn']).flatMap(dependency), maxDependencies),
    children: childrenOf(detail),
    nodes: nodesOf(detail),
    platform: textsIn(detail['platformCapabilities']).join(', ') || undefined,
    priority: numberIn(detail['schedulingPriority']),
    shareIdentifier: textIn(detail['shareIdentifier']),
  };
}

function retryRules({ evaluateOnExit }: JsonObject): string | undefined {
  const { shown, more } = listed(objectsIn(evaluateOnExit), maxRules);
  const lines = shown.map(rule => {
    const [exitCode, reason, statusReason] = ['onExitCode', 'onReason', 'onStatusReason'].map(
      name => textIn(rule[name]),
    );
    const conditions = [
      exitCode === undefined ? '' : t('exit code "{0}"', exitCode),
      reason === undefined ? '' : t('reason "{0}"', reason),
      statusReason === undefined ? '' : t('status reason "{0}"', statusReason),
    ].filter(condition => condition !== '');
    const action = (textIn(rule['action']) ?? '?').toUpperCase();
    return conditions.length === 0
      ? t('{0} in all cases', action)
      : t('{0} on {1}', action, allOf().format(conditions));
  });
  const text = [...lines, ...(more > 0 ? [t('and {0} more', formatCount(more))] : [])].join('\n');
  return text === '' ? undefined : text;
}

function timeoutOf({ timeout }: JsonObject): string | undefined {
  const seconds = numberIn(objectIn(timeout)['attemptDurationSeconds']);
  return seconds === undefined ? undefined : t('{0} per attempt', formatDuration(seconds * 1000));
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
        .slice(0, maxRules)
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
    count === undefined || count === 0 ? '' : nodeCount(count),
    main === undefined || !count ? '' : t('main node {0}', main),
    index === undefined ? '' : t('this is node {0}', index),
    isMainNode === true ? t('the main node') : '',
  ].filter(part => part !== '');
  return parts.join(', ') || undefined;
}

function nodeCount(count: number): string {
  const figure = formatCount(count);
  return plural(count, t('{0} node', figure), t('{0} nodes', figure));
}
