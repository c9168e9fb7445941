/** Where the jobs are read from. */
export interface Connection {
  /** What the user calls it, where it has a name. */
  readonly name?: string | undefined;
  readonly tableName: string;
  readonly region: string;
  /** Profile of the AWS config files; absent: the default credential chain. */
  readonly profile: string | undefined;
  /** A DynamoDB-compatible endpoint in place of AWS's own. */
  readonly endpoint: string | undefined;
  /** Made-up jobs in memory: nothing is asked of AWS. The other parts are names to show. */
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
