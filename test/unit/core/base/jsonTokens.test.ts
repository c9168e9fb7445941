import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonTokens, layOut } from '../../../../src/core/base/jsonTokens';
import { redacted, redactJson, renderEvent } from '../../../../src/core/event/redactEnvironment';

const pretty = (json: string): string => layOut(jsonTokens(json));

/** JSON as events have it, with environments in odd places and JSON within texts. */
const eventLike = fc.letrec(tie => ({
  text: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '"',
      '\\',
      '{"env":["A=s"]}',
      '[{"environment":',
      'A=b=c',
      ' {"environment":"x"}',
    ),
  ),
  key: fc.oneof(fc.string(), fc.constantFrom('environment', 'env', 'value', 'name', '"', '\\')),
  value: fc.oneof(
    { maxDepth: 4 },
    tie('text'),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true, false),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(tie('key'), tie('value')), { maxLength: 4 })
      .map(pairs => Object.fromEntries(pairs as [string, unknown][])),
  ),
})).value;

describe('JSON formatted token by token', () => {
  it('has the format of JSON.stringify', () => {
    fc.assert(
      fc.property(eventLike, value => {
        const json = JSON.stringify(value);
        assert.equal(pretty(json), JSON.stringify(JSON.parse(json), undefined, 2));
      }),
    );
  });

  it('keeps what parsing and formatting would lose', () => {
    const json = '{"b":12345678901234567890,"1":1.0,"a":1e400,"a":"\\u0041"}';
    assert.equal(
      pretty(json),
      '{\n  "b": 12345678901234567890,\n  "1": 1.0,\n  "a": 1e400,\n  "a": "\\u0041"\n}',
    );
  });

  it('redacts the same as redaction of the parsed value', () => {
    fc.assert(
      fc.property(eventLike, value => {
        const json = JSON.stringify(value);
        const { text, problem } = renderEvent(json);
        assert.equal(problem, undefined);
        assert.deepEqual(JSON.parse(text), JSON.parse(redactJson(json)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('redacts duplicate names, and names with escapes', () => {
    const { text } = renderEvent(
      '{"environment":[{"value":"s3cret"}],"environment":"s3cret","\\u0065nv":["A=s3cret"]}',
    );
    assert(!text.includes('s3cret'), text);
    assert.equal(text.split(redacted).length - 1, 3);
  });

  it('shows everything on request, also of damaged text', () => {
    const event = '{"environment":[{"name":"A","value":"s3cret"}]}';
    assert.deepEqual(JSON.parse(renderEvent(event, 'shown').text), JSON.parse(event));
    assert.equal(renderEvent(event.slice(0, -2), 'shown').text, event.slice(0, -2));
  });
});
