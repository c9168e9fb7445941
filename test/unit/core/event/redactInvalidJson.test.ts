import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redactInvalidJson } from '../../../../src/core/event/redactInvalidJson';

describe('damaged JSON', () => {
  const forms: readonly (readonly [string, string])[] = [
    ['a list of objects', '[{"name":"A","value":"s3cret"}'],
    ['values of other names', '[{"name":"A","val":"s3cret"'],
    ['an object by name', '{"A":"s3cret","B":"s3cret"}'],
    ['texts with an equals sign', '["A=s3cret","B=s3cret=s3cret"'],
    ['numbers', '{"A":53,"B":s3cret}'],
    ['brackets within texts', '[{"name":"]}","value":"s3cret"},{"name":"A","x":"s3cret"}]'],
    ['quotes of Python', "{'A': 's3cret'}"],
    ['nothing after it', '{"A":"s3cret'],
  ];
  for (const [what, environment] of forms) {
    it(`has its variables covered as ${what}`, () => {
      for (const key of ['"environment"', "'env'", '\\"env\\"']) {
        const text = redactInvalidJson(`{"jobId":"j",${key}: ${environment}`);
        assert(!text.includes('s3cret'), text);
        assert(text.startsWith('{"jobId":"j",'), text);
      }
    });
  }

  for (const [what, options] of [
    ['an object by name', '{"splunk-url":"u","splunk-token":"s3cret","splunk-index":"i"}'],
    ['an object that was cut off', '{"splunk-url":"u","apikey":"s3cret'],
    ['texts with an equals sign', '["splunk-token=s3cret"]'],
    ['quotes of Python', "{'splunk-url': 'u', 'splunk-token': 's3cret'}"],
  ] as const) {
    it(`has its log driver options covered as ${what}`, () => {
      for (const key of ['"options"', "'Options'", '\\"options\\"']) {
        const text = redactInvalidJson(
          `{"logConfiguration":{"logDriver":"splunk",${key}: ${options}`,
        );
        assert(!text.includes('s3cret'), text);
        assert(text.startsWith('{"logConfiguration":{"logDriver":"splunk",'), text);
      }
    });
  }

  it('keeps the log driver options that are no secrets', () => {
    const damaged =
      '{"options":{"awslogs-group":"/g","awslogs-region":"r","apikey":"s"},"image":"x"';
    assert.equal(
      redactInvalidJson(damaged),
      '{"options":{"awslogs-group":"/g","awslogs-region":"r","apikey":"(redacted)"},"image":"x"',
    );
  });

  it('keeps what follows the variables', () => {
    const text = redactInvalidJson('{"environment":{"A":"s3cret"},"image":"repo=x","jobName":"n"');
    assert.equal(text, '{"environment":{"A":"(redacted)"},"image":"repo=x","jobName":"n"');
  });

  it('never shows a value, wherever the text is cut', () => {
    const text = fc.stringMatching(/^[a-z ]{1,9}$/);
    const variables = fc.array(fc.record({ name: text, value: fc.constant('s3cret') }));
    fc.assert(
      fc.property(variables, fc.integer({ min: 0, max: 3_000 }), (environment, at) => {
        const options = { 'awslogs-group': 'g', 'splunk-token': 's3cret', apikey: 's3cret' };
        const container = { logConfiguration: { options }, environment };
        const json = JSON.stringify({ before: 'x', container, after: 'y' });
        const cut = json.slice(0, at % json.length);
        assert(!redactInvalidJson(cut).includes('s3'), redactInvalidJson(cut));
      }),
    );
  });

  it('is gone through once, however many backslashes and quotes it has', () => {
    for (const piece of ['\\', '"', "'", '["', '"env":[', '"value":', '"options":{', '=']) {
      const text = piece.repeat(400_000 / piece.length);
      assert(redactInvalidJson(text).length > 0);
    }
  });
});
