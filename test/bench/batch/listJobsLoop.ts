import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { jobStatuses } from '../../../src/core/job/status';
import { pythonWithBoto3 } from '../../local/dynamodb/boto3';
import { findOnPath } from '../../local/process/commandsOnPath';
import type { LocalBatch } from '../../support/emulators/aws/localBatch';
import { timed } from '../statistics';

const region = 'eu-west-1';

export interface LoopFigures {
  readonly ms: number;
  readonly calls: number;
  /** What ran in the loop. */
  readonly command: string;
}

type ListJobs = (queue: string, status: string) => Promise<number>;

/**
 * All jobs of all queues, as a script gets them: one status of one queue after the other. Undefined without the AWS
 * CLI and boto3.
 */
export async function measureListJobsLoop(service: LocalBatch): Promise<LoopFigures | undefined> {
  const listing = await awsCli(service.server.url);
  if (!listing) {
    return undefined;
  }
  service.calls.length = 0;
  let jobs = 0;
  const ms = await timed(async () => {
    for (const { jobQueueName = '' } of service.queues) {
      for (const status of jobStatuses) {
        jobs += await listing.listJobs(jobQueueName, status);
      }
    }
  });
  if (jobs !== service.jobs.size) {
    throw new Error(`${listing.command} found ${jobs} of ${service.jobs.size} jobs.`);
  }
  return { ms, calls: service.calls.length, command: listing.command };
}

interface Listing {
  readonly command: string;
  readonly listJobs: ListJobs;
}

/** The AWS CLI, or boto3 in its place. */
async function awsCli(endpoint: string): Promise<Listing | undefined> {
  const aws = findOnPath(['aws']);
  if (aws !== undefined) {
    return {
      command: 'aws batch list-jobs',
      listJobs: async (queue, status) => {
        const query = 'jobSummaryList[].jobId';
        const words = await execute(aws, [
          ...['batch', 'list-jobs', '--job-queue', queue, '--job-status', status],
          ...['--query', query, '--output', 'text'],
          ...['--endpoint-url', endpoint, '--region', region],
        ]);
        return words.filter(word => word !== 'None').length;
      },
    };
  }
  const python = await pythonWithBoto3();
  return python === undefined
    ? undefined
    : {
        command: 'list_jobs of boto3',
        listJobs: async (queue, status) =>
          (await execute(python, ['-c', script, endpoint, region, queue, status])).length,
      };
}

const script = `
import sys, boto3
endpoint, region, queue, status = sys.argv[1:]
pages = boto3.client("batch", endpoint_url=endpoint, region_name=region).get_paginator("list_jobs")
for page in pages.paginate(jobQueue=queue, jobStatus=status):
    print(*(job["jobId"] for job in page["jobSummaryList"]))
`;

/** The words that a program prints. */
async function execute(program: string, args: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(program, args, {
    env: { ...process.env, AWS_PAGER: '' },
    maxBuffer: 2 ** 24,
  });
  return stdout.split(/\s+/).filter(word => word !== '');
}
