import assert from 'node:assert/strict';
import type { JobDefinition, SubmitJobRequest } from '@aws-sdk/client-batch';
import { retryRequest } from '../../../../src/core/actions/retry/retryRequest';
import type { JsonObject } from '../../../../src/core/base/json';
import { BatchClient } from '../../../../src/data/batch/batchClient';
import { CallRate } from '../../../../src/data/batch/callRate';
import { LiveBatch } from '../../../../src/data/batch/liveBatch';
import { readRetrySources } from '../../../../src/data/batch/retrySources';
import type { AwsHome } from '../../../support/emulators/aws/awsHome';
import { batchHome } from '../../../support/emulators/aws/batchHome';
import { LocalLiveBatch } from '../../../support/emulators/aws/localLiveBatch';

interface Kind {
  readonly title: string;
  readonly definition: Partial<JobDefinition>;
  /** What was requested at first, and must be requested again. */
  readonly overrides: Partial<SubmitJobRequest>;
}

const connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

const resources = (vcpus: string, memory: string) => [
  { type: 'VCPU' as const, value: vcpus },
  { type: 'MEMORY' as const, value: memory },
];

const container = {
  image: 'train:1',
  command: ['train', 'Ref::codec'],
  environment: [{ name: 'STAGE', value: 'prod' }],
  resourceRequirements: resources('1', '2048'),
  secrets: [{ name: 'TOKEN', valueFrom: 'arn:aws:ssm:eu-west-1:123456789012:parameter/token' }],
};

const overridden = {
  command: ['train', '--fast'],
  environment: [{ name: 'STAGE', value: 'test' }],
  resourceRequirements: [{ type: 'MEMORY' as const, value: '4096' }],
};

/** The kinds of jobs, in what moto does not emulate, such as resources and several containers. */
const kinds: readonly Kind[] = [
  {
    title: 'a container on EC2, in a share',
    definition: { containerProperties: container, parameters: { codec: 'mp4' } },
    overrides: {
      containerOverrides: overridden,
      parameters: { codec: 'av1' },
      retryStrategy: { attempts: 3, evaluateOnExit: [{ onReason: 'Host*', action: 'RETRY' }] },
      timeout: { attemptDurationSeconds: 600 },
      shareIdentifier: 'blue',
      schedulingPriorityOverride: 7,
      tags: { team: 'video' },
      propagateTags: true,
    },
  },
  {
    title: 'a container on Fargate',
    definition: { containerProperties: container, platformCapabilities: ['FARGATE'] },
    overrides: { containerOverrides: { resourceRequirements: resources('2', '8192') } },
  },
  {
    title: 'several containers',
    definition: {
      ecsProperties: {
        taskProperties: [
          {
            containers: [
              { ...container, name: 'main' },
              { name: 'side', image: 's' },
            ],
          },
        ],
      },
    },
    overrides: {
      ecsPropertiesOverride: {
        taskProperties: [
          {
            containers: [
              { name: 'main', ...overridden },
              { name: 'side', command: ['proxy'] },
            ],
          },
        ],
      },
    },
  },
  {
    title: 'a pod',
    definition: {
      eksProperties: {
        podProperties: { containers: [{ name: 'main', image: 'train:1', args: ['run'] }] },
      },
    },
    overrides: {
      eksPropertiesOverride: {
        podProperties: {
          containers: [
            {
              name: 'main',
              image: 'train:2',
              args: ['run', '--fast'],
              env: [{ name: 'STAGE', value: 'test' }],
              resources: { limits: { cpu: '2', memory: '4096Mi' } },
            },
          ],
          metadata: { labels: { team: 'video' } },
        },
      },
    },
  },
  {
    title: 'several nodes',
    definition: {
      type: 'multinode',
      nodeProperties: {
        numNodes: 2,
        mainNode: 0,
        nodeRangeProperties: [
          { targetNodes: '0', container },
          { targetNodes: '1:', container },
        ],
      },
    },
    overrides: {
      nodeOverrides: {
        numNodes: 5,
        nodePropertyOverrides: [{ targetNodes: '1:', containerOverrides: overridden }],
      },
    },
  },
  {
    title: 'an array, one child after the other',
    definition: { containerProperties: container },
    overrides: {
      arrayProperties: { size: 100 },
      dependsOn: [{ type: 'SEQUENTIAL' }],
      containerOverrides: { command: ['train', '--fast'] },
    },
  },
];

describe('Retries over the wire protocol of AWS Batch', () => {
  const { signal } = new AbortController();
  let home: AwsHome;
  let batch: LocalLiveBatch;
  let live: LiveBatch;

  beforeEach(async () => {
    batch = new LocalLiveBatch();
    home = await batchHome(batch);
    live = new LiveBatch(new BatchClient(connection), new CallRate(undefined, 100));
  });

  afterEach(async () => {
    live.close();
    await home.leave();
    await batch.server.stop();
  });

  const storedEvent = (): Promise<undefined> => Promise.resolve(undefined);

  /** What AWS Batch describes of a job, without what differs from run to run. */
  async function described(jobId: string): Promise<JsonObject> {
    const [job = {}] = await live.describe([jobId], signal);
    const { jobId: _, jobArn: _arn, createdAt: _created, status: _status, ...rest } = job;
    return rest;
  }

  async function retry(jobId: string): Promise<string> {
    batch.put({ jobId, status: 'FAILED' });
    const source = (await readRetrySources(live, [jobId], { storedEvent }, signal)).get(jobId);
    assert(source?.ok);
    const result = retryRequest(source.source);
    assert(result.ok, result.ok ? '' : result.reason);
    return (await live.submit(result.request, signal)).jobId;
  }

  for (const { title, definition, overrides } of kinds) {
    it(`equal the original and request the same again: ${title}`, async () => {
      const hasShare = overrides.shareIdentifier !== undefined;
      const first: unknown = {
        ...overrides,
        jobName: 'train-7',
        jobQueue: batch.addQueue('fast', hasShare ? { schedulingPolicyArn: 'arn' } : {}),
        jobDefinition: batch.define('train', definition),
      };
      const { jobId } = await live.submit(first as Parameters<LiveBatch['submit']>[0], signal);
      const retried = await retry(jobId);
      assert.deepEqual(await described(retried), await described(jobId));
      await retry(retried);
      assert.deepEqual(batch.submitted, [first, first, first]);
    });
  }
});
