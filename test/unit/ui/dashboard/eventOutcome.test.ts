import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/diagnostics/errors';
import { readEventDetails } from '../../../../src/core/event/eventDetails';
import { eventOutcome } from '../../../../src/ui/dashboard/eventOutcome';

describe('The full event in the details', () => {
  const isKnown = (): boolean => false;
  const whole = readEventDetails('a', { fullEvent: '{"detail":{"jobId":"a"}}' });
  const cut = readEventDetails('a', {
    fullEvent: '{"batchMonitorCut":"…","detail":{"jobId":"a"}}',
  });
  const missing = readEventDetails('a', {});
  const denied = new UserError('batch.denied', 'AWS denied it', 'Ask for it.', 'checkConnection', {
    snippet: '{"Effect":"Allow"}',
  });
  const noteOf = (outcome: ReturnType<typeof eventOutcome>) =>
    outcome.kind === 'read' ? outcome.note : undefined;

  it('has no note if the table lacks nothing', () => {
    assert.equal(noteOf(eventOutcome(whole, undefined, isKnown)), undefined);
  });

  it('says what is from AWS Batch', () => {
    assert.match(noteOf(eventOutcome(whole, 'completed', isKnown)) ?? '', /^From AWS Batch/);
  });

  it('says why parts are missing and what to do, with the statement to copy', () => {
    const outcome = eventOutcome(cut, denied, isKnown);
    assert.match(noteOf(outcome) ?? '', /\(cut\)\. AWS denied it\. Ask for it\.$/);
    assert.equal(outcome.kind === 'read' && outcome.statement, '{"Effect":"Allow"}');
    assert.equal(noteOf(eventOutcome(whole, denied, isKnown)), 'AWS denied it. Ask for it.');
  });

  it('says both why the event is missing and why AWS Batch did not help', () => {
    const outcome = eventOutcome(missing, denied, isKnown);
    assert(outcome.kind === 'unreadable');
    assert.match(outcome.message, /no full event for this job.*\. AWS denied it\. Ask for it\.$/);
    assert.equal(outcome.statement, '{"Effect":"Allow"}');
  });
});
