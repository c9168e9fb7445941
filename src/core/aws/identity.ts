/** The identity that makes the requests; source: GetCallerIdentity in the STS API reference. */
export interface Identity {
  /** Twelve digits. */
  readonly account: string;
  readonly arn: string;
}
