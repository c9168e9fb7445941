import assert from 'node:assert/strict';
import type { PartOutcome } from '../../../support/runner/outcome';
import { schedule } from '../../../support/runner/schedule';
import type { StepName, TestPart } from '../../../support/runner/testParts';

const aPart = (name: string, more: Partial<TestPart> = {}): TestPart => ({
  ...{ name, kind: 'tests', command: () => [], needs: [], isWide: false, reads: /^/ },
  ...more,
});

/** Runs parts that end only when a test says so. */
class Machine {
  readonly running = new Map<string, (failed: number) => void>();

  readonly run = ({ name }: TestPart): Promise<PartOutcome> =>
    new Promise(resolve =>
      this.running.set(name, failed => {
        this.running.delete(name);
        resolve({ name, seconds: 1, passed: 1, failed, skipped: 0 });
      }),
    );

  get names(): string[] {
    return [...this.running.keys()];
  }

  /** Ends a part; resolves when what follows has been started. */
  async end(name: string, failed = 0): Promise<void> {
    const end = this.running.get(name);
    assert(end, `${name} is not running: ${this.names.join(', ')}`);
    end(failed);
    await new Promise(resolve => setImmediate(resolve));
  }
}

describe('schedule', () => {
  it('uses all cores, and runs wide parts alone', async () => {
    const machine = new Machine();
    const parts = [aPart('a'), aPart('b'), aPart('c'), aPart('wide', { isWide: true }), aPart('d')];
    const ended = schedule([], parts, 2, machine.run);

    assert.deepEqual(machine.names, ['a', 'b']);
    await machine.end('b');
    assert.deepEqual(machine.names, ['a', 'c']);
    await machine.end('a');
    assert.deepEqual(machine.names, ['c', 'd']);
    await machine.end('c');
    assert.deepEqual(machine.names, ['d']);
    await machine.end('d');
    assert.deepEqual(machine.names, ['wide']);
    await machine.end('wide');

    assert.deepEqual(
      (await ended).map(({ name }) => name),
      ['a', 'b', 'c', 'wide', 'd'],
    );
  });

  it('runs the steps first, one after another', async () => {
    const machine = new Machine();
    const steps = [aPart('downloads'), aPart('build')];
    const ended = schedule(steps, [aPart('a', { needs: ['build'] })], 2, machine.run);

    assert.deepEqual(machine.names, ['downloads']);
    await machine.end('downloads');
    assert.deepEqual(machine.names, ['build']);
    await machine.end('build');
    await machine.end('a');

    assert.equal((await ended).length, 3);
  });

  it('skips what depends on a failed step, reports it, and runs the rest', async () => {
    const machine = new Machine();
    const needs: StepName[] = ['build'];
    const parts = [aPart('a', { needs }), aPart('b'), aPart('wide', { needs, isWide: true })];
    const ended = schedule([aPart('build')], parts, 2, machine.run);

    await machine.end('build', 1);
    assert.deepEqual(machine.names, ['b']);
    await machine.end('b');

    const outcomes = await ended;
    assert.deepEqual(
      outcomes.map(({ name, failed }) => [name, failed]),
      [
        ['build', 1],
        ['a', 1],
        ['b', 0],
        ['wide', 1],
      ],
    );
    assert.match(outcomes[1]?.failures?.[0]?.error ?? '', /build/);
  });
});
