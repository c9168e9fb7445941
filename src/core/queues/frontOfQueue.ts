/** The front of a queue as GetJobQueueSnapshot returns it. */
export interface FrontOfQueueDetail {
  readonly jobs?:
    | readonly {
        readonly jobArn?: string | undefined;
        readonly earliestTimeAtPosition?: number | undefined;
      }[]
    | undefined;
}

export interface FrontJob {
  readonly jobId: string;
  /** When it reached its position, in milliseconds since the epoch. */
  readonly since: number | undefined;
}

/** The runnable jobs that AWS Batch starts next, in this order. */
export type FrontOfQueue = readonly FrontJob[];

/** AWS Batch returns at most this many jobs. */
export const maxFrontJobs = 100;

export const frontOfQueueOf = ({ jobs = [] }: FrontOfQueueDetail): FrontOfQueue =>
  jobs.flatMap(({ jobArn = '', earliestTimeAtPosition = 0 }) => {
    const jobId = jobIdOfArn(jobArn);
    const since = earliestTimeAtPosition > 0 ? earliestTimeAtPosition : undefined;
    return jobId === undefined ? [] : [{ jobId, since }];
  });

const jobIdOfArn = (arn: string): string | undefined => /^arn:[^/]*:job\/(.+)$/s.exec(arn)?.[1];
