import type { JobDefinition, SubmitJobRequest } from '@aws-sdk/client-batch';
import fc from 'fast-check';
import type { RetrySource } from '../../../src/core/actions/retry/retrySource';
import type { JsonObject } from '../../../src/core/base/json';
import { submittedJob } from '../emulators/aws/submittedJob';

const arn = (kind: string, name: string): string =>
  `arn:aws:batch:eu-west-1:123456789012:${kind}/${name}`;

export const trainDefinition: JobDefinition = {
  jobDefinitionName: 'train',
  jobDefinitionArn: arn('job-definition', 'train:3'),
  revision: 3,
  status: 'ACTIVE',
  type: 'container',
  parameters: { codec: 'mp4' },
  containerProperties: {
    image: 'train:1',
    command: ['train', '--codec', 'Ref::codec'],
    environment: [{ name: 'STAGE', value: 'prod' }],
    resourceRequirements: [
      { type: 'VCPU', value: '2' },
      { type: 'MEMORY', value: '2048' },
    ],
  },
};

export const enabledQueue: JsonObject = {
  jobQueueName: 'train-queue',
  jobQueueArn: arn('job-queue', 'train-queue'),
  state: 'ENABLED',
  status: 'VALID',
};

/** The request that submitted a job at first. */
export const firstRequest = (
  { jobDefinitionArn }: JobDefinition,
  more: Partial<SubmitJobRequest> = {},
): SubmitJobRequest => ({
  jobName: 'train-7',
  jobQueue: arn('job-queue', 'train-queue'),
  jobDefinition: jobDefinitionArn,
  ...more,
});

/** A finished job as DescribeJobs returns it. */
export const finishedJob = (
  request: Partial<SubmitJobRequest> = {},
  definition: JobDefinition = trainDefinition,
): JsonObject => ({
  jobId: 'e13b29a0-3b61-403e-b750-e1d954fc6b13',
  status: 'FAILED',
  ...(withoutUndefined(submittedJob(firstRequest(definition, request), definition)) as JsonObject),
});

/** What the retry of a finished job is rebuilt from. */
export const retrySource = (
  request: Partial<SubmitJobRequest> = {},
  definition: JobDefinition = trainDefinition,
  more: Partial<RetrySource> = {},
): RetrySource => ({
  job: finishedJob(request, definition),
  isStored: false,
  definition: withoutUndefined(definition) as JsonObject,
  queue:
    request.shareIdentifier === undefined
      ? enabledQueue
      : { ...enabledQueue, schedulingPolicyArn: arn('scheduling-policy', 'fair') },
  dependencies: new Map(),
  ...more,
});

/** As JSON does. */
export const withoutUndefined = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const word = fc.stringMatching(/^[a-zA-Z0-9_=.-]{1,8}$/);
const value = fc.string({ maxLength: 8 });
const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,5}$/);
const command = fc.array(fc.oneof(word, fc.constant('Ref::codec')), { minLength: 1, maxLength: 4 });
const environment = fc
  .dictionary(name, value, { maxKeys: 4 })
  .map(variables => Object.entries(variables).map(([key, text]) => ({ name: key, value: text })));
const resourceRequirements = fc
  .tuple(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 4, max: 9_999 }), fc.nat({ max: 2 }))
  .map(([vcpus, memory, gpus]) => [
    { type: 'VCPU' as const, value: String(vcpus) },
    { type: 'MEMORY' as const, value: String(memory) },
    ...(gpus > 0 ? [{ type: 'GPU' as const, value: String(gpus) }] : []),
  ]);
const optional = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(one, { nil: undefined });

const container = fc.record({ command, environment, resourceRequirements });
const containerOverrides = fc.record({
  command: optional(command),
  environment: optional(environment),
  resourceRequirements: optional(resourceRequirements),
});
const podContainer = fc.record({ command, args: command, env: environment });
const podOverrides = fc.record({
  image: optional(word),
  command: optional(command),
  env: optional(environment),
  resources: optional(
    fc.constantFrom(
      { limits: { cpu: '1', memory: '2048Mi' } },
      { limits: { memory: '4096Mi' }, requests: { memory: '4096Mi', cpu: '0.5' } },
    ),
  ),
});
const names = ['main', 'side'];

