import assert from 'node:assert/strict';
import { missingAttributes } from '../../../../../lambda/tools/backfill/missingAttributes';
import { readBatchEvent } from '../../../../../src/core/job/batchEvent';
import { itemOf } from '../../../../../src/core/job/jobItem';
import { shardOf } from '../../../../../src/core/job/shard';
import { parseTime } from '../../../../../src/core/text/time';
import {
  anAttempt,
  anEvent,
  eventFixtures,
  fixture,
} from '../../../../support/builders/batchEvents';
import { plainItem } from '../../../../support/builders/plainItems';

const now = Date.parse('2026-11-25T00:00:00Z');
const time = Date.parse('2026-11-23T10:00:00Z');

function attributesOf(item: Record<string, unknown>): Record<string, unknown> {
  const missing = missingAttributes(item, now);
  assert(missing.ok);
  return missing.attributes;
}

describe('missingAttributes', () => {
  it('completes every recorded plain item to match what the function would have written', () => {
    for (const name of eventFixtures) {
      const event = fixture(name.slice(0, 2));
      const read = readBatchEvent(event);
      if (read.ok) {
        const item = plainItem(event);
        const { jobId, timestamp } = read.job;
        const updatedAt = parseTime(timestamp) ?? now;
        const expected = itemOf({ ...read.job, shard: shardOf(jobId), updatedAt });
        const { fullEvent, ...whole } = { ...item, ...attributesOf(item) };
        assert.equal(fullEvent, JSON.stringify(event));
        assert.deepEqual({ ...whole, ...expected }, whole, name);
      }
    }
  });

  it('derives order, keys, times and the outcome of the last attempt', () => {
    const jobName = 'pre-69490f5fc05fb78da7b7380f-1766395755577';
    const container = { exitCode: 137, reason: 'OutOfMemoryError', logStreamName: 's/1' };
    const jobId = 'parent:3';
    const detail = { jobId, jobName, status: 'FAILED', createdAt: 5, startedAt: 6, stoppedAt: 7 };
    const event = anEvent({ ...detail, attempts: [anAttempt(), anAttempt(container)] });
    assert.deepEqual(attributesOf(plainItem(event)), {
      task_id: '69490f5fc05fb78da7b7380f',
      sequence: 1000,
      shard: shardOf(jobId),
      updatedAt: time,
      createdAt: 5,
      startedAt: 6,
      stoppedAt: 7,
      attempts: 2,
      exitCode: 137,
      reason: 'OutOfMemoryError',
      logStreamName: 's/1',
      logGroupName: '/aws/batch/job',
      arrayIndex: 3,
      parentId: 'parent',
    });
  });

  it('finds nothing missing in items it has completed', () => {
    const item = plainItem(anEvent());
    assert.deepEqual(attributesOf({ ...item, ...attributesOf(item) }), {});
  });

  it('never replaces an attribute', () => {
    const item = {
      ...plainItem(anEvent({ status: 'RUNNING', media_id: 'told', createdAt: 5 })),
      sequence: 3,
      media_id: null,
      createdAt: 'x',
      jobName: '',
      updatedAt: 1,
    };
    const names = Object.keys(attributesOf(item));
    assert.deepEqual(
      names.filter(name => name in item),
      [],
    );
  });

  for (const [title, fullEvent] of [
    ['is missing', undefined],
    ['is damaged', '{"source":"aws.ba'],
    ['is no text', new Set(['x'])],
    ['is nested too deep', '['.repeat(100_000)],
    ['is of another kind', JSON.stringify(fixture('09'))],
    ['is of another job', JSON.stringify(anEvent({ jobId: 'other' }))],
    ['is of another state', JSON.stringify(anEvent({ jobId: 'own:4', status: 'FAILED' }))],
  ] as const) {
    it(`uses the attributes of the item when its event ${title}`, () => {
      const item = {
        jobId: 'own:4',
        jobName: 'assembly-pre-69490f5fc05fb78da7b7380f-zip',
        status: 'RUNNING',
        timestamp: '2026-11-23T10:00:00Z',
        ...(fullEvent === undefined ? {} : { fullEvent }),
      };
      const objectId = '69490f5fc05fb78da7b7380f';
      assert.deepEqual(missingAttributes(item, now), {
        ok: true,
        fromEvent: false,
        attributes: {
          media_id: objectId,
          task_id: objectId,
          assembly_id: objectId,
          sequence: 4,
          shard: shardOf('own:4'),
          updatedAt: time,
          arrayIndex: 4,
          parentId: 'own',
        },
      });
    });
  }

  it('accepts an event that was stored as a map', () => {
    const missing = missingAttributes({ ...plainItem(anEvent()), fullEvent: anEvent() }, now);
    assert.equal(missing.ok && missing.fromEvent, true);
  });

  it('counts the attempts of an item', () => {
    const item = { jobId: 'a', status: 'RUNNING', attempts: 2 };
    assert.equal(attributesOf(item)['sequence'], 24);
  });

  it('adds only the keys to an item without a state', () => {
    assert.deepEqual(attributesOf({ jobId: 'noted', note: 'mine' }), {
      shard: shardOf('noted'),
      updatedAt: now,
    });
  });

  it('never writes a time in the future', () => {
    for (const timestamp of ['2027-01-01T00:00:00Z', 'damaged', '']) {
      assert.equal(attributesOf({ jobId: 'a', status: 'RUNNING', timestamp })['updatedAt'], now);
    }
  });

  it('rejects items that are not jobs, or that the index could not store', () => {
    for (const [item, reason] of [
      [{ jobId: 5 }, 'jobId is a number, not a string'],
      [{}, 'jobId is missing, not a string'],
      [{ jobId: 'a', shard: 1 }, 'shard cannot be an index key'],
      [{ jobId: 'a', shard: 'x' }, 'shard cannot be an index key'],
      [{ jobId: 'a', updatedAt: '5' }, 'updatedAt cannot be an index key'],
      [{ jobId: 'a', sequence: null }, 'sequence cannot be an index key'],
    ] as const) {
      assert.deepEqual(missingAttributes(item, now), { ok: false, reason });
    }
  });
});
