import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRedacted, redacted, renderEvent } from '../../../../src/core/event/redactEnvironment';

const secret = 's3cret-value';

function read(value: unknown): unknown {
  const result = readRedacted(JSON.stringify(value));
  assert(result.ok);
  return result.value;
}

const optionsIn = (options: unknown): unknown =>
  (read({ logConfiguration: { options } }) as { logConfiguration: { options: unknown } })
    .logConfiguration.options;

describe('log driver options', () => {
  for (const name of [
    'splunk-token',
    'Splunk_Token',
    'apikey',
    'api_key',
    'apiKey',
    'licenseKey',
    'logentries-token',
    'HTTP_Passwd',
    'http_user',
    'Shared_Key',
    'Header',
    'URI',
    'rdkafka.sasl.password',
    'tls.key_passwd',
    'private_key',
    'access_token',
    'awslogs-credentials-endpoint',
    'an-option-of-tomorrow',
  ]) {
    it(`are redacted for ${name}`, () =>
      assert.deepEqual(optionsIn({ [name]: secret }), { [name]: redacted }));
  }

  it('are shown if they are known not to be secret', () => {
    const harmless = {
      'awslogs-group': '/g',
      'awslogs-region': 'eu-west-1',
      'awslogs-stream-prefix': 'p',
      'splunk-url': 'https://splunk.example:8088',
      'splunk-index': 'main',
      'fluentd-address': 'tcp://fluent.example:24224',
      'log-driver-buffer-limit': '2097152',
      Name: 'datadog',
      Host: 'http-intake.logs.example',
      dd_service: 'ingest',
      TLS: 'on',
    };
    assert.deepEqual(optionsIn(harmless), harmless);
  });

  it('contain no password or token within an address', () => {
    const options = {
      'splunk-url': `https://user:${secret}@splunk.example/x`,
      Host: `https://logs.example/in?token=${secret}&x=${secret}`,
    };
    assert.deepEqual(optionsIn(options), {
      'splunk-url': `https://${redacted}@splunk.example/x`,
      Host: `https://logs.example/in?${redacted}`,
    });
  });

  it('are redacted in any format of another writer', () => {
    assert.deepEqual(
      optionsIn([
        { name: 'apikey', value: secret },
        { key: 'x', value: secret },
      ]),
      [
        { name: 'apikey', value: redacted },
        { key: 'x', value: redacted },
      ],
    );
    assert.deepEqual(optionsIn([`apikey=${secret}`, 'mode=blocking', secret]), [
      `apikey=${redacted}`,
      'mode=blocking',
      redacted,
    ]);
    assert.equal(optionsIn(`apikey=${secret}`), redacted);
    assert.deepEqual(optionsIn({ apikey: { nested: secret }, Host: [secret] }), {
      apikey: redacted,
      Host: redacted,
    });
    assert.deepEqual(optionsIn({ apikey: null, 'splunk-token': '' }), {
      apikey: null,
      'splunk-token': '',
    });
  });

  it('are redacted wherever a log configuration appears', () => {
    const options = { 'splunk-token': secret };
    const container = { name: 'a', logConfiguration: { logDriver: 'splunk', options } };
    const event = {
      container,
      firelensConfiguration: { options },
      LogConfiguration: { Options: options },
      log_configuration: [{ options }],
      ecsProperties: { taskProperties: [{ containers: [container] }] },
      nodeProperties: { nodeRangeProperties: [{ ecsProperties: { containers: [container] } }] },
      twice: JSON.stringify({ container }),
      asText: { logConfiguration: JSON.stringify({ options }) },
      cutText: { logConfiguration: JSON.stringify({ options }).slice(0, -2) },
    };
    assert(!JSON.stringify(read(event)).includes(secret), JSON.stringify(read(event)));
    const { text } = renderEvent(JSON.stringify(event));
    assert(!text.includes(secret), text);
    assert(text.includes('"logDriver": "splunk"'));
    assert(renderEvent(JSON.stringify(event), 'shown').text.includes(secret));
  });

  it('are unchanged if they do not belong to a log driver', () => {
    const event = { parameters: { options: 'fast' }, options: { a: 'b' } };
    assert.deepEqual(read(event), event);
  });

  it('show no value of an unknown option, whatever it is', () => {
    const unknownName = fc.string({ unit: 'binary' }).map(name => `x-${name}`);
    fc.assert(
      fc.property(
        fc.dictionary(unknownName, fc.constant(secret)),
        fc.boolean(),
        (options, isText) => {
          const event = JSON.stringify({ logConfiguration: { logDriver: 'x', options } });
          const text = renderEvent(isText ? JSON.stringify(event) : event).text;
          assert(!text.includes(secret));
        },
      ),
    );
  });
});
