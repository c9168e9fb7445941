import { numberIn, objectIn, objectsIn, textIn, type JsonObject } from '../base/json';

/** What a container requests; undefined where it does not say. */
export type Resources = Readonly<Record<'vcpus' | 'memoryMiB' | 'gpus', number | undefined>>;

/** Source: ResourceRequirement and EksContainerResourceRequirements in the AWS Batch API reference. */
export function resourcesOfContainer(container: JsonObject): Resources {
  const required = objectsIn(container['resourceRequirements']);
  const amount = (type: string): number | undefined =>
    amountIn(required.find(requirement => requirement['type'] === type)?.['value']);
  const { limits, requests } = objectIn(container['resources']);
  const pod = { ...objectIn(requests), ...objectIn(limits) };
  const gpu = Object.keys(pod).find(name => name.endsWith('/gpu'));
  return {
    vcpus: amount('VCPU') ?? positive(numberIn(container['vcpus'])) ?? cpusIn(pod['cpu']),
    memoryMiB:
      amount('MEMORY') ?? positive(numberIn(container['memory'])) ?? mebibytesIn(pod['memory']),
    gpus: amount('GPU') ?? (gpu === undefined ? undefined : amountIn(pod[gpu])),
  };
}

const amountIn = (value: unknown): number | undefined =>
  positive(typeof value === 'string' && value.trim() !== '' ? Number(value) : numberIn(value));

/** Batch fills in 0 where the amount is given elsewhere. */
const positive = (amount: number | undefined): number | undefined =>
  amount !== undefined && Number.isFinite(amount) && amount > 0 ? amount : undefined;

/** Kubernetes counts in thousandths as well: `250m`. */
function cpusIn(value: unknown): number | undefined {
  const text = typeof value === 'string' ? value : '';
  const thousandths = text.endsWith('m') ? amountIn(text.slice(0, -1)) : undefined;
  return thousandths === undefined ? amountIn(value) : thousandths / 1_000;
}

const mebibytes = { Ki: 1 / 1_024, Mi: 1, Gi: 1_024, Ti: 1_024 * 1_024 } as const;

/** A Kubernetes amount of memory such as `2048Mi`; AWS Batch accepts whole mebibytes only. */
function mebibytesIn(value: unknown): number | undefined {
  const [, digits, unit] = /^(\d+)(Ki|Mi|Gi|Ti)$/.exec(textIn(value) ?? '') ?? [];
  return positive(Number(digits) * mebibytes[(unit ?? 'Mi') as keyof typeof mebibytes]);
}
