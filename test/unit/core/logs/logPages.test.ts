import assert from 'node:assert/strict';
import type { LogPage } from '../../../../src/core/logs/logEvent';
import { pagesFrom } from '../../../../src/core/logs/logPages';

const page = (texts: readonly string[], backwardToken: string, forwardToken: string): LogPage => ({
  events: texts.map(text => ({ time: 0, text })),
  backwardToken,
  forwardToken,
});

async function textsFrom(
  pages: Readonly<Record<string, LogPage>>,
  direction: 'forward' | 'backward',
) {
  const asked: string[] = [];
  const texts: string[] = [];
  const read = (token: string) => {
    asked.push(token);
    return Promise.resolve(pages[token] ?? page([], token, token));
  };
  for await (const { events } of pagesFrom('start', direction, read)) {
    texts.push(...events.map(({ text }) => text));
  }
  return { asked, texts };
}

describe('the pages of a log stream', () => {
  it('go on past empty pages until the token repeats', async () => {
    const pages = {
      start: page(['a'], 'b0', 'f1'),
      f1: page([], 'b1', 'f2'),
      f2: page(['b'], 'b2', 'f3'),
      f3: page([], 'b3', 'f3'),
    };
    const { asked, texts } = await textsFrom(pages, 'forward');
    assert.deepEqual(texts, ['a', 'b']);
    assert.deepEqual(asked, ['start', 'f1', 'f2', 'f3']);
  });

  it('go backward by the other token', async () => {
    const pages = { start: page(['b'], 'b1', 'f0'), b1: page(['a'], 'b1', 'f1') };
    assert.deepEqual((await textsFrom(pages, 'backward')).texts, ['b', 'a']);
  });

  it('end even where a server keeps returning empty pages with new tokens', async () => {
    let count = 0;
    for await (const _ of pagesFrom('t', 'forward', token =>
      Promise.resolve(page([], token, `${token.slice(0, 5)}${count}`)),
    )) {
      count++;
    }
    assert.equal(count, 1_000);
  });
});
