import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redactInvalidJson } from '../../../../src/core/event/redactInvalidJson';
import { plantedSecrets } from '../../../support/security/plantedSecrets';

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
  const nasty: readonly (readonly [string, string])[] = [
    ['an apostrophe', "it's s3cret"],
    ['apostrophes and a comma', "a','b s3cret"],
    ['a double quote', 'x"y s3cret'],
    ['a quote and a comma', 'x","y s3cret'],
    ['a quote and brackets', 'x"}],y s3cret'],
    ['backslashes', String.raw`C:\dir\"s3cret`],
    ['line breaks', 'first\r\ns3cret'],
    ['other scripts', 'п’ä“\u2028\ud83d\ude00 s3cret'],
    ['an equals sign and a colon', 'A=b:"c" s3cret'],
  ];
  for (const [what, secret] of nasty) {
    it(`is redacted in values with ${what} to their end`, () => {
      const list = [{ name: 'N', value: secret }];
      for (const environment of [list, [`N=${secret}`], { N: secret }, secret]) {
        const json = JSON.stringify({ jobId: 'j', environment, image: 'i' }).slice(0, -1);
        for (const damaged of [json, JSON.stringify({ json }).slice(0, -1)]) {
          const text = redactInvalidJson(damaged);
          assert(!text.includes('s3cret'), text);
          assert(/image.*i/.test(text), `what follows is kept: ${text}`);
        }
      }
    });
  }

  it('is redacted in variables whose keys have no quotes, or only one', () => {
    const variables = [
      '{name: A, value: s3cret}',
      "{name: A, value: it's s3cret}",
      '{"name": "A", "value": "it\'s s3cret"}',
      '{name: "A", value: "s3cret"}, {name: B, value: "b, s3cret"}',
      '{A: s3cret, B: s3cret}',
      'A=s3cret, B=s3cret',
      '{name=A, value=s3cret}',
    ];
    for (const variable of variables) {
      for (const key of ['environment: ', 'env:', 'environment = ', 'environment": ', '"env: ']) {
        const text = redactInvalidJson(`{jobId: j, ${key}[${variable}]}`);
        assert(!text.includes('s3cret'), text);
        assert(text.startsWith('{jobId: j, '), text);
      }
    }
    assert.equal(
      redactInvalidJson('{environment: [{name: A, value: s3cret}], image: i}'),
      '{environment: [{name: A, value: "(redacted)"}], image: i}',
    );
    assert(!redactInvalidJson('{name: A, value: s3cret}').includes('s3cret'));
  });

  it('is redacted in variables that are one string under a key without quotes, whatever it contains', () => {
    for (const key of ['environment: ', 'env:', 'environment = ', 'environment": ', '"env: ']) {
      for (const value of [
        '"A=s3cret"',
        "'A=s3cret'",
        '"s3cret"',
        '"A=s3cret", "B=s3cret"',
        '"A=s3cret", B=s3cret',
        '"A=s3cret, B=s3cret", "B=s3cret"',
        String.raw`\"A=s3cret\"`,
        '"A=s3cret',
        'A=s3cret',
        'A=s3cret, B=s3cret',
        'A=s3cret;B=s3cret',
        'A=s3cret B=s3cret',
        'A=x}s3cret',
        'x}s3cret',
        'x} s3cret',
        'A=x]s3cret',
        'A=x, y: s3cret',
        'A="x", s3cret',
        "A=it's s3cret",
        'A=x\ns3cret',
        'A=x\nB=s3cret',
        'A = s3cret',
        'A.b-c=s3cret',
        '- A=s3cret',
        'A: s3cret',
        's3cret',
      ]) {
        for (const damaged of [
          `{jobId: j, ${key}${value}, image: i}`,
          `{jobId: j, ${key}${value}`,
          `{"jobId":"j",${key}${value},"image":"i"}`,
          `{jobId: j, container: {${key}${value}}}`,
        ]) {
          const text = redactInvalidJson(damaged);
          assert(!text.includes('s3cret'), `${damaged} -> ${text}`);
          assert(text.includes('j'), text);
        }
      }
      for (const before of ['', '{"jobId":"j" ', 'jobId: j\n  ', "{'jobId': 'j'\n"]) {
        for (const value of ['"A=s3cret"', 'A=s3cret, B=s3cret', "'A=s3cret', 'B=s3cret'"]) {
          const text = redactInvalidJson(`${before}${key}${value}`);
          assert(!text.includes('s3cret'), text);
        }
      }
    }
    assert.equal(
      redactInvalidJson('{environment: "A=s3cret", image: i}'),
      '{environment: "(redacted)", image: i}',
    );
  });

  it('is redacted in planted secrets under a key without quotes', () => {
    const { variables, ending } = plantedSecrets('text');
    for (const { name, value } of variables) {
      const variable = `${name}=${value}`;
      for (const text of [JSON.stringify(variable), JSON.stringify(value), variable]) {
        for (const damaged of [`{jobId: j, environment: ${text}, image: i}`, `env = ${text}`]) {
          assert(!redactInvalidJson(damaged).includes(ending), redactInvalidJson(damaged));
        }
      }
    }
  });

  it('is unchanged if a string only mentions an environment or a value', () => {
    const damaged = '{"reason":"no value: x, bad environment: y","image":"i"';
    assert.equal(redactInvalidJson(damaged), damaged);
  });

  for (const [what, environment] of forms) {
    it(`is redacted in variables as ${what}`, () => {
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
    it(`is redacted in log driver options as ${what}`, () => {
      for (const key of ['"options"', "'Options'", '\\"options\\"']) {
        const text = redactInvalidJson(
          `{"logConfiguration":{"logDriver":"splunk",${key}: ${options}`,
        );
        assert(!text.includes('s3cret'), text);
        assert(text.startsWith('{"logConfiguration":{"logDriver":"splunk",'), text);
      }
    });
  }

  it('is redacted in log driver options that are one string', () => {
    for (const options of ['"options":"splunk-token=s3cret"', "'Options': 'token=s3cret'"]) {
      const text = redactInvalidJson(`{"logConfiguration":{${options},"logDriver":"x"`);
      assert(!text.includes('s3cret') && text.includes('logDriver'), text);
    }
  });

  it('keeps log driver options that are not secrets', () => {
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

  it('never shows a value, wherever the string is cut or loses a character', () => {
    const text = fc.stringMatching(/^[a-z ]{1,9}$/);
    const odd = fc.constantFrom(
      '',
      "'",
      '"',
      '\\',
      '\n',
      '\u2028',
      'é',
      '=',
      '{',
      ']',
      '\ud83d\ude00',
    );
    const value = fc
      .tuple(odd, odd)
      .map(([before, after]) => `${before}s3cret${after.replace('=', '')}`);
    const environment = fc.oneof(
      fc.array(fc.record({ name: text, value }), { minLength: 1 }),
      fc.array(fc.record({ value, name: text }), { minLength: 1 }),
      fc.dictionary(text, value, { minKeys: 1 }),
      fc.array(
        fc.tuple(text, value).map(([name, of]) => `${name}=${of}`),
        { minLength: 1 },
      ),
    );
    fc.assert(
      fc.property(
        environment,
        fc.nat(),
        fc.constantFrom('cut', 'lost', 'encoded'),
        (variables, at, damage) => {
          const options = '{"awslogs-group":"g","splunk-token":"s3cret","apikey":"it\'s3cret"}';
          const start = `{"before":"x","container":{"logConfiguration":{"options":${options}},"environment":`;
          const rest = `${JSON.stringify(variables)},"after":"y"}}`;
          const json = `${start}${rest}`;
          const place = start.length + (at % rest.length);
          const damaged = {
            cut: json.slice(0, at % json.length),
            lost: json.slice(0, place) + json.slice(place + 1),
            encoded: JSON.stringify({ json }).slice(0, 10 + (at % json.length)),
          }[damage];
          assert(!/s3c|cret/.test(redactInvalidJson(damaged)), redactInvalidJson(damaged));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is read once, however many backslashes and quotes it has', () => {
    for (const piece of [
      '"env":{',
      '"options":{',
      '=',
      '{"name":',
      '\\',
      '"',
      "'",
      '["',
      '"env":[',
      '"value":',
      'env:[',
      ',value:',
      ',env: A=',
      'env: "',
      'env:A',
      ' ',
    ]) {
      const text = piece.repeat(400_000 / piece.length);
      assert(redactInvalidJson(text).length > 0);
    }
  });
});
