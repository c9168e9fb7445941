import assert from 'node:assert/strict';
import type { JobDefinition } from '@aws-sdk/client-batch';
import { checkChanges } from '../../../../../src/core/actions/retry/checkChanges';
import type { RetryChanges } from '../../../../../src/core/actions/retry/retryChanges';
import { retryValues } from '../../../../../src/core/actions/retry/retryValues';
import { retrySource, trainDefinition } from '../../../../support/builders/retries';

const onEc2 = retrySource();
const onFargate = retrySource({}, { ...trainDefinition, platformCapabilities: ['FARGATE'] });
const onKubernetes = retrySource({}, {
  ...trainDefinition,
  containerProperties: undefined,
  eksProperties: {
    podProperties: { containers: [{ image: 'i', env: [{ name: 'A', value: '1' }] }] },
  },
} satisfies JobDefinition);
const withTwoContainers = retrySource({}, {
  ...trainDefinition,
  containerProperties: undefined,
  ecsProperties: {
    taskProperties: [
      {
        containers: [
          { name: 'a', image: 'i' },
          { name: 'b', image: 'i' },
        ],
      },
    ],
  },
} satisfies JobDefinition);

const problemsOf = (changes: RetryChanges, source = onEc2): readonly string[] =>
  checkChanges(changes, source).map(({ field, message }) => `${field}: ${message}`);

describe('the check of changes to a retry', () => {
  it('accepts the limits of AWS Batch, and refuses what is beyond', () => {
    const accepted: readonly RetryChanges[] = [
      {},
      { attempts: 1 },
      { attempts: 10 },
      { timeoutSeconds: 60 },
      { memoryMiB: 4 },
      { vcpus: 1, gpus: 1, jobQueue: 'q', definitionRevision: 1, environment: { A: '' } },
    ];
    accepted.forEach(changes => assert.deepEqual(problemsOf(changes), []));
    const refused: readonly RetryChanges[] = [
      { attempts: 0 },
      { attempts: 11 },
      { attempts: 1.5 },
      { timeoutSeconds: 59 },
      { timeoutSeconds: NaN },
      { memoryMiB: 3 },
      { memoryMiB: Infinity },
      { vcpus: 0 },
      { vcpus: 0.5 },
      { gpus: 0 },
      { jobQueue: ' ' },
      { definitionRevision: 0 },
      { environment: { '': 'x' } },
      { environment: { 'A=B': 'x' } },
      { environment: { AWS_BATCH_X: 'x' } },
    ];
    refused.forEach(changes =>
      assert.equal(problemsOf(changes).length, 1, JSON.stringify(changes)),
    );
  });

  it('names each field with a problem', () => {
    assert.deepEqual(problemsOf({ attempts: 0, timeoutSeconds: 1 }), [
      'timeoutSeconds: Enter the timeout as a whole number of seconds, at least 60.',
      'attempts: Enter a number of attempts from 1 to 10.',
    ]);
  });

  it('knows which memory goes with which vCPUs on Fargate', () => {
    const isAccepted = (vcpus: number, memoryMiB: number): boolean =>
      problemsOf({ vcpus, memoryMiB }, onFargate).length === 0;
    const smallestAndLargest: readonly (readonly [number, number, number])[] = [
      [0.25, 512, 2_048],
      [0.5, 1_024, 4_096],
      [1, 2_048, 8_192],
      [2, 4_096, 16_384],
      [4, 8_192, 30_720],
      [8, 16_384, 61_440],
      [16, 32_768, 122_880],
      [32, 61_440, 249_856],
    ];
    for (const [vcpus, smallest, largest] of smallestAndLargest) {
      assert(isAccepted(vcpus, smallest) && isAccepted(vcpus, largest), String(vcpus));
      assert(!isAccepted(vcpus, smallest / 2) && !isAccepted(vcpus, largest * 2), String(vcpus));
    }
    assert(!isAccepted(8, 17_408) && !isAccepted(0.25, 1_536) && !isAccepted(3, 4_096));
  });

  it('compares a changed amount on Fargate with the one that stays', () => {
    assert.deepEqual(problemsOf({ memoryMiB: 4_096 }, onFargate), []);
    assert.deepEqual(problemsOf({ vcpus: 2 }, onFargate), [
      'vcpus: With 2 vCPUs, Fargate supports this memory in MiB: 4096, 5120, 6144, 7168, 8192, 9216, 10240, 11264, 12288, 13312, 14336, 15360, 16384.',
    ]);
    assert.match(problemsOf({ memoryMiB: 512 }, onFargate).join(), /^memoryMiB: With 2 vCPUs/);
  });

  it('knows that Fargate has no GPUs, and that pods may have quarters of a vCPU', () => {
    assert.deepEqual(problemsOf({ gpus: 1 }, onFargate), ['gpus: Fargate has no GPUs.']);
    assert.deepEqual(problemsOf({ vcpus: 0.75 }, onKubernetes), []);
    assert.equal(problemsOf({ vcpus: 0.3 }, onKubernetes).length, 1);
  });

  it('changes neither resources nor variables of several containers, but the rest', () => {
    assert.deepEqual(
      checkChanges({ memoryMiB: 64, environment: { A: '1' }, attempts: 2 }, withTwoContainers).map(
        ({ field }) => field,
      ),
      ['memoryMiB', 'environment'],
    );
  });
});

describe('the values that a retry can change', () => {
  it('are those of the job', () => {
    const { environment, fixed, ...values } = retryValues(
      retrySource({ timeout: { attemptDurationSeconds: 90 }, retryStrategy: { attempts: 2 } }),
    );
    assert.deepEqual(values, {
      platform: 'EC2',
      vcpus: 2,
      memoryMiB: 2_048,
      gpus: undefined,
      timeoutSeconds: 90,
      attempts: 2,
      jobQueue: 'arn:aws:batch:eu-west-1:123456789012:job-queue/train-queue',
      jobDefinition: trainDefinition.jobDefinitionArn,
      definitionRevision: 3,
    });
    assert.deepEqual([...environment], [['STAGE', 'prod']]);
    assert.equal(fixed, undefined);
    assert.deepEqual([...retryValues(onKubernetes).environment], [['A', '1']]);
  });
});
