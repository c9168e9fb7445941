import { t } from '@vscode/l10n';
import type { ComputeEnvironment } from '../../core/queues/computeEnvironment';
import { maxVcpusOf, type QueueView } from '../../core/queues/queueView';
import { formatCount } from '../../core/text/formatCount';
import { singleLine } from '../../core/text/singleLine';

/** Names of products, the same in every language. */
const typeNames: ReadonlyMap<string, string> = new Map([
  ['EC2', 'EC2'],
  ['SPOT', 'EC2 Spot'],
  ['FARGATE', 'Fargate'],
  ['FARGATE_SPOT', 'Fargate Spot'],
  ['ECS_MANAGED_INSTANCES', 'ECS Managed Instances'],
]);

export function environmentType({ type, resourceType, isOnEks }: ComputeEnvironment): string {
  if (type === 'UNMANAGED') {
    return t('unmanaged');
  }
  const name = typeNames.get(resourceType) ?? resourceType;
  return isOnEks ? `EKS, ${name}` : name;
}

/** `48 of 256 vCPUs`. */
export function capacityText({ desiredVcpus, maxVcpus }: ComputeEnvironment): string {
  if (maxVcpus === undefined) {
    return '';
  }
  const max = formatCount(maxVcpus);
  return desiredVcpus === undefined
    ? t('up to {0} vCPUs', max)
    : t('{0} of {1} vCPUs', formatCount(desiredVcpus), max);
}

/** Lines of a tooltip, in plain text because names are untrusted. */
export function queueFacts(view: QueueView): string[] {
  const { name, state, status, type, priority, hasPolicy } = view.queue;
  const max = maxVcpusOf(view);
  return lines([
    [t('Queue'), name],
    [t('State'), state],
    [t('Status'), status],
    [t('Type'), type],
    [t('Priority'), priority === undefined ? '' : String(priority)],
    [t('Order of jobs'), hasPolicy ? t('by scheduling policy') : t('first in, first out')],
    [t('Maximum vCPUs'), max === undefined ? '' : formatCount(max)],
  ]);
}

export function environmentFacts(environment: ComputeEnvironment, order: number): string[] {
  const { name, state, status, instanceTypes, allocationStrategy, minVcpus } = environment;
  return lines([
    [t('Compute environment'), name],
    [t('State'), state],
    [t('Status'), status],
    [t('Type'), environmentType(environment)],
    [t('Order'), formatCount(order)],
    [t('Desired capacity'), capacityText(environment)],
    [t('Minimum vCPUs'), minVcpus === undefined ? '' : formatCount(minVcpus)],
    [t('Instance types'), instanceTypes.join(', ')],
    [t('Allocation strategy'), allocationStrategy],
  ]);
}

const lines = (facts: readonly (readonly [label: string, value: string])[]): string[] =>
  facts.flatMap(([label, value]) => (value === '' ? [] : `${label}: ${singleLine(value)}`));
