import assert from 'node:assert/strict';
import { injections } from '../../../support/security/injections';

const all = injections({ address: 'http://127.0.0.1:1', command: 'a.b', script: 'window.x=1' });

describe('the battery of injections', () => {
  it('has at least 300 strings, each of them once', () => {
    const texts = all.map(({ text }) => text);
    assert(texts.length >= 300, String(texts.length));
    assert.deepEqual(
      texts.filter((text, index) => texts.indexOf(text) !== index),
      [],
    );
  });

  it('aims at canaries alone: no address of others but names that do not exist', () => {
    const hosts = all.flatMap(({ text }) => [...text.matchAll(/https?:\/\/([^/:"'\s]+)/g)]);
    assert.deepEqual(new Set(hosts.map(([, host]) => host)), new Set(['127.0.0.1']));
  });
});
