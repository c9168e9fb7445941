import { isObject, numberIn, objectIn, textIn, type JsonObject } from '../base/json';
import { lastOutcome, type Outcome } from './attemptOutcome';
import { resourcesOfContainer, type Resources } from './containerResources';
import { initContainersOf, isOnEks, mainContainersOf, ownContainersOf } from './containers';
import type { JobFacts } from './facts';

const maxTags = 20;
/** AWS's own limits of a tag are 128 and 256 characters; a status is far shorter. */
const maxKeyLength = 128;

/**
 * The facts in the `detail` of an event, which is like JobDetail in the AWS Batch API reference. Absent
 * where it has none. `blocked` is not among them: the state change does not know it. `outcome` is that of `detail`.
 */
export function factsOf(
  detail: JsonObject,
  region: string,
  outcome: Outcome = lastOutcome(detail),
): JobFacts | undefined {
  const facts: JobFacts = Object.fromEntries(
    Object.entries({
      ...resourcesOf(detail),
      platform: platformOf(detail),
      timeoutSeconds: numberIn(objectIn(detail['timeout'])['attemptDurationSeconds']),
      maxAttempts: numberIn(objectIn(detail['retryStrategy'])['attempts']),
      share: textIn(detail['shareIdentifier']),
      ...logOf(outcome, region),
      tags: tagsOf(objectIn(detail['tags'])),
      children: childrenOf(objectIn(objectIn(detail['arrayProperties'])['statusSummary'])),
    }).filter(([, value]) => value !== undefined),
  );
  return Object.keys(facts).length > 0 ? facts : undefined;
}

/**
 * What one instance must offer: the containers of a task or pod share one, nodes do not. Init containers of a pod run
 * one after the other before the others start, so the largest counts if it asks for more than the others together
 * (Kubernetes documentation, "Init Containers", "Resource sharing within containers").
 */
function resourcesOf(detail: JsonObject): Resources {
  const inits = new Set(initContainersOf(detail));
  const all = containersOfOneNode(detail);
  const first = all.filter(container => inits.has(container)).map(resourcesOfContainer);
  const others = all.filter(container => !inits.has(container)).map(resourcesOfContainer);
  const needed = (name: keyof Resources): number | undefined => {
    const amountsOf = (all: readonly Resources[]) => all.map(resources => resources[name] ?? 0);
    const together = amountsOf(others).reduce((total, amount) => total + amount, 0);
    const amount = amountsOf(first).reduce((larger, one) => Math.max(larger, one), together);
    return amount > 0 ? amount : undefined;
  };
  return { vcpus: needed('vcpus'), memoryMiB: needed('memoryMiB'), gpus: needed('gpus') };
}

/** What runs on one node: the job's own containers, or those of its main node's range. */
function containersOfOneNode(detail: JsonObject): readonly JsonObject[] {
  const own = ownContainersOf(detail);
  return own.length > 0 ? own : mainContainersOf(detail);
}

function platformOf(detail: JsonObject): string | undefined {
  const { eksProperties, platformCapabilities } = detail;
  if (isObject(eksProperties) || isOnEks(detail)) {
    return 'EKS';
  }
  return Array.isArray(platformCapabilities) ? textIn(platformCapabilities[0]) : undefined;
}

/** Only where CloudWatch Logs in the job's region is not the place to look. */
function logOf(
  { logRegion, logDriver }: Outcome,
  region: string,
): Readonly<Record<'logRegion' | 'logDriver', string | undefined>> {
  return { logRegion: logRegion === region ? undefined : logRegion, logDriver };
}

/** Without `resourceArn`, which Batch adds to the tags of an event. */
function tagsOf(tags: JsonObject): Readonly<Record<string, string>> | undefined {
  return mapOf(tags, (key, value) =>
    key !== 'resourceArn' && typeof value === 'string' ? value : undefined,
  );
}

function childrenOf(summary: JsonObject): Readonly<Record<string, number>> | undefined {
  return mapOf(summary, (_, value) => numberIn(value));
}

function mapOf<T>(
  object: JsonObject,
  read: (key: string, value: unknown) => T | undefined,
): Readonly<Record<string, T>> | undefined {
  const entries = Object.entries(object)
    .filter(([key]) => key !== '' && key.length <= maxKeyLength)
    .flatMap(([key, value]): [string, T][] => {
      const part = read(key, value);
      return part === undefined ? [] : [[key, part]];
    })
    .slice(0, maxTags);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
