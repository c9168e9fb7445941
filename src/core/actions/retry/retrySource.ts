import type { JsonObject } from '../../base/json';

/** As AWS Batch describes it; `missing` if it does not exist, `denied` if AWS denies the description. */
export type Described = JsonObject | 'missing' | 'denied';

/** What a retry is rebuilt from. */
export interface RetrySource {
  /** As DescribeJobs returns it, or the `detail` of the job's event, which has the same form. */
  readonly job: JsonObject;
  /** Whether AWS Batch has deleted the job, so that `job` is from its event. */
  readonly isStored: boolean;
  /** The job's definition, with its revision. */
  readonly definition: Described;
  /** The definition of the retry, if the user selected another revision. */
  readonly newDefinition?: Described;
  /** The queue of the retry. */
  readonly queue: Described;
  /** The statuses of the jobs that the job depended on, without those that AWS Batch has deleted. */
  readonly dependencies: ReadonlyMap<string, string>;
}
