import assert from 'node:assert/strict';
import type { JobDefinition, SubmitJobRequest } from '@aws-sdk/client-batch';
import fc from 'fast-check';
import type { RetryChanges } from '../../../../../src/core/actions/retry/retryChanges';
import { retryRequest } from '../../../../../src/core/actions/retry/retryRequest';
import type { RetrySource } from '../../../../../src/core/actions/retry/retrySource';
import type { SubmitRequest } from '../../../../../src/core/actions/retry/submitRequest';
import { fixture } from '../../../../support/builders/batchEvents';
import {
  anySubmission,
  enabledQueue,
  finishedJob,
  firstRequest,
  retrySource,
  trainDefinition,
  type Submission,
} from '../../../../support/builders/retries';

function requestOf(source: RetrySource, changes?: RetryChanges): SubmitRequest {
  const result = retryRequest(source, changes);
  assert(result.ok, result.ok ? '' : result.reason);
  return result.request;
}

function notesOf(source: RetrySource, changes?: RetryChanges): readonly string[] {
  const result = retryRequest(source, changes);
  assert(result.ok, result.ok ? '' : result.reason);
  return result.notes;
}

function reasonOf(source: RetrySource, changes?: RetryChanges): string {
  const result = retryRequest(source, changes);
  return result.ok ? assert.fail('not refused') : result.reason;
}

/** The retry, without what every retry repeats. */
const overridesOf = (source: RetrySource, changes?: RetryChanges) => {
  const {
    jobName: _,
    jobQueue: _queue,
    jobDefinition: _definition,
    ...rest
  } = requestOf(source, changes);
  return rest;
};

/** The types of the SDK have changeable lists and enumerations. */
const asSdk = (request: object): SubmitJobRequest => request as SubmitJobRequest;

const submitted = (request: Partial<SubmitJobRequest>, definition = trainDefinition) =>
  overridesOf(retrySource(request, definition));

/** The job with the values of its parameters in all commands: one that has them already is the same job. */
function filledIn({ job, definition }: RetrySource): unknown {
  const parameters = { ...parametersOf(definition), ...parametersOf(job) };
  const fillIn = (word: string): string =>
    word.replace(/Ref::(\w+)/g, (reference, name: string) => parameters[name] ?? reference);
  return JSON.parse(JSON.stringify(job), (key, value: unknown) =>
    key === 'command' || key === 'args' ? (value as string[]).map(fillIn) : value,
  );
}

const parametersOf = (of: unknown): Readonly<Record<string, string>> =>
  (of as Pick<SubmitJobRequest, 'parameters'>).parameters ?? {};

/** From a recorded event, without its definition. */
const recorded = (prefix: string): RetrySource => {
  const event = fixture(prefix);
  return {
    job: (event['detail'] ?? event) as RetrySource['job'],
    isStored: false,
    definition: 'denied',
    queue: 'denied',
    dependencies: new Map(),
  };
};

const mixedCommand: Submission = [
  {
    ...trainDefinition,
    containerProperties: { image: 'i', command: ['Ref::codec', 'Ref::codec'] },
  },
  { containerOverrides: { command: ['h264', 'Ref::codec'] }, parameters: { codec: 'h264' } },
];

