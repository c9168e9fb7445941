import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lastOutcome } from '../../../../src/core/job/attemptOutcome';
import { scaled } from '../../../local/process/slowness';

const of = (containers: readonly object[], detail: object = {}) =>
  lastOutcome({
    status: 'FAILED',
    attempts: [{ taskProperties: [{ containers }] }],
    ...detail,
  });

/** A job of several containers; `~side` is one that is not essential. */
const defined = (...names: string[]) => ({
  ecsProperties: {
    taskProperties: [
      {
        containers: names.map(name =>
          name.startsWith('~') ? { name: name.slice(1), essential: false } : { name },
        ),
      },
    ],
  },
});

/** Which container decides: each says its name as its reason, too. */
function deciding(
  containers: Readonly<Record<string, { exitCode?: number; reason?: string }>>,
  detail: object,
): readonly unknown[] {
  const all = Object.entries(containers).map(([name, facts]) => ({
    name,
    logStreamName: name,
    ...facts,
  }));
  const { exitCode, logStreamName } = of(all, detail);
  return [logStreamName, exitCode];
}

describe('lastOutcome, with several containers', () => {
  it('is that of the container that failed, before one that succeeded', () =>
    assert.equal(of([{ exitCode: 0 }, { exitCode: 3 }]).exitCode, 3));

  it('is that of an essential container, regardless of the others', () => {
    const job = defined('~side', 'main');
    assert.deepEqual(deciding({ side: { exitCode: 1 }, main: { exitCode: 3 } }, job), ['main', 3]);
    assert.deepEqual(deciding({ side: { exitCode: 1 }, main: { exitCode: 0 } }, job), ['main', 0]);
  });

  it('is the 0 of an essential container if the job succeeded', () => {
    const job = { ...defined('~side', 'helper', 'main'), status: 'SUCCEEDED' };
    const containers = {
      side: { exitCode: 137 },
      helper: { exitCode: 143 },
      main: { exitCode: 0 },
    };
    assert.deepEqual(deciding(containers, job), ['main', 0]);
    assert.deepEqual(deciding({ side: { exitCode: 0 }, main: {} }, job), ['main', undefined]);
  });

  it('is that of a container that failed on its own, before one that was stopped', () => {
    const job = defined('a', 'b', 'c');
    const containers = { a: { exitCode: 137 }, b: { exitCode: 143 }, c: { exitCode: 2 } };
    assert.deepEqual(deciding(containers, job), ['c', 2]);
    assert.deepEqual(deciding({ a: { exitCode: 0 }, b: { exitCode: 137 } }, job), ['b', 137]);
  });

  it('is the reason of a container that never finished, before any exit code 0', () => {
    const { exitCode, reason } = of([{ exitCode: 0, reason: 'known' }, { reason: 'no image' }]);
    assert.deepEqual([exitCode, reason], [undefined, 'no image']);
    const prepared = of(
      [
        { name: 'init', exitCode: 0, logStreamName: 'init' },
        { name: 'main', reason: 'CannotPullContainerError' },
      ],
      defined('~init', 'main'),
    );
    assert.deepEqual(
      [prepared.exitCode, prepared.reason, prepared.logStreamName],
      [undefined, 'CannotPullContainerError', undefined],
    );
  });

  it('is that of a nonessential container if no essential one has an outcome', () => {
    const job = defined('~init', 'main');
    assert.equal(deciding({ init: { exitCode: 4 }, main: {} }, job)[1], 4);
    assert.equal(deciding({ init: { exitCode: 0 }, main: {} }, job)[1], undefined);
    assert.equal(deciding({ init: { exitCode: 4 } }, job)[1], 4, 'the main one is not listed');
    const side = of([{ name: 'init', reason: 'CannotPull' }, { name: 'main' }], job);
    assert.equal(side.reason, 'CannotPull');
  });

  it('treats a container that AWS added to the task as nonessential', () => {
    const containers = { 'aws-guardduty-agent-x': { exitCode: 1 }, main: { exitCode: 5 } };
    assert.deepEqual(deciding(containers, defined('main')), ['main', 5]);
  });

  it('treats all as essential if the job defines none of them, or none as essential', () => {
    const containers = { a: { exitCode: 0 }, b: { exitCode: 6 } };
    assert.deepEqual(deciding(containers, {}), ['b', 6]);
    assert.deepEqual(deciding(containers, defined('x', '~y')), ['b', 6]);
    assert.deepEqual(deciding(containers, defined('~a', '~b')), ['b', 6]);
  });

  it('is the first reason if no container has an exit code, before a log alone', () =>
    assert.equal(of([{ logStreamName: 'log' }, { reason: 'evicted' }]).reason, 'evicted'));

  it('is a log if there is nothing else', () =>
    assert.equal(of([{ reason: '' }, { logStreamName: 'log' }]).logStreamName, 'log'));

  it('is empty if there is no information', () =>
    assert.deepEqual(of([{}, {}]), {
      exitCode: undefined,
      reason: undefined,
      logStreamName: undefined,
      logGroupName: undefined,
      logRegion: undefined,
      logDriver: undefined,
    }));

  it('recognizes containers of a multi-node job by the range of its main node', () => {
    const range = (targetNodes: string, ...names: string[]) => ({
      targetNodes,
      ...defined(...names),
    });
    const nodeProperties = {
      mainNode: 1,
      nodeRangeProperties: [range('0:0', 'a', '~b'), range('1:', '~a', 'b')],
    };
    const containers = { a: { exitCode: 1 }, b: { exitCode: 2 } };
    assert.deepEqual(deciding(containers, { nodeProperties }), ['b', 2]);
  });

  it('is always one of the attempt, and 0 for a successful attempt that has one', () => {
    const container = fc.record(
      {
        name: fc.constantFrom('a', 'b', 'c', 'd'),
        exitCode: fc.constantFrom(0, 1, 2, 137, 143),
        reason: fc.constantFrom('r', 's'),
      },
      { requiredKeys: [] },
    );
    const status = fc.constantFrom('SUCCEEDED', 'FAILED', 'RUNNING');
    const job = fc.subarray(['a', '~b', 'c', '~d']).map(names => defined(...names));
    fc.assert(
      fc.property(fc.array(container), status, job, (containers, status, job) => {
        const { exitCode, reason } = of(containers, { ...job, status });
        const isOneOf = containers.some(one => one.exitCode === exitCode && one.reason === reason);
        assert(isOneOf || (exitCode === undefined && reason === undefined));
        const essential = containers.filter(
          ({ name }) =>
            name === undefined ||
            job.ecsProperties.taskProperties[0]?.containers.some(
              one => one.name === name && !('essential' in one),
            ),
        );
        if (status === 'SUCCEEDED' && essential.some(one => one.exitCode === 0)) {
          assert.equal(exitCode, 0);
        }
      }),
    );
  });
});

