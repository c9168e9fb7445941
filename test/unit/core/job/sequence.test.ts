import assert from 'node:assert/strict';
import {
  rankOf,
  sequenceOf,
  supersedes,
  terminalSequence,
  type OrderedState,
} from '../../../../src/core/job/sequence';
import { Random } from '../../../../src/sample/random';
import { disorder, permutations } from '../../../support/builders/orders';

const start = Date.parse('2026-11-23T10:00:00Z');

/** `second` is when its event is stamped. */
function state(status: string, finished: number, second: number): OrderedState {
  return {
    status,
    sequence: sequenceOf(status, finished),
    timestamp: `${new Date(start + second * 1000).toISOString().slice(0, 19)}Z`,
  };
}

const legacy = (status: string, second: number): OrderedState => ({
  ...state(status, 0, second),
  sequence: undefined,
});

/** What a store ends with when states come in some order. */
function endOf(states: readonly OrderedState[]): OrderedState | undefined {
  let current: OrderedState | undefined;
  for (const next of states) {
    current = !current || supersedes(next, current) ? next : current;
  }
  return current;
}

const withRetry = [
  state('RUNNABLE', 0, 0),
  state('STARTING', 0, 0),
  state('RUNNING', 0, 1),
  state('RUNNABLE', 1, 1),
  state('STARTING', 1, 1),
  state('RUNNING', 1, 2),
  state('FAILED', 2, 2),
];

describe('sequenceOf', () => {
  it('increases over a life cycle with retries', () => {
    const sequences = withRetry.map(({ sequence }) => sequence);
    assert.deepEqual(sequences, [2, 3, 4, 12, 13, 14, 1000]);
  });

  it('puts the final state after any number of attempts', () => {
    assert.equal(sequenceOf('SUCCEEDED', 0), terminalSequence);
    assert(sequenceOf('RUNNING', 5_000) < terminalSequence);
  });

  it('ranks an unknown status as RUNNABLE', () => {
    assert.deepEqual(['SCHEDULED', 'toString', ''].map(rankOf), [2, 2, 2]);
  });
});

describe('supersedes', () => {
  it('reaches the right final state in every order of a life cycle with a retry and ties', () => {
    let orders = 0;
    for (const order of permutations(withRetry)) {
      assert.equal(endOf(order)?.status, 'FAILED');
      orders++;
    }
    assert.equal(orders, 5_040);
  });

  it('reaches the right final state in any order, with duplicates and timestamps up to a second off', () => {
    for (let seed = 0; seed < 2_000; seed++) {
      const random = new Random(seed);
      const life = aLife(random);
      const last = life.at(-1);
      const order = disorder(life, random);
      assert.equal(endOf(order)?.sequence, last?.sequence, JSON.stringify({ seed, order }));
    }
  });

  it('is false for a copy of the same state', () => {
    for (const one of withRetry) {
      assert.equal(supersedes({ ...one }, one), false, one.status);
    }
  });

  it('is true over a final state only for a later final state', () => {
    const end = state('SUCCEEDED', 1, 5);
    assert.equal(supersedes(state('RUNNING', 3, 3_600), end), false);
    assert.equal(supersedes(state('FAILED', 1, 5), end), false);
    assert.equal(supersedes(state('FAILED', 1, 6), end), true);
  });

  it('accepts a later RUNNABLE with an outdated attempt count, once it is beyond the clock skew', () => {
    const running = state('RUNNING', 0, 10);
    assert.equal(supersedes(state('RUNNABLE', 0, 11), running), false);
    assert.equal(supersedes(state('RUNNABLE', 0, 12), running), true);
  });

  it('compares instants, in any format', () => {
    const current = { ...state('RUNNING', 0, 0), timestamp: '2026-11-23T10:00:00.900+00:00' };
    assert.equal(supersedes(state('RUNNING', 0, 1), current), true);
    assert.equal(supersedes(state('RUNNING', 0, 0), current), false);
  });

  it('uses the sequence alone if a time is missing', () => {
    const timeless = { ...state('RUNNING', 0, 0), timestamp: '' };
    assert.equal(supersedes(state('RUNNABLE', 0, 60), timeless), false);
    assert.equal(supersedes(state('FAILED', 1, 0), timeless), true);
    assert.equal(supersedes(timeless, state('STARTING', 0, 60)), true);
    assert.equal(supersedes(timeless, timeless), false);
  });

  describe('with states from older writers', () => {
    it('accepts a state whose sequence is not earlier', () => {
      assert.equal(supersedes(state('RUNNING', 0, 5), legacy('STARTING', 5)), true);
      assert.equal(supersedes(state('RUNNING', 0, 4), legacy('STARTING', 5)), false);
      assert.equal(supersedes(state('RUNNING', 0, 4), { ...legacy('', 0), timestamp: '' }), true);
    });

    it('keeps the final state, whatever the times', () => {
      assert.equal(supersedes(legacy('RUNNING', 9), legacy('FAILED', 5)), false);
      assert.equal(supersedes(legacy('FAILED', 5), legacy('RUNNING', 6)), true);
      assert.equal(supersedes(legacy('RUNNING', 9), state('SUCCEEDED', 1, 5)), false);
    });

    it('uses the status within the clock skew, otherwise the time', () => {
      assert.equal(supersedes(legacy('RUNNING', 4), legacy('STARTING', 5)), true);
      assert.equal(supersedes(legacy('STARTING', 6), legacy('RUNNING', 5)), false);
      assert.equal(supersedes(legacy('RUNNABLE', 60), legacy('RUNNING', 5)), true);
      assert.equal(supersedes(legacy('RUNNING', 5), legacy('RUNNABLE', 60)), false);
    });

    it('uses the time for the same status, and rejects copies', () => {
      for (const status of ['RUNNING', 'FAILED']) {
        assert.equal(supersedes(legacy(status, 6), legacy(status, 5)), true, status);
        assert.equal(supersedes(legacy(status, 5), legacy(status, 5)), false, status);
        assert.equal(supersedes(legacy(status, 4), legacy(status, 5)), false, status);
      }
    });
  });
});

/** Up to three attempts, an end or none; stamps run with the states, but each is up to a second off. */
function aLife(random: Random): readonly OrderedState[] {
  const life: OrderedState[] = [];
  let second = 10;
  const stamp = (): number => (second += random.integer(0, 3)) + random.integer(0, 1);
  const attempts = random.integer(1, 3);
  for (let finished = 0; finished < attempts; finished++) {
    for (const status of ['RUNNABLE', 'STARTING', 'RUNNING']) {
      life.push(state(status, finished, stamp()));
    }
  }
  return random.chance(0.8) ? [...life, state('FAILED', attempts, stamp())] : life;
}
