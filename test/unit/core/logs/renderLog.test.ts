import assert from 'node:assert/strict';
import { useTimeZone } from '../../../../src/core/text/shownTimeZone';
import { inLocalTimeZone } from '../../../support/fakes/localTimeZone';
import { maxLineLength, renderEvents, type LogView } from '../../../../src/core/logs/renderLog';

const view = (over: Partial<LogView> = {}): LogView => ({
  times: 'none',
  startedAt: 0,
  isRevealed: false,
  maxLineLength,
  ...over,
});

const shown = (text: string, over?: Partial<LogView>): string =>
  renderEvents([{ time: 3_723_456, text }], view(over));

describe('a log as text', () => {
  it('has no terminal sequences', () => {
    assert.equal(shown('\u001b[1;31mred\u001b[0m\u001b[2K and \u009b4mmore'), 'red and more\n');
    assert.equal(shown('\u001b]0;title\u0007\u001b]8;;http://x\u001b\\link'), 'link\n');
    assert.equal(shown('\u001b(Bplain\u001bM'), 'plain\n');
  });

  it('keeps what follows a terminal string that never ends', () => {
    assert.match(shown(`\u001b]0;${'x'.repeat(5_000)} the end`), /the end\n$/);
  });

  it('shows each state of a progress bar on a line of its own', () => {
    assert.equal(shown('10%\r50%\r100%\r\ndone'), '10%\n50%\n100%\ndone\n');
  });

  it('replaces control characters, and those that reorder text or end lines in an editor', () => {
    assert.equal(shown('a\u0000b\u0008c\td'), 'a\ufffdb\ufffdc\td\n');
    assert.equal(shown('user\u202e gnp.exe'), 'user\ufffd gnp.exe\n');
    assert.equal(shown('a\u2028b\u0085c'), 'a\nb\nc\n');
    assert.equal(shown('half \ud83d of a pair'), 'half \ufffd of a pair\n');
  });

  it('keeps binary output harmless', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index)).toString('utf8');
    const text = shown(bytes);
    assert.doesNotMatch(text.replaceAll('\n', '').replaceAll('\t', ''), /\p{Cc}/u);
  });

  it('keeps links to commands as plain text', () => {
    const hostile = '[free](command:workbench.action.terminal.new) $(trash) <b onload=x>';
    assert.equal(shown(hostile), `${hostile}\n`);
  });

  it('cuts a line of 1 MB with a mark, unless the lines are to stay whole', () => {
    const line = 'x'.repeat(1_048_576);
    const cut = shown(line);
    assert.equal(cut.length, maxLineLength + '… (1,048,576 characters)\n'.length);
    assert.match(cut, /… \(1,048,576 characters\)\n$/);
    assert.equal(shown(line, { maxLineLength: undefined }).length, 1_048_577);
  });

  it('shows times in the time zone of choice or since the start, and aligns further lines', () => {
    inLocalTimeZone('Asia/Kolkata', () => {
      assert.equal(shown('a', { times: 'time' }), '1970-01-01T06:32:03.456+05:30 a\n');
      useTimeZone('utc');
      assert.equal(
        shown('a\nb', { times: 'time' }),
        '1970-01-01T01:02:03.456Z a\n                         b\n',
      );
    });
    assert.equal(shown('a', { times: 'sinceStart' }), '+01:02:03.456 a\n');
    assert.equal(shown('a', { times: 'sinceStart', startedAt: 3_724_000 }), '-00:00:00.544 a\n');
  });

  it('redacts secrets until they are revealed', () => {
    const line = 'connect postgres://admin:hunter2@db password=hunter2';
    assert.doesNotMatch(shown(line), /hunter2/);
    assert.equal(shown(line, { isRevealed: true }), `${line}\n`);
  });

  it('redacts a secret that terminal sequences split', () =>
    assert.doesNotMatch(shown('pass\u001b[1mword=hun\u001b[0mter2'), /hunter2|hun/));
});
