import assert from 'node:assert/strict';
import { injections } from '../../../support/security/injections';

const all = injections({ address: 'http://127.0.0.1:1', command: 'a.b', script: 'window.x=1' });

describe('the set of injection strings', () => {
  it('has at least 300 different strings', () => {
    const texts = all.map(({ text }) => text);
    assert(texts.length >= 300, String(texts.length));
    assert.deepEqual(
      texts.filter((text, index) => texts.indexOf(text) !== index),
      [],
    );
  });

  it('targets only canaries: no third-party addresses except names that do not exist', () => {
    const hosts = all.flatMap(({ text }) => [...text.matchAll(/https?:\/\/([^/:"'\s]+)/g)]);
    assert.deepEqual(new Set(hosts.map(([, host]) => host)), new Set(['127.0.0.1']));
  });
});