describe('lastOutcome, with a pod', () => {
  const eksProperties = {
    podProperties: { initContainers: [{ name: 'prep' }], containers: [{ name: 'main' }] },
  };
  const ofPod = (prep: object, main: object, status = 'FAILED') => {
    const { exitCode, reason } = lastOutcome({
      status,
      eksProperties,
      eksAttempts: [
        {
          initContainers: [{ name: 'prep', ...prep }],
          containers: [{ name: 'main', ...main }],
        },
      ],
    });
    return [exitCode, reason];
  };
  const prepared = { exitCode: 0, reason: 'Completed' };

  it('is that of its main container once it has been initialized', () => {
    assert.deepEqual(ofPod(prepared, { exitCode: 1, reason: 'Error' }), [1, 'Error']);
    assert.deepEqual(ofPod(prepared, { exitCode: 0, reason: 'm' }, 'SUCCEEDED'), [0, 'm']);
  });

  it('is that of an init container that failed', () => {
    const waiting = { reason: 'PodInitializing' };
    assert.deepEqual(ofPod({ exitCode: 2, reason: 'Error' }, waiting), [2, 'Error']);
    assert.deepEqual(ofPod({ reason: 'ErrImagePull' }, waiting), [undefined, 'ErrImagePull']);
  });

  it('is the pull error of the main container after a successful init container', () =>
    assert.deepEqual(ofPod(prepared, { reason: 'ImagePullBackOff' }), [
      undefined,
      'ImagePullBackOff',
    ]));

  it('has no exit code for an evicted pod that only ran init containers', () => {
    assert.deepEqual(ofPod(prepared, {}), [undefined, undefined]);
    const evicted = { exitCode: 137, reason: 'ContainerStatusUnknown' };
    assert.deepEqual(ofPod(prepared, evicted), [137, 'ContainerStatusUnknown']);
    const unlisted = lastOutcome({
      status: 'FAILED',
      eksProperties,
      eksAttempts: [{ initContainers: [prepared], statusReason: 'Evicted' }],
    });
    assert.equal(unlisted.exitCode, undefined);
  });

  it('can be that of the only container of the job, without a name', () => {
    const podProperties = { initContainers: [{ name: 'prep' }], containers: [{ image: 'i' }] };
    const { exitCode } = lastOutcome({
      status: 'SUCCEEDED',
      eksProperties: { podProperties },
      eksAttempts: [
        {
          initContainers: [{ name: 'prep', exitCode: 3 }],
          containers: [{ name: 'Default', exitCode: 0 }],
        },
      ],
    });
    assert.equal(exitCode, 0);
  });

  it('is found without names, as in older events', () => {
    const { exitCode } = lastOutcome({
      status: 'SUCCEEDED',
      eksAttempts: [{ initContainers: [{ exitCode: 3 }], containers: [{ exitCode: 0 }] }],
    });
    assert.equal(exitCode, 0);
  });
});

