import type { Job } from '../../../../src/core/job/job';

/** The full event of a made-up job, as its Lambda function would have stored it. */
export function madeUpEvent(job: Job): string {
  return JSON.stringify({
    version: '0',
    'detail-type': 'Batch Job State Change',
    source: 'aws.batch',
    account: job.account,
    time: job.timestamp,
    region: job.region,
    detail: {
      jobArn: `arn:aws:batch:eu-west-1:123456789012:job/${job.jobId}`,
      jobId: job.jobId,
      jobName: job.jobName,
      jobQueue: job.jobQueue,
      status: job.status,
      statusReason: job.statusReason,
      createdAt: job.createdAt,
      startedAt: job.startedAt,
      stoppedAt: job.stoppedAt,
      jobDefinition: job.jobDefinition,
      attempts: attemptsOf(job),
      retryStrategy: {
        attempts: 3,
        evaluateOnExit: [
          { onStatusReason: 'Host EC2*', action: 'RETRY' },
          { onReason: '*', action: 'EXIT' },
        ],
      },
      timeout: { attemptDurationSeconds: 5400 },
      dependsOn: [],
      parameters: { input: `s3://media-pre/${job.mediaId ?? 'none'}/source.mxf`, quality: 'high' },
      tags: { team: 'media', stage: 'pre', resourceArn: `arn:aws:batch:job/${job.jobId}` },
      container: {
        image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/ingest:2.14.1',
        command: ['python', '-m', 'ingest', '--title', "It's a title", '--retries', '3'],
        jobRoleArn: 'arn:aws:iam::123456789012:role/ingest-pre',
        environment: [
          { name: 'STAGE', value: 'pre' },
          { name: 'API_TOKEN', value: 's3cret' },
        ],
        resourceRequirements: [
          { type: 'VCPU', value: '4' },
          { type: 'MEMORY', value: '16384' },
        ],
        logStreamName: 'ingest/default/0a1b2c3d',
      },
      platformCapabilities: ['EC2'],
    },
  });
}

/** A job that failed did so twice: its host was lost, then its memory was not enough. */
function attemptsOf({ status, startedAt = 0, stoppedAt = 0, exitCode }: Job): unknown[] {
  const half = startedAt + Math.floor((stoppedAt - startedAt) / 2);
  const container = { logStreamName: 'ingest/default/0a1b2c3d' };
  if (status === 'FAILED') {
    return [
      {
        container: { logStreamName: 'ingest/default/9f8e7d6c' },
        startedAt,
        stoppedAt: half,
        statusReason: 'Host EC2 (instance i-0a1b2c3d4e5f60718) terminated.',
      },
      {
        container: { ...container, exitCode, reason: 'OutOfMemoryError: Container killed' },
        startedAt: Math.min(half + 5000, stoppedAt),
        stoppedAt,
        statusReason: 'Essential container in task exited',
      },
    ];
  }
  return status === 'SUCCEEDED'
    ? [{ container: { ...container, exitCode: 0 }, startedAt, stoppedAt }]
    : [];
}
