import assert from 'node:assert/strict';
import { UserError } from '../../../src/core/errors';
import type { FeedState } from '../../../src/data/feedState';
import { countFailed, statusBarContent } from '../../../src/ui/statusBarContent';
import { aJob, manyJobs } from '../../support/builders';

const state = (over: Partial<FeedState>): FeedState => ({
  connection: { tableName: 'Jobs', region: 'eu-west-1', profile: undefined, endpoint: undefined },
  load: { phase: 'ready' },
  updatedAt: 1_000,
  malformed: 0,
  readUnits: 6,
  sessionUnits: 60,
  shape: undefined,
  ...over,
});

const error = new UserError('network', 'Cannot be reached.', 'Check the network.');

describe('statusBarContent', () => {
  it('says nothing before anything was asked for', () => {
    assert.equal(statusBarContent(state({ load: { phase: 'idle' } }), 0, 0), undefined);
  });

  it('turns while it loads for the first time', () => {
    const content = statusBarContent(
      state({ load: { phase: 'loading', loaded: 0 }, updatedAt: undefined }),
      0,
      0,
    );
    assert.equal(content?.text, '$(sync~spin) Batch');
  });

  it('counts failures on an error background', () => {
    const content = statusBarContent(state({}), 3, 10);
    assert.equal(content?.text, '$(error) 3 failed');
    assert.equal(content.isError, true);
    assert.match(
      content.tooltip,
      /^3 of 10 jobs failed\nTable Jobs, eu-west-1\nUpdated at .+, 6 read units$/,
    );
  });

  it('is calm when all is well', () => {
    const content = statusBarContent(state({}), 0, 10);
    assert.equal(content?.text, '$(pass) 0 failed');
    assert.equal(content.isError, false);
  });

  it('keeps the count and marks it as old when a refresh failed', () => {
    const content = statusBarContent(state({ load: { phase: 'failed', error } }), 2, 10);
    assert.equal(content?.text, '$(error) 2 failed (old)');
    assert.match(content.tooltip, /Cannot be reached\.\nCheck the network\./);
  });

  it('shows a warning, with the remedy, when nothing could be read at all', () => {
    const content = statusBarContent(
      state({ load: { phase: 'failed', error }, updatedAt: undefined }),
      0,
      0,
    );
    assert.equal(content?.text, '$(warning) Batch');
    assert.equal(content.isError, false);
    assert.match(content.tooltip, /Check the network\./);
  });
});

describe('countFailed', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  const failedAt = (timestamp: string) => aJob({ status: 'FAILED', timestamp });

  it('counts FAILED alone', () => {
    const jobs = manyJobs(4, index => ({ status: index < 2 ? 'FAILED' : 'RUNNING' }));
    assert.equal(countFailed(jobs, undefined, now), 2);
  });

  it('counts those of the last hours alone, and those without a time', () => {
    const jobs = [
      failedAt('2026-11-23T11:30:00Z'),
      failedAt('2026-11-23T11:00:00Z'),
      failedAt('2026-11-23T10:59:59Z'),
      failedAt('damaged'),
    ];
    assert.equal(countFailed(jobs, 1, now), 3);
    assert.equal(countFailed(jobs, undefined, now), 4);
  });
});