describe('the request of a retry', () => {
  it('repeats name, queue and definition, and nothing that the definition has', () => {
    assert.deepEqual(requestOf(retrySource()), firstRequest(trainDefinition));
  });

  it('repeats the overrides of the container', () => {
    const containerOverrides: SubmitJobRequest['containerOverrides'] = {
      command: ['train', '--fast'],
      environment: [{ name: 'SEED', value: '7' }],
      resourceRequirements: [{ type: 'MEMORY', value: '8192' }],
    };
    assert.deepEqual(submitted({ containerOverrides }), { containerOverrides });
  });

  it('repeats parameters, tags, timeout, attempts, share and size of an array', () => {
    const request: Partial<SubmitJobRequest> = {
      parameters: { codec: 'av1' },
      tags: { team: 'a' },
      timeout: { attemptDurationSeconds: 600 },
      retryStrategy: {
        attempts: 3,
        evaluateOnExit: [{ onStatusReason: 'Host EC2*', action: 'RETRY' }],
      },
      shareIdentifier: 'blue',
      schedulingPriorityOverride: 9,
      propagateTags: true,
      arrayProperties: { size: 12 },
      consumableResourcePropertiesOverride: {
        consumableResourceList: [{ consumableResource: 'license', quantity: 2 }],
      },
    };
    assert.deepEqual(submitted(request), request);
  });

  it('leaves a command as it is where AWS describes it with the values of its parameters', () => {
    const source = retrySource({ parameters: { codec: 'av1' } });
    const container = {
      ...(source.job['container'] as object),
      command: ['train', '--codec', 'av1'],
    };
    assert.deepEqual(overridesOf({ ...source, job: { ...source.job, container } }), {
      parameters: { codec: 'av1' },
    });
  });

  it('leaves out the variables that AWS Batch sets, and tags of AWS', () => {
    const source = retrySource();
    const job = {
      ...source.job,
      container: {
        ...(source.job['container'] as object),
        environment: [
          { name: 'STAGE', value: 'prod' },
          { name: 'AWS_BATCH_JOB_ID', value: 'x' },
        ],
      },
      tags: { resourceArn: 'arn', 'aws:batch:x': 'y' },
    };
    assert.deepEqual(overridesOf({ ...source, job }), {});
  });

  it('repeats the overrides of several containers by their names', () => {
    const definition: JobDefinition = {
      ...trainDefinition,
      containerProperties: undefined,
      ecsProperties: {
        taskProperties: [
          {
            containers: [
              { name: 'main', image: 'a', command: ['run'] },
              { name: 'side', image: 'b', essential: false },
            ],
          },
        ],
      },
    };
    const ecsPropertiesOverride = {
      taskProperties: [
        { containers: [{ name: 'side', environment: [{ name: 'PORT', value: '80' }] }] },
      ],
    };
    assert.deepEqual(submitted({ ecsPropertiesOverride }, definition), { ecsPropertiesOverride });
  });

  it('repeats the overrides of a pod, without the labels of AWS Batch', () => {
    const definition: JobDefinition = {
      ...trainDefinition,
      containerProperties: undefined,
      eksProperties: {
        podProperties: { containers: [{ name: 'Default', image: 'a', args: ['run'] }] },
      },
    };
    const podProperties = {
      containers: [
        {
          name: 'Default',
          image: 'b',
          args: ['run', ''],
          resources: { limits: { cpu: '2', memory: '2048Mi' } },
        },
      ],
      metadata: { labels: { team: 'a', 'batch.amazonaws.com/job-id': 'x' } },
    };
    assert.deepEqual(submitted({ eksPropertiesOverride: { podProperties } }, definition), {
      eksPropertiesOverride: {
        podProperties: { ...podProperties, metadata: { labels: { team: 'a' } } },
      },
    });
  });

  it('repeats the overrides of ranges of nodes, and their number', () => {
    const definition: JobDefinition = {
      ...trainDefinition,
      type: 'multinode',
      containerProperties: undefined,
      nodeProperties: {
        numNodes: 2,
        mainNode: 0,
        nodeRangeProperties: [
          { targetNodes: '0', container: { image: 'a', instanceType: 'c5.large' } },
          { targetNodes: '1:', container: { image: 'a', instanceType: 'c5.large' } },
        ],
      },
    };
    const nodeOverrides = {
      numNodes: 4,
      nodePropertyOverrides: [
        {
          targetNodes: '1:',
          containerOverrides: { command: ['help'], instanceType: 'c5.xlarge' },
        },
      ],
    };
    assert.deepEqual(submitted({ nodeOverrides }, definition), { nodeOverrides });
  });

  it('gives the same job as the first request, and the same request when retried again', () => {
    fc.assert(
      fc.property(anySubmission, ([definition, first]) => {
        const source = retrySource(first, definition);
        const request = requestOf(source);
        const again = retrySource(asSdk(request), definition);
        assert.deepEqual(filledIn(again), filledIn(source));
        assert.deepEqual(requestOf(again), request);
      }),
      // A command with a parameter's value beside a reference to it.
      { examples: [[mixedCommand]] },
    );
  });

  it('gives the same job without the right to describe its definition', () => {
    fc.assert(
      fc.property(anySubmission, ([definition, first]) => {
        const source = retrySource(first, definition);
        const request = requestOf({ ...source, definition: 'denied' });
        assert.deepEqual(finishedJob(asSdk(request), definition), source.job);
      }),
    );
  });

  it('repeats all of a recorded job, with upper-case actions', () => {
    assert.deepEqual(overridesOf(recorded('01')), {
      containerOverrides: {
        command: ['/bin/bash', '-c', 'exit 1'],
        environment: [
          { name: 'GRANULE_ID', value: 'HLS.S30.T01GBH.2022226T214921.v2.0' },
          { name: 'ATTEMPT', value: '0' },
        ],
        resourceRequirements: [
          { type: 'VCPU', value: '1' },
          { type: 'MEMORY', value: '1000' },
        ],
      },
      retryStrategy: {
        attempts: 3,
        evaluateOnExit: [
          { onReason: 'CannotPullContainerError:*', action: 'RETRY' },
          { onStatusReason: 'Host EC2*', action: 'RETRY' },
          { onReason: '*', action: 'EXIT' },
        ],
      },
      propagateTags: false,
    });
  });

  it('states resources in the new form where a recorded job has them in the old one', () => {
    const { containerOverrides, timeout } = requestOf(recorded('detail-01'));
    assert.deepEqual(containerOverrides?.resourceRequirements, [
      { type: 'VCPU', value: '2' },
      { type: 'MEMORY', value: '20000' },
    ]);
    assert.deepEqual(timeout, { attemptDurationSeconds: 5400 });
  });

  it('repeats a recorded job on Fargate, and one on Kubernetes that has finished', () => {
    assert.deepEqual(overridesOf(recorded('04')), {
      containerOverrides: {
        resourceRequirements: [
          { type: 'VCPU', value: '0.5' },
          { type: 'MEMORY', value: '2048' },
        ],
      },
      propagateTags: false,
    });
    const onKubernetes = recorded('detail-03');
    const job = { ...onKubernetes.job, status: 'FAILED' };
    assert.deepEqual(overridesOf({ ...onKubernetes, job }).eksPropertiesOverride, {
      podProperties: {
        containers: [
          {
            image: 'public.ecr.aws/amazonlinux/amazonlinux:2',
            command: ['sleep', '60'],
            resources: { limits: { memory: '1024Mi', cpu: '1' } },
          },
        ],
      },
    });
  });
});

