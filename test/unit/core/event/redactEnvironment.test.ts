import assert from 'node:assert/strict';
import { renderItemEvent } from '../../../../src/core/event/eventText';
import { readRedacted, redacted, renderEvent } from '../../../../src/core/event/redactEnvironment';

describe('renderEvent', () => {
  it('formats the JSON and redacts environment values everywhere', () => {
    const variable = (value: string) => [{ name: 'TOKEN', value }];
    const { text, problem } = renderEvent(
      JSON.stringify({
        container: { environment: variable('s3cret-1') },
        ecs: [{ containers: [{ environment: variable('s3cret-2') }] }],
        eks: { pod: { containers: [{ env: variable('s3cret-3') }] } },
        resourceRequirements: [{ type: 'VCPU', value: '2' }],
      }),
    );
    assert.equal(problem, undefined);
    assert(!text.includes('s3cret'), text);
    assert.equal(text.split(redacted).length - 1, 3);
    assert(text.includes('"value": "2"'), 'only environment values are redacted');
    assert(text.includes('\n  "container"'));
  });

  it('keeps names, and variables without a value', () => {
    const { text } = renderEvent('{"environment":[{"name":"A"},null,"x"]}');
    assert.deepEqual(JSON.parse(text), { environment: [{ name: 'A' }, null, 'x'] });
  });

  it('shows damaged JSON unformatted, explains why, and redacts its values', () => {
    const { text, problem } = renderEvent(
      '{"environment":[{"name":"A","value":"s3c\\"ret"},{"value":"cut of',
    );
    assert(problem);
    assert(!/s3c|ret|cut of/.test(text), text);
    assert(text.startsWith('{"environment":[{"name":"A","value":'));
  });

  it('redacts the values of a damaged string written by Python', () => {
    const { text } = renderEvent("{'environment': [{'name': 'A', 'value': 's3cret one'}]}");
    assert(!text.includes('s3cret'), text);
  });

  it('never quotes the string in the reason', () => {
    const { problem } = renderEvent('{"environment":[{"name":"A","value": s3cret}]}');
    assert.match(problem ?? '', /^at position \d+$|^incomplete/);
  });

  it('redacts JSON within JSON strings', () => {
    const inner = JSON.stringify({ environment: [{ name: 'A', value: 's3cret' }] });
    for (const event of [JSON.stringify(inner), JSON.stringify({ body: inner })]) {
      const { text } = renderEvent(event);
      assert(!text.includes('s3cret'), text);
      assert(text.includes(redacted));
    }
    assert(!renderEvent(JSON.stringify({ body: inner.slice(0, -3) })).text.includes('s3cret'));
  });

  it('redacts environments in other formats', () => {
    const { text } = renderEvent('{"environment":{"A":"s3cret"},"env":["B=s3cret=x"]}');
    assert.deepEqual(JSON.parse(text), {
      environment: { A: redacted },
      env: [`B=${redacted}`],
    });
  });

  it('survives nesting deeper than the stack', () => {
    const { text } = renderEvent('['.repeat(200_000) + ']'.repeat(200_000));
    assert(text.startsWith('['));
  });
});

