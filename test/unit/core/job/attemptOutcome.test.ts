import assert from 'node:assert/strict';
import { lastOutcome } from '../../../../src/core/job/attemptOutcome';

const of = (containers: readonly object[], detail: object = {}) =>
  lastOutcome({
    status: 'FAILED',
    attempts: [{ taskProperties: [{ containers }] }],
    ...detail,
  });

describe('lastOutcome, of several containers', () => {
  it('is that of the one that failed, before one that ended well', () =>
    assert.equal(of([{ exitCode: 0 }, { exitCode: 3 }]).exitCode, 3));

  it('is that of the first that has an exit code, before a reason alone', () => {
    const { exitCode, reason } = of([{ reason: 'unknown' }, { exitCode: 0, reason: 'known' }]);
    assert.deepEqual([exitCode, reason], [0, 'known']);
  });

  it('is the first reason where none has an exit code, before a log alone', () =>
    assert.equal(of([{ logStreamName: 'log' }, { reason: 'evicted' }]).reason, 'evicted'));

  it('is a log where there is no more', () =>
    assert.equal(of([{ reason: '' }, { logStreamName: 'log' }]).logStreamName, 'log'));

  it('is nothing where nothing is told', () =>
    assert.deepEqual(of([{}, {}]), {
      exitCode: undefined,
      reason: undefined,
      logStreamName: undefined,
      logGroupName: undefined,
    }));
});

describe('the log of an outcome', () => {
  const first = { logStreamName: 'first', exitCode: 1, name: 'main' };

  it('is that of the attempt once the job is over, else that of the container', () => {
    const container = { logStreamName: 'second' };
    assert.equal(of([first], { container }).logStreamName, 'first');
    assert.equal(of([first], { container, status: 'RUNNING' }).logStreamName, 'second');
    assert.equal(of([first], { container, status: undefined }).logStreamName, 'second');
  });

  it('is in the group that the container of this name has, or the first that any has', () => {
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
});
