import assert from 'node:assert/strict';
import { unwrap } from '../../../lambda/envelopes';
import { anEvent } from '../../support/builders/batchEvents';

const event = anEvent({ jobId: 'wrapped' });
const text = JSON.stringify(event);
const failedInvocation = {
  version: '1.0',
  requestContext: { condition: 'RetriesExhausted' },
  requestPayload: event,
  responsePayload: { errorMessage: 'no' },
};

/** Something in something in something. */
const matryoshka = (layers: number): unknown => {
  let value: unknown = event;
  for (let layer = 0; layer < layers; layer++) {
    value = { body: value };
  }
  return value;
};

describe('unwrap', () => {
  for (const [title, value, paths] of [
    ['an event itself', event, ['']],
    ['events in an array', [event, event], ['[0]', '[1]']],
    [
      'messages that aws sqs receive-message prints',
      { Messages: [{ MessageId: 'm', Body: text }, { Body: text }] },
      ['Messages[0].Body', 'Messages[1].Body'],
    ],
    ['one message', { MessageId: 'm', Body: text }, ['Body']],
    [
      'an event of Lambda from SQS',
      { Records: [{ messageId: 'm', body: text, eventSource: 'aws:sqs' }] },
      ['Records[0].body'],
    ],
    [
      'what an on-failure destination of Lambda put into a queue',
      { Messages: [{ Body: JSON.stringify(failedInvocation) }] },
      ['Messages[0].Body.requestPayload'],
    ],
    [
      'an SNS notification in a queue',
      { Body: JSON.stringify({ Type: 'Notification', Message: text }) },
      ['Body.Message'],
    ],
    [
      'an event of Lambda from SNS',
      { Records: [{ Sns: { Message: text } }] },
      ['Records[0].Sns.Message'],
    ],
    [
      'what aws logs filter-log-events prints',
      { events: [{ timestamp: 1, message: text }], searchedLogStreams: [] },
      ['events[0].message'],
    ],
    ['a JSON text', text, ['']],
  ] as const) {
    it(`finds ${title}`, () => {
      assert.deepEqual(
        [...unwrap(value)],
        paths.map(path => ({ ok: true, path, event })),
      );
    });
  }

  it('does not unwrap an event that has the properties of an envelope', () => {
    const odd = anEvent({}, { Message: 'm', Records: [] });
    assert.deepEqual([...unwrap(odd)], [{ ok: true, path: '', event: odd }]);
  });

  it('treats unknown input as an event, for its reader to reject', () => {
    for (const value of [{ a: 1 }, 7, null, { Body: 7 }]) {
      assert.deepEqual([...unwrap(value)], [{ ok: true, path: '', event: value }]);
    }
  });

  it('reports a body that is not JSON, and continues', () => {
    assert.deepEqual(
      [...unwrap({ Messages: [{ Body: 'secret' }, { Body: text }] })],
      [
        { ok: false, path: 'Messages[0].Body', reason: 'is not JSON' },
        { ok: true, path: 'Messages[1].Body', event },
      ],
    );
  });

  it('unwraps up to a limit', () => {
    const [found] = unwrap(matryoshka(10));
    assert.equal(found?.ok, true);
    const [refused] = unwrap(matryoshka(11));
    assert.equal(refused?.ok === false && refused.reason, 'is wrapped more than 10 times');
  });

  it('unwraps lists and strings only up to a limit, too', () => {
    let lists: unknown = event;
    let texts: unknown = 'event';
    for (let layer = 0; layer < 11; layer++) {
      lists = [lists];
      texts = JSON.stringify(texts);
    }
    for (const value of [lists, texts]) {
      const [refused] = unwrap(value);
      assert.equal(refused?.ok === false && refused.reason, 'is wrapped more than 10 times');
    }
  });
});
