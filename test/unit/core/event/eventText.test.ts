import assert from 'node:assert/strict';
import {
  markedAsSample,
  renderFailure,
  renderItemEvent,
  renderOther,
} from '../../../../src/core/event/eventText';

describe('renderItemEvent', () => {
  it('has no event to show if the item has none, in any form', () => {
    for (const fullEvent of [undefined, null, '']) {
      const { text, language } = renderItemEvent('job-1', { jobId: 'job-1', fullEvent });
      assert.match(text, /^\/\/ This item has no fullEvent\. Its attributes:\n\{/);
      assert.equal(language, 'jsonc');
    }
  });
});

describe('markedAsSample', () => {
  const note = 'Sample data: generated jobs; nothing is read from AWS.';

  it('uses a comment, if the language has comments', () => {
    const marked = { text: `// ${note}\n{}\n`, language: 'jsonc' };
    assert.deepEqual(markedAsSample({ text: '{}\n', language: 'json' }), marked);
    assert.deepEqual(markedAsSample({ text: '{}\n', language: 'jsonc' }), marked);
  });

  it('uses a paragraph of plain text', () =>
    assert.deepEqual(markedAsSample({ text: 'No.\n', language: 'plaintext' }), {
      text: `${note}\n\nNo.\n`,
      language: 'plaintext',
    }));
});

describe('the text shown instead of an event', () => {
  it('explains that the event belongs to another connection', () => {
    assert.match(renderOther(true, false).text, /^The sample data has ended\./);
    assert.match(renderOther(true, true).text, /^The sample data has ended\./);
    assert.match(renderOther(false, true).text, /^Sample data is shown\./);
    assert.match(
      renderOther(false, false).text,
      /^This event belongs to a table that is not active/,
    );
    assert.equal(renderOther(false, false).language, 'plaintext');
  });

  it('explains why it cannot be read, what to do, and how to try again', () => {
    const last = 'To try again, run "Batch Monitor: Reload Full Event" or refresh the jobs.\n';
    assert.equal(
      renderFailure('job-1', 'AWS refuses.', 'Ask for it.').text,
      `Could not read the full event of job job-1.\nAWS refuses.\nAsk for it.\n${last}`,
    );
    assert.equal(
      renderFailure('job-1', 'AWS refuses.', '').text,
      `Could not read the full event of job job-1.\nAWS refuses.\n${last}`,
    );
  });
});
