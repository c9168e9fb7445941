import assert from 'node:assert/strict';
import { factsOf } from '../../../../src/core/job/eventFacts';
import { fixture } from '../../../support/builders/batchEvents';

const region = 'eu-west-1';
const facts = (detail: Readonly<Record<string, unknown>>) => factsOf(detail, region);
const requirements = (vcpus: string, memory: string) => [
  { type: 'VCPU', value: vcpus },
  { type: 'MEMORY', value: memory },
];

describe('factsOf', () => {
  it('are those of a recorded event', () => {
    const { detail } = fixture('19') as { detail: Record<string, unknown> };
    assert.deepEqual(factsOf(detail, 'us-east-1'), {
      vcpus: 2,
      memoryMiB: 2000,
      platform: 'FARGATE',
      timeoutSeconds: 90,
      maxAttempts: 1,
      logDriver: 'json-file',
      tags: { Service: 'Batch', Name: 'JobDefinitionTag', Expected: 'MergeTag' },
    });
  });

  it('include the platform, although every event has a list of attempts on EKS', () => {
    const platformOf = (prefix: string) =>
      facts(fixture(prefix)['detail'] as Record<string, unknown>)?.platform;
    assert.deepEqual([platformOf('01'), platformOf('04')], ['EC2', 'FARGATE']);
    assert.deepEqual(facts({ eksAttempts: [{}] }), { platform: 'EKS' });
  });

  it('add up the resources of all containers of a task', () => {
    const containers = [
      { name: 'main', resourceRequirements: requirements('0.5', '1024') },
      {
        name: 'side',
        resourceRequirements: [{ type: 'GPU', value: '1' }, ...requirements('0.25', '512')],
      },
    ];
    const ecsProperties = { taskProperties: [{ containers }] };
    assert.deepEqual(facts({ ecsProperties }), { vcpus: 0.75, memoryMiB: 1536, gpus: 1 });
  });

  it('read resources in the old format, and skip zeros', () => {
    assert.deepEqual(facts({ container: { vcpus: 4, memory: 2048 } }), {
      vcpus: 4,
      memoryMiB: 2048,
    });
    assert.equal(facts({ container: { vcpus: 0, memory: 0 } }), undefined);
  });

  it('read the resources of a Kubernetes pod, limits before requests', () => {
    const podProperties = {
      containers: [
        {
          resources: {
            limits: { cpu: '500m', memory: '2Gi', 'nvidia.com/gpu': '2' },
            requests: { cpu: '250m', memory: '1Gi' },
          },
        },
      ],
    };
    assert.deepEqual(facts({ eksProperties: { podProperties } }), {
      vcpus: 0.5,
      memoryMiB: 2048,
      gpus: 2,
      platform: 'EKS',
    });
  });

  it('count the largest init container of a pod against all its others together', () => {
    const container = (cpu: string, memory: string, gpu?: string) => ({
      resources: { limits: { cpu, memory, ...(gpu ? { 'nvidia.com/gpu': gpu } : {}) } },
    });
    const podProperties = {
      initContainers: [container('1', '8Gi'), container('500m', '1Gi', '1')],
      containers: [container('1', '2Gi'), container('2', '1Gi')],
    };
    const expected = { vcpus: 3, memoryMiB: 8192, gpus: 1, platform: 'EKS' };
    assert.deepEqual(facts({ eksProperties: { podProperties } }), expected);
    const nodeRangeProperties = [{ targetNodes: '0:', eksProperties: { podProperties } }];
    assert.deepEqual(facts({ nodeProperties: { nodeRangeProperties } }), expected);
  });

  it('of a multi-node job are those of the range of its main node', () => {
    const range = (targetNodes: string, vcpus: string) => ({
      targetNodes,
      container: { resourceRequirements: requirements(vcpus, '1024') },
    });
    const nodeRangeProperties = [range('0:3', '1'), range('4:', '8')];
    const of = (mainNode: number) =>
      facts({ nodeProperties: { mainNode, nodeRangeProperties } })?.vcpus;
    assert.deepEqual([of(0), of(3), of(4), of(9)], [1, 1, 8, 8]);
  });

  it('count the containers of a task beside an empty container, which AWS Batch adds', () => {
    const containers = [
      { name: 'main', resourceRequirements: requirements('2', '4096') },
      { name: 'side', resourceRequirements: requirements('0.25', '512') },
    ];
    const ecsProperties = { taskProperties: [{ containers }] };
    for (const container of [{}, { environment: [], resourceRequirements: [] }]) {
      assert.deepEqual(facts({ container, ecsProperties }), { vcpus: 2.25, memoryMiB: 4608 });
      const nodeRangeProperties = [{ targetNodes: '0:', ecsProperties }];
      assert.deepEqual(facts({ container, nodeProperties: { nodeRangeProperties } }), {
        vcpus: 2.25,
        memoryMiB: 4608,
      });
    }
  });

  it('are of the narrower range around the main node, or of the node of the event', () => {
    const range = (targetNodes: string, vcpus: string) => ({
      targetNodes,
      container: { resourceRequirements: requirements(vcpus, '1') },
    });
    const vcpusOf = (ranges: object[], mainNode: number, nodeDetails = {}) =>
      facts({ nodeDetails, nodeProperties: { mainNode, nodeRangeProperties: ranges } })?.vcpus;
    assert.equal(vcpusOf([range('0:3', '1'), range('2', '8')], 2), 8);
    assert.equal(vcpusOf([range('0:1', '1'), range('2:3', '8')], 2, { nodeIndex: 0 }), 1);
  });

  it('include the platform of pods on nodes before an attempt has finished', () => {
    const podProperties = { containers: [{ name: 'main' }] };
    const nodeRangeProperties = [{ targetNodes: '0:', eksProperties: { podProperties } }];
    assert.equal(facts({ nodeProperties: { nodeRangeProperties } })?.platform, 'EKS');
  });

  it('have the log location of the deciding container, not of any other', () => {
    const awslogs = (stream: string) => ({
      logDriver: 'awslogs',
      options: { 'awslogs-region': stream },
    });
    const task = (main: object) => ({
      status: 'RUNNING',
      ecsProperties: {
        taskProperties: [
          {
            containers: [
              { name: 'init', essential: false, logConfiguration: awslogs(region) },
              { name: 'main', logStreamName: 'main', ...main },
            ],
          },
        ],
      },
    });
    assert.deepEqual(facts(task({ logConfiguration: { logDriver: 'awsfirelens' } })), {
      logDriver: 'awsfirelens',
    });
    assert.deepEqual(facts(task({ logConfiguration: awslogs('us-east-1') })), {
      logRegion: 'us-east-1',
    });
    const withoutDriver = { options: { 'awslogs-region': 'us-east-1' } };
    assert.deepEqual(facts(task({ logConfiguration: withoutDriver })), { logRegion: 'us-east-1' });
  });

  it('have the log location only if it is not the default', () => {
    const log = (logDriver: string, logRegion?: string) =>
      facts({
        container: {
          logConfiguration: { logDriver, options: { 'awslogs-region': logRegion } },
        },
      });
    assert.equal(log('awslogs', region), undefined);
    assert.deepEqual(log('awslogs', 'us-east-1'), { logRegion: 'us-east-1' });
    assert.deepEqual(log('splunk'), { logDriver: 'splunk' });
  });

  it('have at most 20 tags, without the one that AWS Batch adds', () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`key-${index}`, 'x']),
    );
    const tags =
      facts({ tags: { resourceArn: 'arn', wrong: 7, '': 'no name', ...many } })?.tags ?? {};
    assert.equal(Object.keys(tags).length, 20);
    assert(Object.keys(tags).every(key => key.startsWith('key-')));
    assert.equal(facts({ tags: { resourceArn: 'arn' } }), undefined);
  });

  it('count the children of an array parent by status, and include the share identifier', () => {
    const arrayProperties = { size: 3, statusSummary: { SUCCEEDED: 2, FAILED: 1, x: 'no' } };
    assert.deepEqual(facts({ arrayProperties, shareIdentifier: 'team' }), {
      share: 'team',
      children: { SUCCEEDED: 2, FAILED: 1 },
    });
  });

  it('skip damaged parts', () => {
    const damaged = {
      timeout: 'soon',
      retryStrategy: { attempts: 'many' },
      platformCapabilities: [7],
      container: { resourceRequirements: [{ type: 'VCPU', value: 'two' }], vcpus: '2' },
      nodeProperties: { nodeRangeProperties: [7] },
      arrayProperties: [],
      tags: [],
    };
    assert.equal(facts(damaged), undefined);
  });
});
