import assert from 'node:assert/strict';
import type { EventOutcome } from '../../../src/protocol/details';
import type { ToHost } from '../../../src/protocol/toHost';
import {
  DetailsFlow,
  type DetailsAnswer,
  type EventAnswer,
} from '../../../webview/model/detailsFlow';
import { noActions } from './support';

const about = (jobId: string, status = 'RUNNING'): DetailsAnswer => ({
  type: 'details',
  jobId,
  details: {
    jobName: `name of ${jobId}`,
    status,
    reasons: [],
    times: { status },
    general: [],
    technical: [],
  },
  actionState: noActions,
});

const nothingMore = {
  kind: 'read',
  attempts: [],
  earlierAttempts: 0,
  sections: [],
} satisfies EventOutcome;

const aboutEvent = (jobId: string, outcome: EventOutcome = nothingMore): EventAnswer => ({
  type: 'event',
  jobId,
  outcome,
});

const failed = { kind: 'failed', message: 'No.', remedy: 'Wait.' } as const;

describe('DetailsFlow', () => {
  let posted: ToHost[];
  let flow: DetailsFlow;

  beforeEach(() => {
    posted = [];
    flow = new DetailsFlow({ post: message => posted.push(message), onChange: () => undefined });
  });

  const asked = (): string[] =>
    posted.map(message => (message.type === 'details' ? message.jobId : message.type));

  it('requests a job when it opens, and shows the response', () => {
    flow.open('a');
    flow.receive(about('a'));

    assert.deepEqual(asked(), ['a']);
    assert.equal(flow.isOpen, true);
    assert.equal(flow.answer?.details?.jobName, 'name of a');
  });

  it('does not show one job with the name of another', () => {
    flow.open('a');
    flow.receive(about('a'));
    flow.open('b');
    assert.equal(flow.answer, undefined);

    flow.receive(about('a', 'FAILED'));

    assert.equal(flow.answer, undefined);
  });

  it('follows the job, one request at a time', () => {
    flow.open('a');
    flow.request();
    flow.request();
    assert.deepEqual(asked(), ['a']);

    flow.receive(about('a'));
    assert.deepEqual(asked(), ['a', 'a']);
    flow.receive(about('a', 'SUCCEEDED'));

    assert.deepEqual(asked(), ['a', 'a']);
    assert.equal(flow.answer?.details?.status, 'SUCCEEDED');
  });

  it('keeps the last response on screen while it requests a new one', () => {
    flow.open('a');
    flow.receive(about('a'));
    flow.request();

    assert.ok(flow.answer?.details);
  });

  it('recognizes when the job is gone', () => {
    flow.open('a');
    flow.receive({ type: 'details', jobId: 'a', actionState: noActions });

    assert.ok(flow.answer);
    assert.equal(flow.answer.details, undefined);
  });

  it('requests nothing while closed, and keeps the selection', () => {
    flow.open('a');
    flow.receive(about('a'));
    flow.close();
    flow.request();

    assert.deepEqual(asked(), ['a', 'detailsClosed']);
    assert.equal(flow.jobId, 'a');
    assert.equal(flow.isOpen, false);
  });

  it('is restored open or closed', () => {
    flow.restore('a', false);
    assert.deepEqual(asked(), []);
    flow.restore('a', true);
    assert.deepEqual(asked(), ['a']);
    flow.restore(undefined, true);
    assert.equal(flow.isOpen, false);
  });

  it('shows the event of the open job, and of no other', () => {
    flow.open('a');
    assert.equal(flow.event.isReading, true);
    flow.receiveEvent(aboutEvent('b'));
    assert.deepEqual(flow.event, { content: undefined, problem: undefined, isReading: true });
    flow.receiveEvent(aboutEvent('a'));
    assert.equal(flow.event.content, nothingMore);

    flow.open('b');
    assert.deepEqual([flow.event.content, flow.event.isReading], [undefined, true]);
  });

  it('keeps its contents when a newer event cannot be read, and retries on request', () => {
    flow.open('a');
    flow.receiveEvent(aboutEvent('a'));
    flow.receiveEvent(aboutEvent('a', failed));
    assert.ok(flow.event.content);
    assert.deepEqual(flow.event.problem, failed);

    flow.readEventAgain();
    flow.readEventAgain();
    assert.deepEqual(asked(), ['a', 'readEvent']);
    flow.receiveEvent(aboutEvent('a'));

    assert.deepEqual([flow.event.problem, flow.event.isReading], [undefined, false]);
  });

  it('shows no older event instead of one that is no longer readable', () => {
    flow.open('a');
    flow.receiveEvent(aboutEvent('a'));
    flow.receiveEvent(aboutEvent('a', { kind: 'unreadable', message: 'Damaged.' }));
    assert.equal(flow.event.content, undefined);
  });

  it('remembers which sections are collapsed, for every job', () => {
    flow.open('a');
    assert.equal(flow.isFolded('environment'), true);
    flow.fold('technical', true);
    flow.fold('environment', false);
    flow.open('b');
    assert.deepEqual([flow.isFolded('technical'), flow.isFolded('environment')], [true, false]);
  });
});
