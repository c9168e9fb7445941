import { partitionOfRegion } from './jobLocation';

/** The calls that reading makes, all of them, for a policy that is complete at once. */
export const readingActions = [
  'dynamodb:DescribeTable',
  'dynamodb:Scan',
  'dynamodb:Query',
  'dynamodb:GetItem',
] as const;

/** The statement that allows an action on a resource, to be added to an identity's policy. */
export function policyStatement(actions: readonly string[], resources: readonly string[]): string {
  const statement = { Effect: 'Allow', Action: actions, Resource: resources };
  return JSON.stringify(statement, undefined, 2);
}

/** The ARNs of a table and its indexes; `*` for an account that is not known. */
export function tableResources(
  tableName: string,
  region: string,
  account: string | undefined,
): string[] {
  const table = tableName.startsWith('arn:')
    ? tableName
    : `arn:${partitionOfRegion(region)}:dynamodb:${region}:${account ?? '*'}:table/${tableName}`;
  return [table, `${table}/index/*`];
}
