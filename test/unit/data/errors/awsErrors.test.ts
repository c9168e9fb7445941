import assert from 'node:assert/strict';
import { describeError, isUserError, UserError } from '../../../../src/core/diagnostics/errors';
import { toUserError } from '../../../../src/data/errors/awsErrors';
import type { Connection } from '../../../../src/data/config/connection';

const connection: Connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

const named = (name: string, message = 'said AWS', extra: object = {}): Error =>
  Object.assign(new Error(message), { name, ...extra });

const explain = (error: unknown, over: Partial<Connection> = {}): UserError => {
  const explained = toUserError(error, { ...connection, ...over });
  assert(isUserError(explained));
  assert.notEqual(explained.remedy, '');
  return explained;
};

describe('toUserError', () => {
  const codes: [string, string][] = [
    ['ExpiredTokenException', 'credentials.expired'],
    ['UnrecognizedClientException', 'credentials.invalid'],
    ['AccessDeniedException', 'access.denied'],
    ['ResourceNotFoundException', 'table.missing'],
    ['ProvisionedThroughputExceededException', 'throttled'],
    ['TimeoutError', 'network'],
    ['InternalServerError', 'aws.unexpected'],
  ];
  for (const [name, code] of codes) {
    it(`maps ${name} to ${code}`, () => {
      assert.equal(explain(named(name)).code, code);
    });
  }

  it('names the table and the region', () => {
    assert.equal(
      explain(named('ResourceNotFoundException')).message,
      'Table "Jobs" does not exist in eu-west-1.',
    );
  });

  it('names the endpoint that refused, also if Node.js gives no message', () => {
    const refused = Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' });
    assert.equal(
      explain(refused, { endpoint: 'http://127.0.0.1:1' }).message,
      'Could not reach http://127.0.0.1:1 (ECONNREFUSED).',
    );
  });

  it('recognizes a proxy when none of its addresses respond', () => {
    const refused = (address: string): Error =>
      Object.assign(new Error(`connect ECONNREFUSED ${address}:3128`), {
        code: 'ECONNREFUSED',
        address,
        port: 3128,
      });
    const both = Object.assign(new AggregateError([refused('::1'), refused('127.0.0.1')], ''), {
      code: 'ECONNREFUSED',
    });
    assert.equal(explain(both).code, 'network.proxy');
  });

  for (const endpoint of ['no address', 'localhost:8000', 'ftp://files', 'http://']) {
    it(`rejects the endpoint "${endpoint}"`, () => {
      const error = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL' });
      const explained = explain(error, { endpoint });
      assert.equal(explained.code, 'network.endpoint');
      assert.equal(explained.message, `The endpoint "${endpoint}" is not an http or https URL.`);
      assert.equal(explained.remedy, 'Correct the setting batchMonitor.endpoint.');
      assert.equal(explained.command, 'openSettings');
    });
  }

  it('does not report a program error as a network error', () => {
    const error = Object.assign(new TypeError('odd'), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.equal(explain(error).code, 'aws.unexpected');
  });

  it('hides the request that AWS quotes, in the log too', () => {
    const request = 'The Canonical String was\nPOST /\nx-amz-security-token:planted+token';
    for (const name of ['InvalidSignatureException', 'Odd', 'AccessDeniedException']) {
      const error = explain(
        named(name, `The signature by AKIAPLANTEDPLANTED12 does not match.\n${request}`),
      );
      assert.match(error.message, /The signature by \*\*\* does not match\.$/);
    }
    const secret = `token=planted ${'planted/'.repeat(10)}`;
    assert.doesNotMatch(describeError(new Error('x', { cause: new Error(secret) })), /planted/);
  });

  it('finds the network error inside a wrapper', () => {
    const wrapped = new Error('request failed', {
      cause: Object.assign(new Error('x'), { code: 'ENOTFOUND' }),
    });
    assert.equal(explain(wrapped).code, 'network');
  });

  it('accepts any thrown value', () => {
    for (const thrown of [undefined, null, 'text', 7, {}]) {
      assert.equal(explain(thrown).code, 'aws.unexpected');
    }
  });

  it('forwards aborts and errors that are already explained', () => {
    const abort = new DOMException('stop', 'AbortError');
    const known = new UserError('x', 'y', 'z');
    assert.equal(toUserError(abort, connection), abort);
    assert.equal(toUserError(known, connection), known);
  });
});
