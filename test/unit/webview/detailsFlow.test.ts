import assert from 'node:assert/strict';
import type { ToHost } from '../../../src/protocol';
import { DetailsFlow, type DetailsAnswer } from '../../../webview/model/detailsFlow';

const about = (jobId: string, status = 'RUNNING'): DetailsAnswer => ({
  type: 'details',
  jobId,
  details: { jobName: `name of ${jobId}`, status, general: [], technical: [] },
});

describe('DetailsFlow', () => {
  let posted: ToHost[];
  let flow: DetailsFlow;

  beforeEach(() => {
    posted = [];
    flow = new DetailsFlow({ post: message => posted.push(message), onChange: () => undefined });
  });

  const asked = (): string[] =>
    posted.map(message => (message.type === 'details' ? message.jobId : message.type));

  it('asks for a job when it opens, and shows the answer', () => {
    flow.open('a');
    flow.receive(about('a'));

    assert.deepEqual(asked(), ['a']);
    assert.equal(flow.isOpen, true);
    assert.equal(flow.answer?.details?.jobName, 'name of a');
  });

  it('does not show one job under the name of another', () => {
    flow.open('a');
    flow.receive(about('a'));
    flow.open('b');
    assert.equal(flow.answer, undefined);

    flow.receive(about('a', 'FAILED'));

    assert.equal(flow.answer, undefined);
  });

  it('follows the job, one question at a time', () => {
    flow.open('a');
    flow.ask();
    flow.ask();
    assert.deepEqual(asked(), ['a']);

    flow.receive(about('a'));
    assert.deepEqual(asked(), ['a', 'a']);
    flow.receive(about('a', 'SUCCEEDED'));

    assert.deepEqual(asked(), ['a', 'a']);
    assert.equal(flow.answer?.details?.status, 'SUCCEEDED');
  });

  it('keeps the last answer on screen while it asks anew', () => {
    flow.open('a');
    flow.receive(about('a'));
    flow.ask();

    assert.ok(flow.answer?.details);
  });

  it('knows when the job has gone', () => {
    flow.open('a');
    flow.receive({ type: 'details', jobId: 'a' });

    assert.ok(flow.answer);
    assert.equal(flow.answer.details, undefined);
  });

  it('asks for nothing while closed, and keeps the selection', () => {
    flow.open('a');
    flow.receive(about('a'));
    flow.close();
    flow.ask();

    assert.deepEqual(asked(), ['a']);
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
});
