import assert from 'node:assert/strict';
import { newestFirst } from '../../../../src/core/filter/columns';
import type { DashboardView } from '../../../../src/core/filter/dashboardLink';
import type { JobQuerySpec } from '../../../../src/core/filter/jobFilter';
import { Emitter } from '../../../../src/core/base/emitter';
import { noFilter } from '../../../../src/core/filter/jobFilter';
import type { Connection } from '../../../../src/data/config/connection';
import type { TablePosition } from '../../../../src/protocol/schemas';
import { DashboardState } from '../../../../src/ui/dashboard/dashboardState';
import { aFeedState } from '../../../support/builders/builders';

const failed: JobQuerySpec = {
  filter: { ...noFilter, statuses: ['FAILED'] },
  sort: { column: 'jobName', direction: 'ascending' },
};

describe('DashboardState', () => {
  let stateKey: string;
  let wish: JobQuerySpec | undefined;
  let detailsOf: string | undefined;
  let position: TablePosition | undefined;
  let shown: DashboardView[];
  let memory: Map<string, unknown>;
  let views: DashboardState;
  const wishChanged = new Emitter<undefined>();
  const positionChanged = new Emitter<undefined>();
  const connectionChanged = new Emitter<Connection>();

  beforeEach(() => {
    stateKey = '';
    wish = undefined;
    detailsOf = undefined;
    position = undefined;
    shown = [];
    memory = new Map();
    open();
  });

  afterEach(() => views.dispose());

  /** As a window does, with what another one before it has kept. */
  function open(): void {
    views = new DashboardState(
      {
        get query() {
          return wish;
        },
        get detailsOf() {
          return detailsOf;
        },
        get position() {
          return position;
        },
        onDidChangeQuery: wishChanged.event,
        onDidChangePosition: positionChanged.event,
        setView: view => shown.push(view),
      },
      {
        get stateKey() {
          return stateKey;
        },
        onDidChange: connectionChanged.event,
      },
      {
        get: key => memory.get(key),
        update: (key, value) => Promise.resolve(void memory.set(key, value)),
      },
      error => assert.fail(String(error)),
    );
  }

  function look(at: JobQuerySpec | undefined): void {
    wish = at;
    wishChanged.fire(undefined);
  }

  function turnTo(key: string): void {
    stateKey = key;
    connectionChanged.fire(aFeedState({}).connection);
  }

  /** As it is sent to the page, which knows no fields without a value. */
  const lastShown = (): unknown => JSON.parse(JSON.stringify(shown.at(-1)));

  it('starts fresh for a new connection, and restores each known one', () => {
    look(failed);
    turnTo('named:b');
    assert.deepEqual(shown.at(-1), { filter: noFilter, sort: newestFirst });
    turnTo('');
    assert.deepEqual(lastShown(), failed);
  });

  it('keeps the state of a panel that has been closed', () => {
    look(failed);
    look(undefined);
    turnTo('named:b');
    turnTo('');
    assert.deepEqual(lastShown(), failed);
  });

  it('keeps the state from before a restart, even if it was not opened since', () => {
    look(failed);
    views.dispose();
    wish = undefined;
    open();
    turnTo('sample');
    assert.deepEqual(shown.at(-1), { filter: noFilter, sort: newestFirst });
    turnTo('');
    assert.deepEqual(lastShown(), failed);
  });

  it('does not change the panel when only the target of the connection changes', () => {
    look(failed);
    turnTo('');
    assert.deepEqual(shown, []);
  });

  it('restores the last state, including details, in a replacement panel', () => {
    assert.deepEqual(views.lastShown, {
      filter: noFilter,
      sort: newestFirst,
      jobId: undefined,
      position: undefined,
    });
    detailsOf = 'job-1';
    look(failed);
    views.dispose();
    open();
    assert.deepEqual(JSON.parse(JSON.stringify(views.lastShown)), { ...failed, jobId: 'job-1' });
  });

  it('restores scroll position and selection in a replacement panel, not after a switch', () => {
    look(failed);
    position = { topRow: 40, selection: { kind: 'some', jobIds: ['a', 'b'] } };
    positionChanged.fire(undefined);
    views.dispose();
    open();
    assert.deepEqual(views.lastShown.position, position);
    turnTo('named:b');
    assert.equal(views.lastShown.position, undefined);
    turnTo('');
    assert.deepEqual(lastShown(), failed);
  });

  it('ignores a position of another version', () => {
    look(failed);
    for (const damaged of [{ topRow: -1 }, { topRow: 1, selection: ['a'] }, 'top', null]) {
      memory.forEach((value, key) => memory.set(key, { ...(value as object), position: damaged }));
      assert.equal(views.lastShown.position, undefined);
    }
  });
});
