import assert from 'node:assert/strict';
import { RowObservers, type RowObserver } from '../../../../src/core/store/rowObservers';

describe('RowObservers', () => {
  const notes: string[] = [];
  const noting = (name: string): RowObserver => ({
    entered: row => notes.push(`${name} entered ${row}`),
    leaving: row => notes.push(`${name} leaving ${row}`),
  });

  beforeEach(() => {
    notes.length = 0;
  });

  it('lets what derives values of a row see it enter first and leave last', () => {
    const observers = new RowObservers();
    observers.add(noting('list'));
    observers.addDeriver(noting('deriver'));
    observers.change([7], () => notes.push('change'));

    assert.deepEqual(notes, [
      'list leaving 7',
      'deriver leaving 7',
      'change',
      'deriver entered 7',
      'list entered 7',
    ]);
  });

  it('does not announce derived values to those who derive them', () => {
    const observers = new RowObservers();
    observers.add(noting('list'));
    const deriver = observers.addDeriver(noting('deriver'));
    observers.update(7, () => notes.push('change'));
    assert.deepEqual(notes, ['list leaving 7', 'change', 'list entered 7']);

    deriver.dispose();
    observers.clear();
    observers.enter(7);
    assert.equal(notes.length, 3);
  });
});
