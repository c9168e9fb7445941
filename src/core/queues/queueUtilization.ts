/** The capacity in use by a queue as GetJobQueueSnapshot returns it. */
export interface QueueUtilizationDetail {
  readonly totalCapacityUsage?: readonly CapacityUsageDetail[] | undefined;
  readonly fairshareUtilization?:
    | {
        readonly activeShareCount?: number | undefined;
        readonly topCapacityUtilization?:
          readonly (ShareDetail & { readonly shareIdentifier?: string | undefined })[] | undefined;
      }
    | undefined;
  readonly quotaShareUtilization?:
    | {
        readonly topCapacityUtilization?:
          readonly (ShareDetail & { readonly quotaShareName?: string | undefined })[] | undefined;
      }
    | undefined;
  readonly lastUpdatedAt?: number | undefined;
}

interface CapacityUsageDetail {
  readonly capacityUnit?: string | undefined;
  readonly quantity?: number | undefined;
}

interface ShareDetail {
  readonly capacityUsage?: readonly CapacityUsageDetail[] | undefined;
}

export interface CapacityUsage {
  /** `VCPU`, `cpu` on Amazon EKS, or an instance type. */
  readonly unit: string;
  readonly quantity: number;
}

export interface ShareUsage {
  readonly name: string;
  readonly usage: readonly CapacityUsage[];
}

export interface QueueUtilization {
  readonly total: readonly CapacityUsage[];
  /** The shares that use most, in the order of AWS Batch. */
  readonly shares: readonly ShareUsage[];
  /** The number of active shares that AWS Batch leaves out. */
  readonly moreShares: number;
  /** In milliseconds since the epoch. */
  readonly updatedAt: number | undefined;
}

export function queueUtilizationOf(detail: QueueUtilizationDetail): QueueUtilization {
  const { fairshareUtilization: fair, quotaShareUtilization: quota, lastUpdatedAt = 0 } = detail;
  const shares = [
    ...(fair?.topCapacityUtilization ?? []).map(share => shareOf(share.shareIdentifier, share)),
    ...(quota?.topCapacityUtilization ?? []).map(share => shareOf(share.quotaShareName, share)),
  ];
  return {
    total: usageOf(detail.totalCapacityUsage),
    shares,
    moreShares: Math.max(0, (fair?.activeShareCount ?? 0) - shares.length),
    updatedAt: lastUpdatedAt > 0 ? lastUpdatedAt : undefined,
  };
}

const shareOf = (name = '', { capacityUsage }: ShareDetail): ShareUsage => ({
  name,
  usage: usageOf(capacityUsage),
});

const usageOf = (usage: readonly CapacityUsageDetail[] = []): CapacityUsage[] =>
  usage.map(({ capacityUnit: unit = '', quantity = 0 }) => ({ unit, quantity }));

/** The part of the capacity in use that a share uses; undefined if its units differ or nothing is in use. */
export function fractionOf(share: ShareUsage, total: readonly CapacityUsage[]): number | undefined {
  const [used, ...others] = share.usage;
  const whole = total.find(({ unit }) => unit === used?.unit)?.quantity ?? 0;
  return used && others.length === 0 && whole > 0 ? used.quantity / whole : undefined;
}
