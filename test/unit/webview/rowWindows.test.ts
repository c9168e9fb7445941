import assert from 'node:assert/strict';
import { maxRowsPerMessage } from '../../../src/protocol/toHost';
import { RowWindows } from '../../../webview/model/rowWindows';
import { rowsOf } from './support';

describe('RowWindows', () => {
  it('requests whole pages that cover the range, each once', () => {
    const windows = new RowWindows(1000);

    assert.deepEqual(windows.request({ start: 75, end: 105 }), [{ start: 50, end: 150 }]);
    assert.deepEqual(windows.request({ start: 75, end: 155 }), [{ start: 150, end: 200 }]);
    assert.deepEqual(windows.request({ start: 75, end: 155 }), []);
  });

  it('requests nothing beyond the last row', () => {
    const windows = new RowWindows(130);

    assert.deepEqual(windows.request({ start: 90, end: 500 }), [{ start: 50, end: 130 }]);
    assert.deepEqual(new RowWindows(0).request({ start: 0, end: 50 }), []);
  });

  it('never requests more rows at once than the host returns', () => {
    const questions = new RowWindows(5000).request({ start: 0, end: 2000 });

    assert.equal(questions[0]?.start, 0);
    assert.equal(questions.at(-1)?.end, 2000);
    assert.ok(questions.every(({ start, end }) => end - start <= maxRowsPerMessage));
  });

  it('finds rows of a response that spans pages', () => {
    const windows = new RowWindows(1000);
    windows.put(100, rowsOf(100, 300));

    assert.equal(windows.at(99), undefined);
    assert.equal(windows.at(100)?.jobId, 'job-100');
    assert.equal(windows.at(299)?.jobId, 'job-299');
    assert.ok(windows.has({ start: 100, end: 300 }));
    assert.ok(!windows.has({ start: 100, end: 301 }));
  });

  it('has an empty range for an empty list', () => {
    assert.ok(new RowWindows(0).has({ start: 0, end: 0 }));
  });

  it('finds a job near its previous position', () => {
    const windows = new RowWindows(300);
    windows.put(0, rowsOf(0, 300));

    assert.equal(windows.find('job-42', 40), 42);
    assert.equal(windows.find('job-38', 40), 38);
    assert.equal(windows.find('job-299', 40), undefined);
  });

  it('forgets rows far from the screen, and requests them again when they return', () => {
    const windows = new RowWindows(100_000);
    for (let start = 0; start < 6000; start += 100) {
      windows.request({ start, end: start + 100 });
      windows.put(start, rowsOf(start, start + 100));
    }
    windows.request({ start: 5900, end: 6000 });

    assert.equal(windows.at(0), undefined);
    assert.equal(windows.at(5950)?.jobId, 'job-5950');
    assert.deepEqual(windows.request({ start: 0, end: 10 }), [{ start: 0, end: 50 }]);
  });

  it('counts its changes', () => {
    const windows = new RowWindows(10);
    windows.put(0, rowsOf(0, 10));

    assert.equal(windows.version, 1);
  });
});
