import assert from 'node:assert/strict';
import { describeError } from '../../../lambda/describeError';

describe('describeError', () => {
  for (const [title, error, text] of [
    ['a plain error by its message', new Error('no'), 'no'],
    ['any other by its name too', new TypeError('no'), 'TypeError: no'],
    ['one without a message by its name', new RangeError(), 'RangeError'],
    [
      'a refused connection by its first address',
      new AggregateError([new Error('connect ECONNREFUSED ::1:8000'), new Error('and more')]),
      'connect ECONNREFUSED ::1:8000',
    ],
    [
      'several by what was said of them together',
      new AggregateError([new Error('first')], 'all of them'),
      'AggregateError: all of them',
    ],
    ['several without any by their name', new AggregateError([]), 'AggregateError'],
    ['what is no error at all', 'no', 'unknown error'],
  ] as const) {
    it(`describes ${title}`, () => assert.equal(describeError(error), text));
  }
});
