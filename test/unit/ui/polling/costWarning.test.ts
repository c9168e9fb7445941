import assert from 'node:assert/strict';
import type { FeedState } from '../../../../src/data/feed/feedState';
import { CostWarning, costWarningButtons } from '../../../../src/ui/polling/costWarning';
import { aFeedState } from '../../../support/builders/builders';

describe('CostWarning', () => {
  let memory: Map<string, unknown>;
  let limit: number;
  let asked: string[];
  let answer: string | undefined;
  let acted: string[];

  beforeEach(() => {
    memory = new Map();
    limit = 1;
    asked = [];
    answer = undefined;
    acted = [];
  });

  const act = (what: string) => () => Promise.resolve(acted.push(what));
  /** A warning as a new window would have it. */
  const inNewWindow = (): CostWarning =>
    new CostWarning({
      memory: {
        get: key => memory.get(key),
        update: (key, value) => Promise.resolve(void memory.set(key, value)),
      },
      limit: () => limit,
      showWarning: message => Promise.resolve((asked.push(message), answer)),
      explain: act('explain'),
      changeInterval: act('interval'),
    });
  const plain = aFeedState({
    completeUnits: 3_500,
    shape: { index: 'none', sizeBytes: 0 },
  });
  const on = (tableName: string, over: Partial<FeedState> = {}): FeedState => ({
    ...plain,
    connection: { ...plain.connection, tableName },
    ...over,
  });
  const day = { units: 20_000_000, dollars: 2.5 };
  const consider = (state: FeedState, cost = day, warning = inNewWindow()) =>
    warning.consider(state, cost);

  it('shows what a plain table costs and what the index would save', async () => {
    await consider(plain);
    assert.deepEqual(asked, [
      'At this rate, reading table Jobs costs about $2.50 a day. Without a usable index "changes", every refresh reads the entire table (3,500 read units). With the index, a refresh reads only what changed.',
    ]);
  });

  it('shows what an index that lacks jobs costs', async () => {
    await consider(on('Jobs', { shape: { index: 'partial', sizeBytes: 0 } }));
    assert.match(
      asked[0] ?? '',
      /Its index "changes" lacks some jobs, so Batch Monitor scans the entire table/,
    );
  });

  it('does not warn when reading is cheap, cannot be cheaper, has an unknown cost or is free', async () => {
    await consider(plain, { units: 1, dollars: 1 });
    await consider(on('Jobs', { shape: { index: 'complete', sizeBytes: 0 } }));
    await inNewWindow().consider(plain, undefined);
    await consider({
      ...plain,
      connection: { ...plain.connection, endpoint: 'http://127.0.0.1:8000' },
    });
    limit = 0;
    await consider(plain);
    assert.deepEqual(asked, []);
  });

  it('warns once per window, and once per table', async () => {
    const window = inNewWindow();
    await window.consider(on('A'), day);
    await window.consider(on('B'), day);
    assert.equal(asked.length, 1);
    await consider(on('A'));
    assert.equal(asked.length, 1);
    await consider(on('B'));
    assert.equal(asked.length, 2);
    const { connection } = plain;
    await consider({
      ...plain,
      connection: { ...connection, tableName: 'A', region: 'us-east-1' },
    });
    assert.equal(asked.length, 3, 'a table of the same name elsewhere is another');
  });

  it('runs the action of each button', async () => {
    answer = costWarningButtons.explain;
    await consider(on('A'));
    answer = costWarningButtons.interval;
    await consider(on('B'));
    assert.deepEqual(acted, ['explain', 'interval']);
    answer = costWarningButtons.never;
    await consider(on('C'));
    await consider(on('D'));
    assert.equal(asked.length, 3);
  });

  it('ignores values that an earlier version may have saved', async () => {
    memory.set('costWarning.told', 'Jobs');
    await consider(plain);
    assert.equal(asked.length, 1);
  });
});
