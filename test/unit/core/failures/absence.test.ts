import assert from 'node:assert/strict';
import { Absence } from '../../../../src/core/failures/absence';

const minute = 60_000;
const now = Date.UTC(2026, 10, 24, 12);

describe('Absence', () => {
  it('begins when the user was last there, and counts after more than an hour', () => {
    const absence = new Absence(now);
    assert.equal(absence.seen(now + 60 * minute), undefined);
    assert.equal(absence.seen(now + 121 * minute), now + 60 * minute);
    assert.equal(absence.seen(now + 122 * minute), undefined);
    assert.equal(absence.seenAt, now + 122 * minute);
  });

  it('is unknown at the first visit, and none after the clock was set back', () => {
    assert.equal(new Absence(undefined).seen(now), undefined);
    const absence = new Absence(now);
    assert.equal(absence.seen(now - 300 * minute), undefined);
    assert.equal(absence.seen(now - 299 * minute), undefined);
  });
});
