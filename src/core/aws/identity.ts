/** Who requests are made as; source: GetCallerIdentity in the STS API reference. */
export interface Identity {
  /** Twelve digits. */
  readonly account: string;
  readonly arn: string;
}
