import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redactSecrets } from '../../../../src/core/text/redactSecrets';

const runs = { numRuns: 1_000 };
const of = (letters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from(letters)), minLength, maxLength });
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digits = '0123456789';
const base64 = `${upper}${upper.toLowerCase()}${digits}+/`;

const keyId = fc
  .tuple(fc.constantFrom('AKIA', 'ASIA'), of(`${upper}234567`, 16, 16))
  .map(parts => parts.join(''));
const secretKey = of(base64, 40, 40);
const sessionToken = fc
  .tuple(of(base64, 100, 900), fc.constantFrom('', '=', '=='))
  .map(parts => parts.join(''));

/** Where programs and AWS leave what they were given. */
const places: readonly ((secret: string) => string)[] = [
  secret => secret,
  secret => `Error: process printed ${secret} and left`,
  secret => `"${secret}"`,
  secret => `'${secret}',`,
  secret => `(${secret})`,
  secret => `<${secret}>`,
  secret => `{"SecretAccessKey":"${secret}"}`,
  secret => `aws_secret_access_key = ${secret}`,
  secret => `AWS_SESSION_TOKEN=${secret}`,
  secret => `--token ${secret}`,
  secret => `line one\n${secret}\nline two`,
  secret => `key: ${secret}.`,
  secret => `key:${secret}`,
  secret => `of ${secret}: refused`,
  secret => `of ${secret}; refused`,
  secret => `https://host/path?X-Amz-Security-Token=${encodeURIComponent(secret)}`,
];

describe('redactSecrets', () => {
  for (const [what, secrets] of [
    ['id of an access key', keyId],
    ['secret key', secretKey],
    ['session token', sessionToken],
  ] as const) {
    it(`removes ${what} everywhere`, () => {
      fc.assert(
        fc.property(secrets, fc.constantFrom(...places), (secret, place) => {
          const told = redactSecrets(place(secret));
          assert(!told.includes(secret), told);
          assert(!told.includes(encodeURIComponent(secret)), told);
          // Nor a piece that would be most of it.
          assert(!told.includes(secret.slice(0, 16)), told);
          assert(!told.includes(secret.slice(-16)), told);
        }),
        runs,
      );
    });
  }

  it('removes everything that a word identifies as a secret, however short', () => {
    for (const text of [
      'password=hunter2',
      'Password: hunter2',
      '"SecretAccessKey": "hunter2"',
      "token='hunter2'",
      'api_key=hunter2',
      'AWS_SECRET_ACCESS_KEY=hunter2',
      'aws_session_token = hunter2',
    ]) {
      assert.doesNotMatch(redactSecrets(text), /hunter2/, text);
    }
  });

  it('removes signed tokens and signatures', () => {
    const part = Buffer.from('{"sub":"jane","aud":"sts.amazonaws.com"}').toString('base64url');
    const token = `eyJhbGciOiJIUzI1NiJ9.${part}.${'c2lnbmF0dXJl'.repeat(4)}`;
    assert.equal(redactSecrets(`refused ${token}.`), 'refused ***.');
    const signed = `of AKIAIOSFODNN7EXAMPLE, Signature=${'0a1b'.repeat(16)}`;
    assert.equal(redactSecrets(signed), 'of ***, ***');
  });

  it('removes the user and password of an address', () => {
    for (const user of ['jane:hunter2', 'jane:hunt@er2', 'hunter2']) {
      assert.equal(
        redactSecrets(`the proxy http://${user}@proxy.test:8080/ is down`),
        'the proxy http://***@proxy.test:8080/ is down',
      );
    }
  });

  it('does not change ARNs, addresses and sentences', () => {
    for (const text of [
      'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_ReadOnly_0123456789abcdef/jane@example.com',
      'arn:aws:dynamodb:eu-west-1:123456789012:table/MonitoringToolTest/index/changes',
      `User: arn:aws:iam::123456789012:role/${'long-name-'.repeat(6)}x is not authorized to perform: dynamodb:Scan`,
      'https://oidc.eu-west-1.amazonaws.com/token',
      'getaddrinfo ENOTFOUND internal-gateway-of-a-company-with-a-long-name.eu-west-1.example.com',
      '/home/jane/projects/of-a-company-with-a-long-name/.aws/config cannot be read.',
      'Connection check failed at "Credentials": Profile "media" is not in the AWS config file.',
      'Could not load credentials: the process has failed.',
      'http://127.0.0.1:8000',
      'The security token included in the request is expired.',
      'Token has expired and refresh failed. Run aws sso login --profile media.',
      '/home/jane/.aws/credentials cannot be read (EACCES).',
      'Job 6f1d9a52-9f0e-4a3f-8a34-30a5c9bd3f41 of queue media-ingest-high-priority',
    ]) {
      assert.equal(redactSecrets(text), text);
    }
  });

  it('does not change the words of any sentence', () => {
    const word = of('abcdefghijklmnopqrstuvwxyzéß', 1, 12);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), words => {
        const text = words.join(' ');
        assert.equal(redactSecrets(text), text);
      }),
    );
  });
});
