import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readEventDetails, type EventDetails } from '../../../../src/core/event/eventDetails';
import { redacted } from '../../../../src/core/event/redactEnvironment';

const jobId = 'job-1';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/events/${name}.json`, import.meta.url), 'utf8');

const idIn = (event: string): string => {
  const value = JSON.parse(event) as { jobId?: string; detail?: { jobId: string } };
  return value.detail?.jobId ?? value.jobId ?? jobId;
};

const read = (fullEvent: string, id = jobId): EventDetails => {
  const result = readEventDetails(id, { fullEvent });
  assert(result.ok, result.ok ? '' : result.problem);
  return result.details;
};
const readFixture = (name: string): EventDetails => read(fixture(name), idIn(fixture(name)));
const readDetail = (detail: unknown): EventDetails => read(JSON.stringify({ detail }));
const problemOf = (fullEvent: unknown): string => {
  const result = readEventDetails(jobId, { fullEvent });
  assert(!result.ok);
  return result.problem;
};

describe('readEventDetails', () => {
  it('reads three attempts on lost hosts', () => {
    const { attempts, settings, containers, tags } = readFixture(
      'detail-01-nasa-hls-failed-spot-3attempts',
    );
    assert.deepEqual(
      attempts.shown.map(({ number, startedAt, stoppedAt }) => [number, startedAt, stoppedAt]),
      [
        [1, 1745369059232, 1745369330058],
        [2, 1745369330058, 1745369330158],
        [3, 1745369330158, 1745369331158],
      ],
    );
    assert.match(attempts.shown[2]?.statusReason ?? '', /^Host EC2 .* terminated\.$/);
    assert.deepEqual(attempts.shown[0]?.containers.shown[0], {
      name: undefined,
      exitCode: undefined,
      reason: undefined,
      logStreamName:
        'LandsatTaskBatchJob1274-22c9d72bcea6994/default/c91ac76cc90547158ae62de97c500485',
    });
    assert.equal(settings.maxAttempts, 3);
    assert.equal(
      settings.retryRules,
      'RETRY on reason "CannotPullContainerError:*"\nRETRY on status reason "Host EC2*"\nEXIT on reason "*"',
    );
    assert.equal(settings.timeout, '1 h 30 min per attempt');
    const [container] = containers.shown;
    assert.deepEqual(
      [container?.vcpus, container?.memory, container?.command],
      ['2', '20000 MiB', "'export && landsat.sh'"],
    );
    assert.deepEqual(container?.variables, { shown: ['GRANULE_ID', 'ATTEMPT'], more: 0 });
    assert.deepEqual(tags.shown, []);
  });

  it('prefers resource requirements, and omits the pseudo-tag', () => {
    const { containers, tags } = readFixture('detail-02-nasa-hls-failed-error');
    const [container] = containers.shown;
    assert.deepEqual([container?.vcpus, container?.memory], ['1', '1000 MiB']);
    assert.equal(container?.command, "/bin/bash -c 'exit 1'");
    assert.equal(container.logGroup, 'hls-vi-historical-orchestration-processing-dev');
    assert.deepEqual(tags, { shown: [], more: 0 });
  });

  it('reads jobs and attempts on EKS', () => {
    const [container] = readFixture('detail-03-eks-runnable').containers.shown;
    assert.deepEqual(
      [container?.vcpus, container?.memory, container?.command],
      ['1', '1024Mi', 'sleep 60'],
    );
    const [attempt] = readFixture('detail-04-eks-attempts-fragment').attempts.shown;
    assert.deepEqual(
      [attempt?.number, attempt?.podName, attempt?.containers.shown[0]?.exitCode],
      [1, 'aws-batch.fa024ec9-4232-3e82-b09b-4ba6ba396ec2', 0],
    );
  });

  it('reads an event with all properties, without values of variables', () => {
    const { parameters, containers, settings, tags } = readFixture(
      '19-aws-lambda-dotnet-full-runnable',
    );
    assert.deepEqual(parameters.shown, [{ name: 'test', text: 'abc' }]);
    assert.deepEqual(
      tags.shown.map(({ name }) => name),
      ['Service', 'Name', 'Expected'],
    );
    assert.equal(settings.platform, 'FARGATE');
    assert.equal(containers.shown.length, 2, 'its own and that of its node range');
    assert.deepEqual(containers.shown[0]?.variables.shown, ['MANAGED_BY_AWS', 'DATABASE_PASSWORD']);
    assert.ok(!JSON.stringify(containers).includes('STARTED_BY_STEP_FUNCTIONS'));
  });

  it('reads the attributes of older writers', () => {
    assert.equal(readFixture('14-monitoring-poc-running-objectid-name').attempts.more, 0);
    const detail = { tags: { team: 'media' } };
    assert.equal(read(JSON.stringify(detail)).tags.shown[0]?.text, 'media', 'the detail alone');
    const twice = JSON.stringify(JSON.stringify({ detail }));
    assert.equal(read(twice).tags.shown[0]?.text, 'media', 'encoded twice');
  });

  it('never contains the value of a variable, in any format', () => {
    const details = readDetail({
      container: {
        environment: [{ name: 'A', value: 's3cret' }, 'B=s3cret', 's3cret', 7],
        env: { C: 's3cret' },
        secrets: [{ name: 'D', valueFrom: 's3cret' }],
      },
      parameters: { overrides: '{"environment":[{"name":"E","value":"s3cret"}]}' },
    });
    assert.ok(!JSON.stringify(details).includes('s3cret'));
    assert.deepEqual(details.containers.shown[0]?.variables.shown, ['A', 'B', 'C', 'D']);
    assert.ok(details.parameters.shown[0]?.text.includes(redacted));
  });

  it('explains in a sentence why there are no more details', () => {
    assert.match(problemOf(undefined), /has no full event/);
    assert.match(problemOf({ a: 1 }), /is not a string/);
    assert.match(problemOf('{"detail": {"tags": s3cret'), /not valid JSON \(.+\)\.$/);
    assert.match(problemOf('[1, 2]'), /contains no job details/);
    assert.match(problemOf('{"detail": "x"}'), /contains no job details/);
    assert.match(problemOf('{"detail": {"jobId": "other"}}'), /belongs to another job/);
    assert.match(problemOf('['.repeat(200_000)), /nested too deeply|not valid JSON/);
    const gone = readEventDetails(jobId, undefined);
    assert.match(gone.ok ? '' : gone.problem, /no longer in the table/);
  });

  it('recognizes an event that was cut', () => {
    const cut = '{"batchMonitorCut":"too large","detail":{"attempts":[{},"… (cut: 4 more)"]}}';
    const details = read(cut);
    assert.equal(details.isCut, true);
    assert.equal(details.attempts.shown.length, 1);
  });

  it('limits long lists, and shows the last attempts', () => {
    const names = Object.fromEntries(Array.from({ length: 205 }, (_, n) => [`n${n}`, n]));
    const details = readDetail({
      attempts: Array.from({ length: 130 }, () => ({})),
      parameters: names,
      tags: names,
      container: { environment: names },
    });
    assert.deepEqual([details.attempts.shown.length, details.attempts.more], [100, 30]);
    assert.equal(details.attempts.shown[0]?.number, 31);
    const variables = details.containers.shown[0]?.variables;
    for (const list of [details.parameters, details.tags, variables]) {
      assert.deepEqual([list?.shown.length, list?.more], [200, 5]);
    }
    assert.equal(details.parameters.shown[7]?.text, '7');
  });

  it('reads an array parent, nodes and dependencies', () => {
    const { settings } = readDetail({
      arrayProperties: { size: 5, statusSummary: { SUCCEEDED: 2, FAILED: 3, RUNNING: 0 } },
      nodeProperties: { numNodes: 4, mainNode: 0 },
      nodeDetails: { nodeIndex: 2, isMainNode: false },
      dependsOn: [{ jobId: 'a' }, { type: 'SEQUENTIAL' }, {}, 7],
    });
    assert.equal(settings.children, 'FAILED 3, SUCCEEDED 2');
    assert.equal(settings.nodes, '4 nodes, main node 0, this is node 2');
    assert.deepEqual(
      settings.dependsOn.shown.map(({ jobId: id, type }) => id || type),
      ['a', 'SEQUENTIAL'],
    );
  });

  it('reads the configuration of a job, however complete', () => {
    const full = readDetail({
      jobArn: 'arn:aws:batch:eu-west-1:123456789012:job/x',
      platformCapabilities: ['EC2', 'FARGATE'],
      schedulingPriority: 7,
      shareIdentifier: 'team',
      timeout: { attemptDurationSeconds: 60 },
      arrayProperties: { statusSummary: { FAILED: 1, ODD: 'x' } },
      nodeProperties: { numNodes: 1 },
      nodeDetails: { isMainNode: true },
    }).settings;
    assert.equal(full.jobArn, 'arn:aws:batch:eu-west-1:123456789012:job/x');
    assert.equal(full.platform, 'EC2, FARGATE');
    assert.deepEqual([full.priority, full.shareIdentifier], [7, 'team']);
    assert.equal(full.timeout, '1 min per attempt');
    assert.equal(full.children, 'FAILED 1');
    assert.equal(full.nodes, '1 node, the main node');
    const bare = readDetail({ nodeProperties: { numNodes: 0, mainNode: 0 } }).settings;
    assert.deepEqual(bare, {
      jobArn: undefined,
      maxAttempts: undefined,
      retryRules: undefined,
      timeout: undefined,
      dependsOn: { shown: [], more: 0 },
      children: undefined,
      nodes: undefined,
      platform: undefined,
      priority: undefined,
      shareIdentifier: undefined,
    });
  });

  it('reads the retry strategy of a job', () => {
    const rulesOf = (evaluateOnExit: unknown[]): string | undefined =>
      readDetail({ retryStrategy: { evaluateOnExit } }).settings.retryRules;
    assert.equal(
      rulesOf([
        { action: 'exit', onExitCode: '13?', onReason: 'OOM*', onStatusReason: 'Host*' },
        { action: 'RETRY' },
        { onExitCode: '1' },
      ]),
      'EXIT on exit code "13?", reason "OOM*", and status reason "Host*"\nRETRY in all cases\n? on exit code "1"',
    );
    const many = rulesOf(Array.from({ length: 23 }, () => ({ action: 'EXIT' })))?.split('\n');
    assert.deepEqual([many?.length, many?.at(-1)], [21, 'and 3 more']);
    assert.equal(rulesOf([]), undefined);
  });

  it('reads the configuration of a container, with the terms of AWS Batch and of Kubernetes', () => {
    const [batch, gpu, kubernetes] = readDetail({
      container: {
        name: 'main',
        image: 'ubuntu',
        memory: 2_048,
        vcpus: '0.25',
        resourceRequirements: [{ type: 'GPU', value: '2' }],
        jobRoleArn: 'role',
        executionRoleArn: 'execution',
        environment: ['A=1', 'LONG_NAME=x=y', '=z', 'no value', 7],
      },
      eksProperties: {
        podProperties: {
          containers: [
            { memory: '3 GB' },
            { resources: { requests: { cpu: 2, memory: '1Gi', 'nvidia.com/gpu': '1' } } },
          ],
        },
      },
    }).containers.shown;
    assert.deepEqual(batch, {
      name: 'main',
      image: 'ubuntu',
      command: undefined,
      vcpus: '0.25',
      memory: '2048 MiB',
      gpus: '2',
      jobRole: 'role',
      executionRole: 'execution',
      logGroup: undefined,
      logRegion: undefined,
      logDriver: undefined,
      variables: { shown: ['A', 'LONG_NAME'], more: 0 },
    });
    assert.equal(gpu?.memory, '3 GB');
    assert.deepEqual([kubernetes?.vcpus, kubernetes?.memory, kubernetes?.gpus], ['2', '1Gi', '1']);
  });

  it('names the containers of an attempt, as AWS Batch or Kubernetes does', () => {
    const [attempt] = readDetail({
      eksAttempts: [
        {
          nodeName: 'node-1',
          initContainers: [{ metadata: { name: 'init' }, reason: 'Completed' }],
          containers: [{ name: 'main', metadata: { name: 'other' }, exitCode: 1 }],
        },
      ],
    }).attempts.shown;
    assert.equal(attempt?.nodeName, 'node-1');
    assert.deepEqual(
      attempt.containers.shown.map(({ name, reason, exitCode }) => [name, reason, exitCode]),
      [
        ['init', 'Completed', undefined],
        ['main', undefined, 1],
      ],
    );
  });

  it('reports an empty event as missing', () => {
    for (const empty of ['', null]) {
      assert.match(problemOf(empty), /has no full event/);
    }
    assert.match(problemOf(JSON.stringify(JSON.stringify('text'))), /contains no job details/);
    assert.match(problemOf(JSON.stringify('{')), /contains no job details/);
    assert.deepEqual(readDetail({ parameters: 'none', tags: [1] }).parameters.shown, []);
  });

  it('accepts any value anywhere', () => {
    const keys = fc.constantFrom(
      ...['attempts', 'eksAttempts', 'container', 'containers', 'environment', 'env', 'secrets'],
      ...['command', 'args', 'resourceRequirements', 'vcpus', 'parameters', 'tags', 'timeout'],
      ...['retryStrategy', 'evaluateOnExit', 'dependsOn', 'arrayProperties', 'statusSummary'],
      ...['nodeProperties', 'nodeRangeProperties', 'eksProperties', 'ecsProperties', 'resources'],
      ...['podProperties', 'logConfiguration', 'options', 'name', 'exitCode', '__proto__'],
    );
    const { detail } = fc.letrec(tie => ({
      value: fc.oneof({ maxDepth: 5 }, fc.jsonValue({ maxDepth: 1 }), tie('list'), tie('detail')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      detail: fc.dictionary(keys, tie('value'), { maxKeys: 6 }),
    }));
    fc.assert(fc.property(detail, value => void readDetail(value)));
    fc.assert(fc.property(fc.string(), text => void readEventDetails(jobId, { fullEvent: text })));
  });
});