describe('a retry with changes', () => {
  it('changes queue, timeout, attempts and the resources and variables of the container', () => {
    const source = retrySource({
      retryStrategy: { attempts: 2, evaluateOnExit: [{ onExitCode: '1', action: 'EXIT' }] },
    });
    const request = requestOf(source, {
      jobQueue: 'other',
      timeoutSeconds: 90,
      attempts: 5,
      vcpus: 4,
      memoryMiB: 4_096,
      environment: { STAGE: 'test' },
    });
    assert.deepEqual(request, {
      ...firstRequest(trainDefinition),
      jobQueue: 'other',
      timeout: { attemptDurationSeconds: 90 },
      retryStrategy: { attempts: 5, evaluateOnExit: [{ onExitCode: '1', action: 'EXIT' }] },
      containerOverrides: {
        environment: [{ name: 'STAGE', value: 'test' }],
        resourceRequirements: [
          { type: 'VCPU', value: '4' },
          { type: 'MEMORY', value: '4096' },
        ],
      },
    });
  });

  it('takes what the job did not override from another revision', () => {
    const source = retrySource(
      { containerOverrides: { command: ['train', '--fast'] } },
      trainDefinition,
      { newDefinition: { status: 'ACTIVE' } },
    );
    assert.deepEqual(requestOf(source, { definitionRevision: 4, memoryMiB: 2_048 }), {
      ...firstRequest(trainDefinition),
      jobDefinition: trainDefinition.jobDefinitionArn?.replace(/3$/, '4'),
      containerOverrides: {
        command: ['train', '--fast'],
        // Revision 4 may have another amount, so it is stated.
        resourceRequirements: [{ type: 'MEMORY', value: '2048' }],
      },
    });
    assert.deepEqual(notesOf(source, { definitionRevision: 4 }), [
      'What the job did not override now comes from train:4.',
    ]);
  });

  it('changes limits and requests of a pod, and each range of nodes', () => {
    const resources = {
      limits: { cpu: '1', memory: '1024Mi' },
      requests: { cpu: '1', memory: '1024Mi' },
    };
    const pod: JobDefinition = {
      ...trainDefinition,
      containerProperties: undefined,
      eksProperties: { podProperties: { containers: [{ name: 'a', image: 'i', resources }] } },
    };
    const { eksPropertiesOverride } = requestOf(retrySource({}, pod), {
      memoryMiB: 2_048,
      gpus: 1,
    });
    const changed = { cpu: '1', memory: '2048Mi', 'nvidia.com/gpu': '1' };
    assert.deepEqual(eksPropertiesOverride?.podProperties.containers, [
      { name: 'a', resources: { limits: changed, requests: changed } },
    ]);
    const nodes: JobDefinition = {
      ...trainDefinition,
      containerProperties: undefined,
      nodeProperties: {
        numNodes: 2,
        mainNode: 0,
        nodeRangeProperties: [
          { targetNodes: '0', container: { image: 'a' } },
          { targetNodes: '1', container: { image: 'b' } },
        ],
      },
    };
    const { nodeOverrides } = requestOf(retrySource({}, nodes), { gpus: 2 });
    const containerOverrides = { resourceRequirements: [{ type: 'GPU', value: '2' }] };
    assert.deepEqual(nodeOverrides?.nodePropertyOverrides, [
      { targetNodes: '0', containerOverrides },
      { targetNodes: '1', containerOverrides },
    ]);
  });

  it('drops the share of a job whose new queue has no scheduling policy, and says so', () => {
    const source = retrySource({ shareIdentifier: 'blue' }, trainDefinition, {
      queue: enabledQueue,
    });
    assert.equal(requestOf(source).shareIdentifier, undefined);
    assert.deepEqual(notesOf(source), [
      'Job queue train-queue has no scheduling policy, so share identifier blue is left out.',
    ]);
  });

  it('is refused for values that AWS Batch would refuse', () => {
    assert.match(reasonOf(retrySource(), { attempts: 11 }), /attempts from 1 to 10/);
  });
});