describe('the log of an outcome', () => {
  const first = { logStreamName: 'first', exitCode: 1, name: 'main' };

  it('is that of the attempt once the job has finished, otherwise that of the container', () => {
    const container = { logStreamName: 'second' };
    assert.equal(of([first], { container }).logStreamName, 'first');
    assert.equal(of([first], { container, status: 'RUNNING' }).logStreamName, 'second');
    assert.equal(of([first], { container, status: undefined }).logStreamName, 'second');
  });

  it('is that of the current attempt with several containers, of the essential one first', () => {
    const running = (...containers: object[]) =>
      of([first], { status: 'RUNNING', ecsProperties: { taskProperties: [{ containers }] } });
    const options = { 'awslogs-group': '/main' };
    const main = { name: 'main', logStreamName: 'second', logConfiguration: { options } };
    const side = { name: 'side', essential: false, logStreamName: 'side' };
    assert.equal(running(side, main).logStreamName, 'second');
    assert.equal(running(side, main).logGroupName, '/main');
    assert.equal(running(side, { name: 'main' }).logStreamName, 'side', 'it is the one that runs');
    assert.equal(running({ name: 'main' }).logStreamName, undefined, 'it is not there yet');
    const { logStreamName } = of([first], { status: 'RUNNABLE' });
    assert.equal(logStreamName, 'first', 'until the next attempt starts');
    assert.equal(running(side, main).exitCode, 1, 'the outcome stays that of the last attempt');
  });

  it('is that of the current attempt of a multi-node job', () => {
    const main = { name: 'main', logStreamName: 'second' };
    const range = {
      targetNodes: '0:',
      ecsProperties: { taskProperties: [{ containers: [main] }] },
    };
    const nodeProperties = { mainNode: 0, nodeRangeProperties: [range] };
    assert.equal(of([first], { status: 'RUNNING', nodeProperties }).logStreamName, 'second');
  });

  it('is that of the job’s own containers if the attempt lists none', () => {
    const detail = { attempts: [{ statusReason: 'x' }], container: { logStreamName: 's' } };
    assert.equal(of([], detail).logStreamName, 's');
  });

  it('is in the log group of the container with this name, otherwise the first one', () => {
    const logging = (name: string, group?: string) => ({
      name,
      logConfiguration: { options: { 'awslogs-group': group } },
    });
    const groupOf = (name: string | undefined, ...containers: object[]) =>
      of([{ ...first, name }], { ecsProperties: { taskProperties: [{ containers }] } })
        .logGroupName;
    assert.equal(groupOf('main', logging('side', '/side'), logging('main', '/main')), '/main');
    assert.equal(groupOf('main', logging('side', '/side')), '/aws/batch/job');
    assert.equal(groupOf(undefined, logging('a'), logging('b', '/b')), '/b');
  });

  it('is found in one pass, however many containers there are', () => {
    const many = Array.from({ length: 30_000 }, (_, index) => ({ reason: `r${index}` }));
    const tasks = { taskProperties: [{ containers: many }] };
    const start = performance.now();
    lastOutcome({ status: 'FAILED', attempts: [{}, tasks], ecsProperties: tasks });
    assert(performance.now() - start < scaled(2_000));
  });

  it('can be in another region', () => {
    const options = { 'awslogs-region': 'us-west-2' };
    const { logRegion, logGroupName, logDriver } = lastOutcome({
      status: 'FAILED',
      attempts: [{ container: { logStreamName: 's' } }],
      container: { logConfiguration: { logDriver: 'awslogs', options } },
    });
    assert.deepEqual(
      [logRegion, logGroupName, logDriver],
      ['us-west-2', '/aws/batch/job', undefined],
    );
  });

  it('is that of the essential container, even if another log driver has it and not the sidecar’s', () => {
    const containers = [
      { name: 'side', essential: false, logStreamName: 'side' },
      { name: 'main', logConfiguration: { logDriver: 'splunk' } },
    ];
    const ecsProperties = { taskProperties: [{ containers }] };
    for (const status of ['RUNNING', 'FAILED']) {
      const { logStreamName, logDriver } = lastOutcome({ status, ecsProperties });
      assert.deepEqual([logStreamName, logDriver], [undefined, 'splunk'], status);
    }
  });

  it('can be with another log driver, and not in CloudWatch', () => {
    const logConfiguration = { logDriver: 'splunk', options: { 'splunk-url': 'x' } };
    const outcome = lastOutcome({
      status: 'FAILED',
      attempts: [{ container: { logStreamName: 's', exitCode: 1 } }],
      container: { logConfiguration },
    });
    assert.deepEqual(outcome, {
      exitCode: 1,
      reason: undefined,
      logStreamName: undefined,
      logGroupName: undefined,
      logRegion: undefined,
      logDriver: 'splunk',
    });
  });
});
