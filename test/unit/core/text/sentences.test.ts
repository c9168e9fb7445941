import assert from 'node:assert/strict';
import { sentences } from '../../../../src/core/text/sentences';

describe('sentences', () => {
  it('end where the next one begins', () => {
    assert.equal(sentences('AWS says: no', 'Ask for leave.'), 'AWS says: no. Ask for leave.');
    assert.equal(sentences('It ended.', 'Look “here.”', 'Run: x'), 'It ended. Look “here.” Run: x');
    assert.equal(sentences('AWS says: no'), 'AWS says: no');
  });
});
