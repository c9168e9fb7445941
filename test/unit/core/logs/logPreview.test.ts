import assert from 'node:assert/strict';
import { previewOf } from '../../../../src/core/logs/logPreview';

const events = (...texts: string[]) => texts.map((text, time) => ({ time, text }));

describe('the last lines of a log', () => {
  it('are 20 at most, without blank ones, with those of one entry apart', () => {
    const many = Array.from({ length: 30 }, (_, index) => `line ${index}\n\n`);
    const lines = previewOf(events(...many, 'a\nb'));
    assert.equal(lines.length, 20);
    assert.deepEqual([lines[0]?.text, lines.at(-1)?.text], ['line 12', 'b']);
  });

  it('have the error marked, secrets hidden, and no terminal codes', () => {
    assert.deepEqual(
      previewOf(events('start', '\u001b[31mValueError: password=hunter2\u001b[0m', 'bye')),
      [
        { text: 'start', isError: false },
        { text: 'ValueError: password=(redacted)', isError: true },
        { text: 'bye', isError: false },
      ],
    );
  });

  it('are short, however long the lines', () => {
    const [line] = previewOf(events('x'.repeat(1_000_000)));
    assert.equal(line?.text, `${'x'.repeat(400)}… (1,000,000 characters)`);
  });
});
