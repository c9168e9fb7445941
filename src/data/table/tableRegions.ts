import { DescribeTableCommand, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { createClient, type Timeouts } from '../credentials/clients';
import type { Target } from '../config/endpoint';

/** Skips a region that does not respond quickly, since the user is waiting. */
const shortTimeouts: Timeouts = {
  maxAttempts: 1,
  connectionTimeout: 3_000,
  requestTimeout: 5_000,
  socketTimeout: 5_000,
};

const maxRegions = 12;

export interface RegionsLookedIn {
  /** Regions that responded; others are unreachable or deny the call. */
  readonly lookedIn: readonly string[];
  /** Regions that have a table with this name. */
  readonly found: readonly string[];
}

/** Looks for a table in the user's other regions, in parallel. */
export async function lookInOtherRegions(
  target: Target,
  regions: readonly string[],
  signal: AbortSignal,
): Promise<RegionsLookedIn> {
  // An ARN contains its region.
  const others = target.tableName.startsWith('arn:')
    ? []
    : [...new Set(regions)].filter(region => region !== target.region).slice(0, maxRegions);
  const has = await Promise.all(others.map(region => hasTable({ ...target, region }, signal)));
  return {
    lookedIn: others.filter((_, index) => has[index] !== undefined),
    found: others.filter((_, index) => has[index]),
  };
}

async function hasTable(target: Target, signal: AbortSignal): Promise<boolean | undefined> {
  const client = createClient(target, shortTimeouts);
  try {
    const request = new DescribeTableCommand({ TableName: target.tableName });
    await client.send(request, { abortSignal: signal });
    return true;
  } catch (error) {
    return error instanceof ResourceNotFoundException ? false : undefined;
  } finally {
    client.destroy();
  }
}
