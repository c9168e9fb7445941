import { isObject, numberIn, objectIn, objectsIn, textIn, type JsonObject } from '../../base/json';
import { definitionOfRevision } from '../../job/arn';
import { checkChanges } from './checkChanges';
import { groupOverrides } from './containerGroups';
import { nodeOverrides } from './nodeOverrides';
import { changedConsumables, isSame, present, textMapOf } from './overrides';
import type { RetryChanges } from './retryChanges';
import { retryDependencies } from './retryDependencies';
import { retryNotes } from './retryNotes';
import { retryRefusal } from './retryRefusal';
import type { RetrySource } from './retrySource';
import type { RetryStrategy, SubmitRequest } from './submitRequest';

export type RetryRequest =
  | {
      readonly ok: true;
      readonly request: SubmitRequest;
      /** What differs from the job, for the user. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

/**
 * The request that submits a finished job again. It repeats what was requested beyond the job's definition, so that a
 * newer revision keeps its own image, command, and defaults. Without a description of the definition, it repeats all.
 */
export function retryRequest(source: RetrySource, changes: RetryChanges = {}): RetryRequest {
  const [problem] = checkChanges(changes, source);
  if (problem) {
    return { ok: false, reason: problem.message };
  }
  const request = requestOf(source, changes);
  const reason = retryRefusal(source, request);
  return reason === undefined
    ? { ok: true, request, notes: retryNotes(source, request) }
    : { ok: false, reason };
}

function requestOf(source: RetrySource, changes: RetryChanges): SubmitRequest {
  const { job } = source;
  const definition = isObject(source.definition) ? source.definition : {};
  const jobDefinition = textIn(job['jobDefinition']) ?? '';
  const { dependsOn } = retryDependencies(source);
  const size = numberIn(objectIn(job['arrayProperties'])['size']);
  const required = {
    jobName: textIn(job['jobName']) ?? '',
    jobQueue: changes.jobQueue ?? textIn(job['jobQueue']) ?? '',
    jobDefinition:
      changes.definitionRevision === undefined
        ? jobDefinition
        : definitionOfRevision(jobDefinition, changes.definitionRevision),
  };
  return {
    ...required,
    ...present<Omit<SubmitRequest, keyof typeof required>>({
      parameters: changedMap(job['parameters'], definition['parameters']),
      ...containerOverridesOf(job, definition, changes),
      arrayProperties: size === undefined || size === 0 ? undefined : { size },
      dependsOn: dependsOn.length === 0 ? undefined : dependsOn,
      retryStrategy: retryStrategyOf(source, changes),
      timeout: timeoutOf(job, definition, changes),
      ...shareOf(source),
      propagateTags: propagateTagsOf(source),
      tags: tagsOf(job),
      consumableResourcePropertiesOverride: changedConsumables(
        job['consumableResourceProperties'],
        definition['consumableResourceProperties'],
      ),
    }),
  };
}

function changedMap(value: unknown, definition: unknown): SubmitRequest['parameters'] {
  const defined = textMapOf(definition);
  const changed = Object.entries(textMapOf(value)).filter(([key, text]) => defined[key] !== text);
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

function containerOverridesOf(
  job: JsonObject,
  definition: JsonObject,
  changes: RetryChanges,
): Partial<SubmitRequest> {
  const parameters = { ...textMapOf(definition['parameters']), ...textMapOf(job['parameters']) };
  const nodes = objectIn(job['nodeProperties']);
  if (objectsIn(nodes['nodeRangeProperties']).length === 0) {
    const group = { ...definition, container: definition['containerProperties'] };
    return groupOverrides(job, group, parameters, changes);
  }
  const { nodeProperties } = definition;
  const defined = isObject(nodeProperties) ? nodeProperties : undefined;
  const override = nodeOverrides(nodes, defined, parameters, changes);
  return override ? { nodeOverrides: override } : {};
}

function retryStrategyOf(
  { job, definition }: RetrySource,
  { attempts }: RetryChanges,
): RetryStrategy | undefined {
  const own = strategyOf(job['retryStrategy']);
  if (attempts !== undefined) {
    return { ...own, attempts };
  }
  const isDefault =
    !isObject(job['retryStrategy']) ||
    (isObject(definition) && isSame(own, strategyOf(definition['retryStrategy'])));
  return isDefault ? undefined : own;
}

/** Descriptions have actions in lower case; a job without a strategy has one attempt. */
function strategyOf(value: unknown): RetryStrategy {
  const { attempts, evaluateOnExit } = objectIn(value);
  const rules = objectsIn(evaluateOnExit).map(rule => {
    const conditions = textMapOf(rule);
    return { ...conditions, action: (conditions['action'] ?? '').toUpperCase() };
  });
  return {
    attempts: numberIn(attempts) ?? 1,
    ...(rules.length > 0 && { evaluateOnExit: rules }),
  };
}

function timeoutOf(
  job: JsonObject,
  definition: JsonObject,
  { timeoutSeconds }: RetryChanges,
): SubmitRequest['timeout'] {
  const secondsOf = ({ timeout }: JsonObject): number | undefined =>
    numberIn(objectIn(timeout)['attemptDurationSeconds']);
  const own = secondsOf(job) === secondsOf(definition) ? undefined : secondsOf(job);
  const seconds = timeoutSeconds ?? own;
  return seconds === undefined ? undefined : { attemptDurationSeconds: seconds };
}

/** AWS Batch refuses a share identifier for a queue without a scheduling policy (SubmitJob). */
function shareOf({
  job,
  definition,
  queue,
}: RetrySource): Pick<SubmitRequest, 'shareIdentifier' | 'schedulingPriorityOverride'> {
  const shareIdentifier = textIn(job['shareIdentifier']);
  const hasNoPolicy = isObject(queue) && textIn(queue['schedulingPolicyArn']) === undefined;
  if (shareIdentifier === undefined || hasNoPolicy) {
    return {};
  }
  const priority = numberIn(job['schedulingPriority']);
  return priority === undefined || priority === objectIn(definition)['schedulingPriority']
    ? { shareIdentifier }
    : { shareIdentifier, schedulingPriorityOverride: priority };
}

function propagateTagsOf({ job, definition }: RetrySource): boolean | undefined {
  const own = job['propagateTags'];
  const defined = isObject(definition) ? (definition['propagateTags'] ?? false) : undefined;
  return typeof own === 'boolean' && own !== defined ? own : undefined;
}

/** Without those of AWS itself, which a request must not contain. */
function tagsOf({ tags }: JsonObject): SubmitRequest['tags'] {
  const own = Object.entries(textMapOf(tags)).filter(
    ([key]) => key !== 'resourceArn' && !key.startsWith('aws:'),
  );
  return own.length === 0 ? undefined : Object.fromEntries(own);
}
