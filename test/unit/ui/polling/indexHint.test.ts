import assert from 'node:assert/strict';
import type { TableShape } from '../../../../src/data/table/tableShape';
import { IndexHint, indexHintButton } from '../../../../src/ui/polling/indexHint';
import { aFeedState } from '../../../support/builders/builders';

const current: TableShape = { index: 'complete', sizeBytes: 0 };
const older: TableShape = { ...current, unprojected: ['facts'] };

describe('IndexHint', () => {
  let memory: Map<string, unknown>;
  let shown: string[];
  let chosen: string | undefined;
  let explained: number;

  beforeEach(() => {
    memory = new Map();
    shown = [];
    chosen = undefined;
    explained = 0;
  });

  /** A hint as a new window would have it. */
  const consider = (shape: TableShape | undefined, tableName = 'Jobs'): Promise<void> => {
    const state = aFeedState({ shape });
    const hint = new IndexHint({
      memory: {
        get: key => memory.get(key),
        update: (key, value) => Promise.resolve(void memory.set(key, value)),
      },
      show: message => Promise.resolve((shown.push(message), chosen)),
      explain: () => Promise.resolve(explained++),
    });
    return hint.consider({ ...state, connection: { ...state.connection, tableName } });
  };

  it('explains once per table which features need a newer index', async () => {
    await consider(older);
    await consider(older);
    assert.deepEqual(shown, [
      'The index "changes" of table Jobs does not include facts, so Batch Monitor cannot read the resources, tags, timeouts, and blocked-queue reasons of jobs from it. Replace the index to include them.',
    ]);
    await consider(older, 'Others');
    assert.equal(shown.length, 2);
  });

  it('is not shown for an index that has all attributes, or a table of unknown shape', async () => {
    await consider(current);
    await consider(undefined);
    assert.deepEqual(shown, []);
  });

  it('shows how to replace the index only when the button is clicked', async () => {
    await consider(older);
    assert.equal(explained, 0);
    chosen = indexHintButton();
    await consider(older, 'Others');
    assert.equal(explained, 1);
  });
});
