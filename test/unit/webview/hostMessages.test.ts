import assert from 'node:assert/strict';
import { noFilter } from '../../../src/core/filter/jobFilter';
import { dispatch } from '../../../src/protocol/messages';
import type { ToPage } from '../../../src/protocol/toPage';
import { hostMessages, type HostMessageTargets } from '../../../webview/model/hostMessages';

describe('the messages of the host', () => {
  let calls: string[];

  /** Notes what is called, whatever it is. */
  const noting = (path: string): unknown =>
    new Proxy(() => undefined, {
      get: (_, name) => noting(`${path}.${String(name)}`),
      set: (_, name, value) => calls.push(`${path}.${String(name)} = ${value}`) > 0,
      apply: () => calls.push(path.replace('page.', '')),
    });

  const receive = (message: ToPage): readonly string[] => {
    calls = [];
    dispatch(hostMessages(noting('page') as HostMessageTargets), message);
    return calls;
  };

  it('that jobs changed asks for all that is on screen', () => {
    assert.deepEqual(receive({ type: 'changed' }), [
      'query.send',
      'media.request',
      'details.request',
    ]);
  });

  it('that the history changed asks for it and for the actions of the open job', () => {
    assert.deepEqual(receive({ type: 'historyChanged' }), ['history.refresh', 'details.request']);
  });

  const shown = (view: Partial<Extract<ToPage, { type: 'show' }>>): readonly string[] =>
    receive({ type: 'show', id: 7, filter: noFilter, ...view });

  it('that show jobs leave the history, the media item and the failures', () => {
    assert.deepEqual(shown({}), [
      'page.query.view = 7',
      'history.close',
      'replaceFilter',
      'media.show',
      'failures.close',
    ]);
  });

  it('that show one job select it and open its details', () => {
    assert.deepEqual(shown({ jobId: 'job-1' }).slice(3, 5), [
      'selectionFlow.selection.only',
      'details.open',
    ]);
  });

  it('that show failures open them, and a media item returns to what was there', () => {
    assert(shown({ failures: true }).includes('failures.open'));
    assert(!shown({ mediaId: 'm1' }).some(call => call.startsWith('failures.')));
  });

  it('that restore a position do so last: another filter starts at the top', () => {
    assert.equal(
      shown({ position: { topRow: 9, selection: { kind: 'some', jobIds: [] } } }).at(-1),
      'restorePosition',
    );
  });
});
