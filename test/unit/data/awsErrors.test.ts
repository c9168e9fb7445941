import assert from 'node:assert/strict';
import { isUserError, UserError } from '../../../src/core/errors';
import { toUserError } from '../../../src/data/awsErrors';
import type { Connection } from '../../../src/data/connection';

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
    it(`explains ${name} as ${code}`, () => {
      assert.equal(explain(named(name)).code, code);
    });
  }

  it('names the table and the region that do not fit', () => {
    assert.equal(
      explain(named('ResourceNotFoundException')).message,
      'Table "Jobs" does not exist in eu-west-1.',
    );
  });

  it('names the endpoint that refused, also where Node gives no message', () => {
    const refused = Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' });
    assert.equal(
      explain(refused, { endpoint: 'http://127.0.0.1:1' }).message,
      'http://127.0.0.1:1 cannot be reached (ECONNREFUSED).',
    );
  });

  it('finds the network’s reason below a wrapper', () => {
    const wrapped = new Error('request failed', {
      cause: Object.assign(new Error('x'), { code: 'ENOTFOUND' }),
    });
    assert.equal(explain(wrapped).code, 'network');
  });

  it('survives anything thrown', () => {
    for (const thrown of [undefined, null, 'text', 7, {}]) {
      assert.equal(explain(thrown).code, 'aws.unexpected');
    }
  });

  it('passes on aborts and what is explained already', () => {
    const abort = new DOMException('stop', 'AbortError');
    const known = new UserError('x', 'y', 'z');
    assert.equal(toUserError(abort, connection), abort);
    assert.equal(toUserError(known, connection), known);
  });
});