describe('the dependencies of a retry', () => {
  const dependsOn = [{ jobId: 'done' }, { jobId: 'failed' }, { jobId: 'forgotten' }];
  const dependencies = new Map([
    ['done', 'SUCCEEDED'],
    ['failed', 'FAILED'],
    ['running', 'RUNNING'],
  ]);

  it('are those that have not finished, and the order of an array', () => {
    const kept: SubmitJobRequest['dependsOn'] = [
      { jobId: 'running', type: 'N_TO_N' },
      { type: 'SEQUENTIAL' },
    ];
    const source = retrySource({ dependsOn: [...dependsOn, ...kept] }, trainDefinition, {
      dependencies,
    });
    assert.deepEqual(requestOf(source).dependsOn, kept);
    assert.deepEqual(notesOf(source), [
      'The retry does not wait for 3 jobs that the original waited for, because they have finished.',
    ]);
  });

  it('are none of 20 that have finished', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ jobId: `j${index}` }));
    assert.equal(requestOf(retrySource({ dependsOn: many })).dependsOn, undefined);
  });
});

describe('a retry says', () => {
  it('that all children of an array run again', () => {
    assert.deepEqual(notesOf(retrySource({ arrayProperties: { size: 1_000 } })), [
      'All 1,000 children of the array run again, including those that succeeded.',
    ]);
  });

  it('that it is rebuilt from an event, and without the definition', () => {
    assert.deepEqual(notesOf({ ...retrySource(), isStored: true, definition: 'denied' }), [
      'AWS Batch no longer has this job, so the request is rebuilt from its stored event.',
      'The job definition could not be read, so the request repeats all settings of the job.',
    ]);
  });
});

describe('a retry is refused', () => {
  const withJob = (fields: object): RetrySource => {
    const source = retrySource();
    return { ...source, job: { ...source.job, ...fields } };
  };

  const refusals: readonly (readonly [string, RetrySource, RegExp])[] = [
    ['for a child of an array', withJob({ arrayProperties: { index: 3 } }), /Retry the entire job/],
    ['for a child by its id', withJob({ jobId: 'a:3' }), /Retry the entire job/],
    ['for a node', withJob({ nodeDetails: { nodeIndex: 0 } }), /Retry the entire job/],
    ['for a job that runs', withJob({ status: 'RUNNING' }), /not finished/],
    ['without a queue', withJob({ jobQueue: undefined }), /incomplete: jobQueue is missing/],
    ['for a name that is too long', withJob({ jobName: 'x'.repeat(129) }), /129 characters.*128/],
    [
      'for a definition that is not active',
      { ...retrySource(), definition: { status: 'INACTIVE' } },
      /train:3 is not active/,
    ],
    ['for a deleted definition', { ...retrySource(), definition: 'missing' }, /no longer exists/],
    [
      'for a disabled queue',
      { ...retrySource(), queue: { ...enabledQueue, state: 'DISABLED' } },
      /train-queue is disabled/,
    ],
    ['for a deleted queue', { ...retrySource(), queue: 'missing' }, /does not exist/],
    [
      'for a queue that needs a share identifier',
      { ...retrySource(), queue: { ...enabledQueue, schedulingPolicyArn: 'arn' } },
      /needs a share identifier/,
    ],
    [
      'for an empty argument that would have to be repeated',
      withJob({ container: { command: ['run', ''] } }),
      /empty argument/,
    ],
  ];

  for (const [title, source, reason] of refusals) {
    it(title, () => assert.match(reasonOf(source), reason));
  }

  it('not for a name of 128 characters, nor for another revision of a deleted definition', () => {
    requestOf(withJob({ jobName: 'x'.repeat(128) }));
    requestOf(
      { ...retrySource(), definition: 'missing', newDefinition: { status: 'ACTIVE' } },
      { definitionRevision: 4 },
    );
  });
});