/** A definition of one kind, and the overrides of a request for it. */
const kinds: readonly fc.Arbitrary<readonly [Partial<JobDefinition>, Partial<SubmitJobRequest>]>[] =
  [
    fc
      .tuple(container, optional(containerOverrides))
      .map(([properties, overrides]) => [
        { containerProperties: { image: 'i', ...properties } },
        { containerOverrides: overrides },
      ]),
    fc
      .tuple(container, container, containerOverrides, optional(containerOverrides))
      .map(([first, second, ...overrides]) => [
        {
          ecsProperties: {
            taskProperties: [
              {
                containers: [first, second].map((one, i) => ({
                  name: names[i],
                  image: 'i',
                  ...one,
                })),
              },
            ],
          },
        },
        {
          ecsPropertiesOverride: {
            taskProperties: [
              {
                containers: overrides.flatMap((one, i) =>
                  one ? [{ name: names[i], ...one }] : [],
                ),
              },
            ],
          },
        },
      ]),
    fc
      .tuple(podContainer, podContainer, podOverrides, optional(podOverrides))
      .map(([first, second, ...overrides]) => [
        {
          eksProperties: {
            podProperties: {
              containers: [{ name: names[0], image: 'i', ...first }],
              initContainers: [{ name: names[1], image: 'i', ...second }],
            },
          },
        },
        {
          eksPropertiesOverride: {
            podProperties: {
              containers: [{ name: names[0], ...overrides[0] }],
              ...(overrides[1] && { initContainers: [{ name: names[1], ...overrides[1] }] }),
            },
          },
        },
      ]),
    fc
      .tuple(container, container, containerOverrides, optional(fc.integer({ min: 3, max: 9 })))
      .map(([main, others, overrides, numNodes]) => [
        {
          type: 'multinode',
          nodeProperties: {
            numNodes: 4,
            mainNode: 0,
            nodeRangeProperties: [
              { targetNodes: '0:1', container: { image: 'i', ...main } },
              { targetNodes: '2:', container: { image: 'i', ...others } },
            ],
          },
        },
        {
          nodeOverrides: {
            numNodes,
            nodePropertyOverrides: [{ targetNodes: '2:', containerOverrides: overrides }],
          },
        },
      ]),
  ];

const retryStrategy = fc.record({
  attempts: fc.integer({ min: 1, max: 10 }),
  evaluateOnExit: fc.array(
    fc.record({ onReason: word, action: fc.constantFrom('RETRY' as const, 'EXIT' as const) }),
    { maxLength: 2 },
  ),
});
const timeout = fc.record({ attemptDurationSeconds: fc.integer({ min: 60, max: 9_999 }) });
const common = {
  retryStrategy: optional(retryStrategy),
  timeout: optional(timeout),
  propagateTags: optional(fc.boolean()),
  parameters: optional(fc.dictionary(fc.constantFrom('codec', 'input'), word)),
};

/** A definition, and a request that AWS Batch accepts for it. */
export type Submission = readonly [JobDefinition, Partial<SubmitJobRequest>];

/** Any definition of any kind. */
export const anySubmission: fc.Arbitrary<Submission> = fc
  .tuple(
    fc.oneof(...kinds),
    fc.record({ ...common, schedulingPriority: optional(fc.nat({ max: 99 })) }),
    fc.record({
      ...common,
      tags: optional(fc.dictionary(word, value, { maxKeys: 3 })),
      shareIdentifier: optional(word),
      schedulingPriorityOverride: optional(fc.nat({ max: 99 })),
      arrayProperties: optional(fc.constant({ size: 5 })),
    }),
  )
  .map(
    ([[properties, overrides], defined, requested]) =>
      withoutUndefined([
        {
          ...{ jobDefinitionName: 'train', jobDefinitionArn: arn('job-definition', 'train:3') },
          ...{ revision: 3, status: 'ACTIVE', type: 'container' },
          ...properties,
          ...defined,
        },
        { ...overrides, ...requested },
      ]) as [JobDefinition, Partial<SubmitJobRequest>],
  );
