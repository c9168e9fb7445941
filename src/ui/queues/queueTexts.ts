import { t } from '@vscode/l10n';
import type { ComputeEnvironment } from '../../core/queues/computeEnvironment';
import type { CapacityUsage } from '../../core/queues/queueUtilization';
import { maxVcpusOf, type QueueView } from '../../core/queues/queueView';
import { escapeText } from '../../core/text/escapeText';
import { formatCount } from '../../core/text/formatCount';
import { perLanguage } from '../../core/text/localization';
import { singleLine } from '../../core/text/singleLine';

/** Names of AWS Batch have at most 128 characters. */
const maxTextLength = 200;

/** A name as plain text, because names are untrusted. */
export const plain = (text: string): string => escapeText(text, maxTextLength);

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

/** AWS Batch counts in parts of a vCPU. */
export const quantityText = (quantity: number): string =>
  formatCount(Math.round(quantity * 10) / 10);

/** `120 vCPUs`, or `3 ml.g5.xlarge` for jobs on SageMaker. */
export function usageText({ unit, quantity }: CapacityUsage): string {
  const figure = quantityText(quantity);
  return isVcpu(unit) ? t('{0} vCPUs', figure) : `${figure} ${unit}`;
}

const percent = perLanguage(language => new Intl.NumberFormat(language, { style: 'percent' }));

export const percentText = (fraction: number): string => percent().format(fraction);

export const unitName = ({ unit }: CapacityUsage): string => (isVcpu(unit) ? t('vCPUs') : unit);

/** What AWS Batch calls a vCPU on Amazon EC2 and on Amazon EKS. */
const isVcpu = (unit: string): boolean => /^v?cpu$/i.test(unit);

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
