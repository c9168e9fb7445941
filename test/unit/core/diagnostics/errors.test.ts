import assert from 'node:assert/strict';
import {
  describeError,
  isAbort,
  isUserError,
  messageOf,
  UserError,
} from '../../../../src/core/diagnostics/errors';

const denied = new UserError('access.denied', 'AWS refuses.', 'Ask for it.', 'refresh', {
  argument: 'eu-west-1',
  snippet: '{}',
});

describe('UserError', () => {
  it('has a message, a remedy and details to copy', () => {
    const { code, message, remedy, command, argument, snippet } = denied;
    assert.deepEqual(
      { code, message, remedy, command, argument, snippet },
      {
        code: 'access.denied',
        message: 'AWS refuses.',
        remedy: 'Ask for it.',
        command: 'refresh',
        argument: 'eu-west-1',
        snippet: '{}',
      },
    );
  });

  it('offers the connection check unless there is a better remedy', () => {
    const { command, argument, snippet, cause } = new UserError('code', 'What.', 'How.');
    assert.deepEqual(
      { command, argument, snippet, cause },
      {
        command: 'checkConnection',
        argument: undefined,
        snippet: undefined,
        cause: undefined,
      },
    );
  });

  it('is recognized by its name and remedy, since another bundle has a class of its own', () => {
    const like = Object.assign(new Error('What.'), { name: 'UserError', remedy: 'How.' });
    assert(isUserError(denied) && isUserError(like));
    for (const other of [
      new Error('UserError'),
      Object.assign(new Error('What.'), { name: 'UserError' }),
      Object.assign(new Error('What.'), { remedy: 'How.' }),
      { name: 'UserError', remedy: 'How.' },
      undefined,
      null,
      'UserError',
    ]) {
      assert(!isUserError(other));
    }
  });
});

describe('messageOf', () => {
  it('has a text for any thrown value', () => {
    assert.equal(messageOf(new Error('no')), 'no');
    assert.equal(messageOf(new RangeError()), 'RangeError');
    assert.equal(messageOf('no'), 'no');
    for (const other of [undefined, null, 7, {}, []]) {
      assert.equal(messageOf(other), 'unknown error');
    }
  });
});

describe('describeError', () => {
  it('includes an error and all its causes', () => {
    const cause = new TypeError('socket closed', { cause: 'unplugged' });
    const error = new UserError('network.lost', 'The line is dead.', 'Wait.', 'refresh', { cause });
    assert.equal(
      describeError(error),
      'network.lost: The line is dead. <- TypeError: socket closed <- unplugged',
    );
    assert.equal(describeError(new Error('no')), 'Error: no');
    assert.equal(describeError(undefined), 'unknown error');
  });
});

describe('isAbort', () => {
  it('recognizes a canceled operation', () => {
    const controller = new AbortController();
    controller.abort();
    assert(isAbort(controller.signal.reason));
    assert(!isAbort(new Error('AbortError')));
    assert(!isAbort({ name: 'AbortError' }));
    assert(!isAbort(undefined));
  });
});
