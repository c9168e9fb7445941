/** Where the jobs are read from. */
export interface Connection {
  /** The user's name for it, if any. */
  readonly name?: string | undefined;
  readonly tableName: string;
  readonly region: string;
  /** A profile of the AWS config files; absent: the default credential chain. */
  readonly profile: string | undefined;
  /** A DynamoDB-compatible endpoint instead of AWS's own. */
  readonly endpoint: string | undefined;
  /** Generated jobs in memory, without any AWS requests. The other properties are only displayed. */
  readonly isSample?: true;
}

export function isSameConnection(a: Connection, b: Connection): boolean {
  return (
    a.name === b.name &&
    a.tableName === b.tableName &&
    a.region === b.region &&
    a.profile === b.profile &&
    a.endpoint === b.endpoint &&
    a.isSample === b.isSample
  );
}
