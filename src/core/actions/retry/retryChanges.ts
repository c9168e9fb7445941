/** What the user changes in a retry; absent values stay as they were. */
export interface RetryChanges {
  readonly vcpus?: number;
  readonly memoryMiB?: number;
  readonly gpus?: number;
  readonly timeoutSeconds?: number;
  readonly attempts?: number;
  /** Name or ARN. */
  readonly jobQueue?: string;
  readonly definitionRevision?: number;
  /** Variables to set, in addition to the job's own. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface RetryProblem {
  readonly field: keyof RetryChanges;
  /** For the user. */
  readonly message: string;
}
