import assert from 'node:assert/strict';
import { errorCode, errorLabel } from '../../../../src/core/base/errorCode';

describe('The code of an error', () => {
  const missing = Object.assign(new Error('no such file'), { code: 'ENOENT' });

  it('is that of a system error', () => {
    assert.equal(errorCode(missing), 'ENOENT');
    assert.equal(errorLabel(missing), 'ENOENT');
  });

  it('is absent from other errors, which are labelled by their names', () => {
    const numeric = Object.assign(new TypeError('wrong'), { code: 7 });
    assert.equal(errorCode(numeric), undefined);
    assert.equal(errorLabel(numeric), 'TypeError');
    assert.equal(errorCode({ code: 'ENOENT' }), undefined);
    assert.equal(errorLabel('ENOENT'), 'unknown error');
  });
});
