import assert from 'node:assert/strict';
import {
  condenseMarks,
  MarkFold,
  scopeOf,
  type MarkEntry,
} from '../../../../src/core/actions/markEntries';

const scope = scopeOf('Jobs', 'eu-west-1', undefined);

let next = 0;
const word = (at: number, jobIds: string[], facts: Partial<MarkEntry> = {}): MarkEntry => ({
  id: `word-${next++}`,
  at,
  scope,
  mark: 'broken',
  isOn: true,
  jobIds,
  ...facts,
});

const markedBy = (entries: readonly MarkEntry[]): string[] => {
  const fold = new MarkFold(scope);
  entries.forEach(entry => fold.apply(entry));
  return [...fold.marked('broken')].toSorted();
};

describe('the marks of jobs', () => {
  it('follow the latest entry for each job, in any order of the entries', () => {
    const words = [
      word(1, ['a', 'b', 'c']),
      word(2, ['b'], { isOn: false }),
      word(3, ['c'], { isOn: false }),
      word(4, ['c']),
    ];
    assert.deepEqual(markedBy(words), ['a', 'c']);
    assert.deepEqual(markedBy(words.toReversed()), ['a', 'c']);
    assert.deepEqual(markedBy([...words, ...words]), ['a', 'c']);
  });

  it('are the same in any order if entries have the same time', () => {
    const words = [
      word(1, ['a'], { id: 'x' }),
      word(1, ['a'], { id: 'y', isOn: false }),
      word(1, ['b'], { id: 'q', isOn: false }),
      word(1, ['b'], { id: 'r' }),
    ];
    assert.deepEqual(markedBy(words), ['b']);
    assert.deepEqual(markedBy(words.toReversed()), ['b']);
  });

  it('are separate for each mark and each table', () => {
    const other = scopeOf('Jobs', 'eu-west-1', 'http://127.0.0.1:8000');
    assert.notEqual(scope, other);
    assert.deepEqual(markedBy([word(1, ['a'], { scope: other })]), []);
    assert.deepEqual(markedBy([word(1, ['a'], { mark: 'acknowledged' })]), []);
  });

  it('are the same for a table name and its ARN, also when stored with the ARN', () => {
    const arn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/Jobs';
    const stored = JSON.stringify([arn, 'us-east-1', '']);
    assert.equal(scopeOf(arn, 'us-east-1', undefined), scope);
    const set = word(1, ['job'], { scope: stored });
    for (const shown of [scope, stored]) {
      const fold = new MarkFold(shown);
      fold.apply(set);
      assert.deepEqual([...fold.marked('broken')], [...set.jobIds]);
      fold.apply(word(2, ['job'], { isOn: false }));
      assert.deepEqual([...fold.marked('broken')], []);
    }
    const removal = word(2, ['job'], { isOn: false });
    assert.deepEqual(condenseMarks([set, removal], []), []);
    assert.deepEqual(condenseMarks([set], [removal]), []);
  });

  it('are separate for tables whose names only look like ARNs', () => {
    for (const odd of ['arn:', 'arn:x', 'arn:aws:sns:eu-west-1:1:table/Jobs', '["arn:']) {
      assert.notEqual(scopeOf(odd, 'eu-west-1', undefined), scope);
      assert.deepEqual(new MarkFold(scope).apply(word(1, ['job'], { scope: odd })), []);
    }
  });

  it('announce only changes', () => {
    const fold = new MarkFold(scope);
    assert.deepEqual(fold.apply(word(5, ['a', 'b'])), ['a', 'b']);
    assert.deepEqual(fold.apply(word(6, ['a', 'c'])), ['c']);
    assert.deepEqual(fold.apply(word(4, ['b'], { isOn: false })), []);
    assert.deepEqual(fold.apply(word(7, ['x'], { isOn: false })), []);
  });
});

describe('condenseMarks', () => {
  it('keeps the latest entry for each job, and the same marks', () => {
    const words = [word(1, ['a', 'b']), word(2, ['a'], { isOn: false }), word(3, ['b', 'c'])];
    const kept = condenseMarks(words, []);
    assert.deepEqual(
      kept.map(({ jobIds }) => jobIds),
      [['b', 'c']],
    );
    assert.deepEqual(markedBy(kept), markedBy(words));
  });

  it('keeps that a mark was removed as long as another log has the entry that set it', () => {
    const set = word(1, ['a']);
    const lifted = word(2, ['a'], { isOn: false });
    assert.deepEqual(condenseMarks([lifted], [set]), [lifted]);
    assert.deepEqual(condenseMarks([set], [lifted]), []);
    assert.deepEqual(condenseMarks([lifted], []), []);
  });

  it('has the same result in any random split', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const random = (below: number): number => Math.floor(Math.random() * below);
    for (let round = 0; round < 200; round++) {
      const words = Array.from({ length: 12 }, (_, at) =>
        word(at, [ids[random(4)] ?? 'a'], { isOn: random(2) === 0 }),
      );
      const cut = random(words.length);
      const [own, others] = random(2)
        ? [words.slice(cut), words.slice(0, cut)]
        : [words.slice(0, cut), words.slice(cut)];
      assert.deepEqual(markedBy([...condenseMarks(own, others), ...others]), markedBy(words));
    }
  });

  it('keeps at most a limited number of jobs per scope, the most recently marked', () => {
    const kept = condenseMarks([word(1, ['a', 'b']), word(2, ['c', 'd'])], [], 3);
    assert.deepEqual(markedBy(kept), ['a', 'c', 'd']);
    const late = condenseMarks([word(2, ['c', 'd']), word(1, ['a', 'b'])], [], 3);
    assert.deepEqual(markedBy(late), ['a', 'c', 'd']);
  });
});
