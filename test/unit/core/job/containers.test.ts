import assert from 'node:assert/strict';
import { commandsOf } from '../../../../src/core/job/containerRoles';
import {
  containersOf,
  containersOfAttempt,
  mainContainersOf,
} from '../../../../src/core/job/containers';
import type { JsonObject } from '../../../../src/core/base/json';

const named = (...names: string[]): object[] => names.map(name => ({ name }));
const tasks = (...names: string[]): object => ({
  taskProperties: [{ containers: named(...names) }],
});
const pod = (inits: string[], names: string[]): object => ({
  podProperties: { initContainers: named(...inits), containers: named(...names) },
});
const names = (containers: readonly JsonObject[]): unknown[] => containers.map(({ name }) => name);

const nodes = (...ranges: object[]): object => ({
  nodeProperties: { mainNode: 0, nodeRangeProperties: ranges },
});

describe('the containers of a job', () => {
  for (const [title, detail, expected] of [
    ['of one container', { container: { name: 'a' } }, ['a']],
    ['of an ECS task', { ecsProperties: tasks('a', 'b') }, ['a', 'b']],
    ['of a pod, with those that prepare it', { eksProperties: pod(['i'], ['a']) }, ['i', 'a']],
    ['of nodes', nodes({ container: { name: 'a' } }, { container: { name: 'b' } }), ['a', 'b']],
    ['of nodes with tasks', nodes({ ecsProperties: tasks('a', 'b') }), ['a', 'b']],
    ['of nodes with pods', nodes({ eksProperties: pod(['i'], ['a']) }), ['i', 'a']],
    [
      'of nodes, the main node’s first',
      nodes(
        { targetNodes: '1:', ecsProperties: tasks('worker') },
        { targetNodes: '0:0', ecsProperties: tasks('main') },
      ),
      ['main', 'worker'],
    ],
  ] as const) {
    it(`are found in one ${title}`, () =>
      assert.deepEqual(names(containersOf(detail as JsonObject)), expected));
  }

  it('exclude the empty one that AWS Batch adds to several', () => {
    const silent = {
      networkInterfaces: [],
      environment: [],
      image: '',
      vcpus: 0,
      privileged: false,
    };
    const detail = { container: silent, ecsProperties: tasks('a') };
    assert.deepEqual(names(containersOf(detail)), ['a']);
    assert.deepEqual(containersOf({ container: {} }), []);
    assert.deepEqual(containersOf({ container: { exitCode: 0 } }), [{ exitCode: 0 }]);
  });

  it('of a multi-node job are those of its main node', () => {
    const detail = nodes(
      { targetNodes: '1:', ecsProperties: tasks('worker') },
      { targetNodes: '0:0', eksProperties: pod(['i'], ['main']) },
    );
    assert.deepEqual(names(mainContainersOf(detail as JsonObject)), ['i', 'main']);
  });

  it('are found in every kind of attempt', () => {
    assert.deepEqual(containersOfAttempt({ container: { exitCode: 1 } }), [{ exitCode: 1 }]);
    const task = { ...tasks('a', 'b'), container: { networkInterfaces: [] } };
    assert.deepEqual(names(containersOfAttempt(task)), ['a', 'b']);
    const eks = { initContainers: named('i'), containers: named('a') };
    assert.deepEqual(names(containersOfAttempt(eks)), ['i', 'a']);
  });
});

describe('the commands of a job', () => {
  it('are those of all containers, essential ones first', () => {
    const containers = [
      { name: 'side', essential: false, command: ['side'] },
      { name: 'main', command: ['main'], args: ['--x'] },
    ];
    const detail = { ecsProperties: { taskProperties: [{ containers }] } };
    assert.deepEqual(commandsOf(detail), ['main', '--x', 'side']);
  });

  it('include those of pods and nodes', () => {
    const eksProperties = {
      podProperties: { initContainers: [{ command: ['prep'] }], containers: [{ args: ['run'] }] },
    };
    assert.deepEqual(commandsOf({ eksProperties }), ['run', 'prep']);
    assert.deepEqual(commandsOf(nodes({ eksProperties }) as JsonObject), ['run', 'prep']);
  });
});
