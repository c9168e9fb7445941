import assert from 'node:assert/strict';
import { StringDictionary } from '../../../../src/core/store/stringDictionary';

describe('StringDictionary', () => {
  it('assigns each string one number, in order of arrival', () => {
    const codes = new StringDictionary();
    const texts = Array.from({ length: 20_000 }, (_, index) => `media-${index}`);
    for (const known of ['', 'é', '\ud800', 'x'.repeat(10_000), ...texts]) {
      assert.equal(codes.find(known), -1);
      assert.equal(codes.codeOf(known), codes.values.length - 1);
      assert.equal(codes.codeOf(known), codes.values.length - 1);
    }
    codes.values.forEach((text, code) => assert.equal(codes.find(text), code));
    assert.equal(codes.values.length, texts.length + 4);
    assert.equal(codes.find('media-20000'), -1);
  });
});
