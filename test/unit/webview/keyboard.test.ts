import assert from 'node:assert/strict';
import { gridIntent, nextCell, within, type Cell } from '../../../webview/view/grid/gridKeyboard';
import { listAction } from '../../../webview/view/controls/listboxKeyboard';

const size = { rows: 100, columns: 9, pageRows: 20 };
const press = (from: Cell, key: string, ctrlKey = false, rows = size.rows): Cell | undefined =>
  nextCell(from, { key, ctrlKey, metaKey: false }, { ...size, rows });

describe('nextCell', () => {
  it('moves by one cell, and stops at the edges', () => {
    assert.deepEqual(press({ row: 5, column: 5 }, 'ArrowUp'), { row: 4, column: 5 });
    assert.deepEqual(press({ row: 5, column: 5 }, 'ArrowDown'), { row: 6, column: 5 });
    assert.deepEqual(press({ row: 5, column: 5 }, 'ArrowLeft'), { row: 5, column: 4 });
    assert.deepEqual(press({ row: 5, column: 5 }, 'ArrowRight'), { row: 5, column: 6 });
    assert.deepEqual(press({ row: 99, column: 8 }, 'ArrowDown'), { row: 99, column: 8 });
    assert.deepEqual(press({ row: 99, column: 8 }, 'ArrowRight'), { row: 99, column: 8 });
    assert.deepEqual(press({ row: -1, column: 0 }, 'ArrowUp'), { row: -1, column: 0 });
    assert.deepEqual(press({ row: -1, column: 0 }, 'ArrowLeft'), { row: -1, column: 0 });
  });

  it('reaches the header from the first row', () => {
    assert.deepEqual(press({ row: 0, column: 3 }, 'ArrowUp'), { row: -1, column: 3 });
    assert.deepEqual(press({ row: -1, column: 3 }, 'ArrowDown'), { row: 0, column: 3 });
  });

  it('moves by a page', () => {
    assert.deepEqual(press({ row: 50, column: 1 }, 'PageDown'), { row: 70, column: 1 });
    assert.deepEqual(press({ row: 90, column: 1 }, 'PageDown'), { row: 99, column: 1 });
    assert.deepEqual(press({ row: 50, column: 1 }, 'PageUp'), { row: 30, column: 1 });
    assert.deepEqual(press({ row: 5, column: 1 }, 'PageUp'), { row: 0, column: 1 });
    assert.deepEqual(press({ row: -1, column: 1 }, 'PageDown'), { row: 20, column: 1 });
  });

  it('goes to the ends of a row, and with Ctrl to those of the table', () => {
    assert.deepEqual(press({ row: 5, column: 5 }, 'Home'), { row: 5, column: 0 });
    assert.deepEqual(press({ row: 5, column: 5 }, 'End'), { row: 5, column: 8 });
    assert.deepEqual(press({ row: 5, column: 5 }, 'Home', true), { row: 0, column: 0 });
    assert.deepEqual(press({ row: 5, column: 5 }, 'End', true), { row: 99, column: 8 });
  });

  it('supports an empty table', () => {
    for (const key of ['ArrowDown', 'PageDown', 'PageUp']) {
      assert.equal(press({ row: -1, column: 2 }, key, false, 0)?.row, -1, key);
    }
    assert.deepEqual(press({ row: -1, column: 2 }, 'End', true, 0), { row: -1, column: 8 });
  });

  it('ignores other keys', () => {
    assert.equal(press({ row: 5, column: 5 }, 'a'), undefined);
    assert.equal(press({ row: 5, column: 5 }, 'Tab'), undefined);
  });
});

describe('within', () => {
  it('keeps the position inside the table, and the header', () => {
    assert.deepEqual(within(10, { row: 5, column: 2 }, 7), { row: 7, column: 2 });
    assert.deepEqual(within(10, { row: 5, column: 2 }, 70), { row: 9, column: 2 });
    assert.deepEqual(within(10, { row: 5, column: 2 }, -4), { row: 0, column: 2 });
    assert.deepEqual(within(0, { row: 5, column: 2 }, 5), { row: -1, column: 2 });
    assert.deepEqual(within(10, { row: -1, column: 2 }, 5), { row: -1, column: 2 });
  });
});

describe('listAction', () => {
  const texts = ['FAILED', 'RUNNABLE', 'RUNNING', 'SUCCEEDED'];

  it('moves, and stops at the ends', () => {
    assert.deepEqual(listAction('ArrowDown', 0, texts, ''), { kind: 'move', index: 1 });
    assert.deepEqual(listAction('ArrowDown', 3, texts, ''), { kind: 'move', index: 3 });
    assert.deepEqual(listAction('ArrowUp', 0, texts, ''), { kind: 'move', index: 0 });
    assert.deepEqual(listAction('End', 0, texts, ''), { kind: 'move', index: 3 });
    assert.deepEqual(listAction('Home', 3, texts, ''), { kind: 'move', index: 0 });
  });

  it('toggles and closes', () => {
    assert.deepEqual(listAction(' ', 0, texts, ''), { kind: 'toggle' });
    assert.deepEqual(listAction('Enter', 0, texts, ''), { kind: 'toggle' });
    assert.deepEqual(listAction('Escape', 0, texts, ''), { kind: 'close' });
    assert.deepEqual(listAction('Tab', 0, texts, ''), { kind: 'close' });
  });

  it('jumps to the typed text, and cycles with one letter', () => {
    assert.deepEqual(listAction('r', 0, texts, ''), { kind: 'move', index: 1 });
    assert.deepEqual(listAction('r', 1, texts, ''), { kind: 'move', index: 2 });
    assert.deepEqual(listAction('i', 1, texts, 'runn'), { kind: 'move', index: 2 });
    assert.equal(listAction('z', 0, texts, ''), undefined);
    assert.equal(listAction('F5', 0, texts, ''), undefined);
  });
});

describe('gridIntent', () => {
  const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  const body = { row: 4, column: 2 };
  const head = { row: -1, column: 2 };

  it('opens or sorts by Enter and Space', () => {
    for (const key of ['Enter', ' ']) {
      assert.deepEqual(gridIntent({ ...plain, key }, body), { kind: 'act' });
      assert.deepEqual(gridIntent({ ...plain, key, shiftKey: true }, head), { kind: 'act' });
    }
  });

  it('selects a row with Ctrl or Shift and Space, all with Ctrl+A', () => {
    for (const modifier of ['ctrlKey', 'metaKey', 'shiftKey']) {
      assert.deepEqual(gridIntent({ ...plain, key: ' ', [modifier]: true }, body), {
        kind: 'toggle',
      });
    }
    assert.deepEqual(gridIntent({ ...plain, key: 'a', ctrlKey: true }, body), { kind: 'all' });
    assert.equal(gridIntent({ ...plain, key: 'a' }, body), undefined);
  });

  it('resizes and moves a column with the arrow keys on its header', () => {
    const left = { ...plain, key: 'ArrowLeft', shiftKey: true };
    assert.deepEqual(gridIntent(left, head), { kind: 'resize', by: -16 });
    assert.deepEqual(gridIntent({ ...left, ctrlKey: true }, head), { kind: 'moveColumn', by: -1 });
    assert.equal(gridIntent(left, body), undefined);
  });

  it('ignores keys with Alt', () => {
    assert.equal(gridIntent({ ...plain, key: 'Enter', altKey: true }, body), undefined);
  });
});