describe('renderItemEvent', () => {
  it('is JSON, JSON after a comment, or neither', () => {
    const languageOf = (fullEvent?: string) => renderItemEvent('a', { fullEvent }).language;
    assert.equal(languageOf('{}'), 'json');
    assert.equal(languageOf(undefined), 'jsonc');
    assert.equal(languageOf('{"batchMonitorCut":"x"}'), 'jsonc');
    assert.equal(languageOf('{"x'), 'plaintext');
    assert.equal(renderItemEvent('a', undefined).language, 'plaintext');
  });

  it('shows values only where requested', () => {
    const items = [
      { fullEvent: '{"environment":["A=s3cret"]}' },
      { fullEvent: '{"environment":["A=s3cret"' },
      { fullEvent: { environment: ['A=s3cret'] } },
      { environment: ['A=s3cret'] },
    ];
    for (const item of items) {
      assert.match(renderItemEvent('a', item, 'shown').text, /s3cret/);
      assert(!renderItemEvent('a', item).text.includes('s3cret'));
    }
  });

  it('does not let an ID break or reverse its line', () => {
    const { text } = renderItemEvent(`a\n\u2028\u202eb${'x'.repeat(5_000)}`, undefined);
    assert.match(text, /^Job a bx+… \([\d,]+ characters\) is no longer in the table\.\n$/);
    assert(text.length < 300);
  });

  it('shows numbers of any size in an item', () => {
    const { text } = renderItemEvent('a', { large: 2n ** 80n });
    assert.match(text, /"1208925819614629174706176"/);
  });

  it('shows that a job is gone', () => {
    assert.match(renderItemEvent('a', undefined).text, /Job a is no longer in the table/);
  });

  it('shows first that an event was cut', () => {
    const { text } = renderItemEvent('a', {
      jobId: 'a',
      fullEvent: '{"batchMonitorCut":"x","b":1}',
    });
    assert.match(
      text,
      /^\/\/ This event was too large for the table\. .*\n\{\n {2}"batchMonitorCut"/,
    );
  });

  it('shows the attributes of an item without an event', () => {
    const { text } = renderItemEvent('a', {
      jobId: 'a',
      tags: new Set(['x']),
      raw: new Uint8Array(3),
    });
    assert.match(text, /has no fullEvent/);
    const json: unknown = JSON.parse(text.slice(text.indexOf('\n')));
    assert.deepEqual(json, { jobId: 'a', tags: ['x'], raw: '(binary, 3 bytes)' });
  });

  it('shows an event that was stored as a map', () => {
    const { text } = renderItemEvent('a', {
      fullEvent: { detail: { environment: [{ value: 's3cret' }] } },
    });
    assert.match(text, /not a string/);
    assert(!text.includes('s3cret'));
  });

  it('shows the parse error above a damaged event, on one line', () => {
    const { text } = renderItemEvent('a', { fullEvent: '{"detail":\n' });
    assert.match(text, /^The stored fullEvent is not valid JSON: [^\n]+\n\n\{"detail":\n/);
  });
});

describe('readRedacted', () => {
  const environmentOf = (environment: unknown): unknown => {
    const read = readRedacted(JSON.stringify({ environment }));
    assert(read.ok);
    return (read.value as { environment: unknown }).environment;
  };

  it('redacts an environment in any format of another writer', () => {
    assert.deepEqual(environmentOf([{ name: 'A', value: 's3cret' }]), [
      { name: 'A', value: redacted },
    ]);
    assert.deepEqual(environmentOf(['A=s3cret', 'B=\nmore']), [`A=${redacted}`, `B=${redacted}`]);
    assert.deepEqual(environmentOf({ A: 's3cret', B: 1 }), { A: redacted, B: redacted });
    assert.equal(environmentOf('A=s3cret'), redacted);
  });

  it('redacts nothing if there is no environment', () => {
    assert.deepEqual(environmentOf([]), []);
    assert.equal(environmentOf(''), '');
    assert.equal(environmentOf(null), null);
    assert.equal(environmentOf(7), 7);
    assert.deepEqual(environmentOf([{ name: 'A' }, null, 3]), [{ name: 'A' }, null, 3]);
  });

  it('redacts JSON within a string, and does not treat other strings as JSON', () => {
    const inner = JSON.stringify({ env: [{ name: 'A', value: 's3cret' }] });
    const read = readRedacted(JSON.stringify({ body: ` ${inner}`, note: `see env ${inner}` }));
    assert(read.ok);
    const { body, note } = read.value as { body: string; note: string };
    assert(!body.includes('s3cret'));
    assert.equal(note, `see env ${inner}`);
  });

  it('reports where it stops being JSON, and never what is there', () => {
    const at = (json: string): string => {
      const read = readRedacted(json);
      assert(!read.ok);
      return read.problem;
    };
    assert.equal(at('{"a": 1,, "token": "s3cret"}'), 'at position 8');
    assert.equal(at('{"a": "and a longer text", x}'), 'at position 27');
    assert.equal(at('{"a":'), 'incomplete or not JSON');
  });
});
