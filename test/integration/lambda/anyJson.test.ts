import assert from 'node:assert/strict';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { recordJobEvent } from '../../../lambda/recordJobEvent';
import { isQueueBlockedEvent, readBatchEvent } from '../../../src/core/job/batchEvent';
import { jobOf } from '../../../src/core/job/jobItem';
import { createJobsTable } from '../../local/dynamodb/table';
import { anEvent, eventFixtures, fixture } from '../../support/builders/batchEvents';
import { describeOnEmulators, emulatorClient } from '../../support/emulators/emulators';

const tableName = 'AnyJson';

/** What might stand where it should not, besides any JSON at all. */
const odd = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '__proto__', '\ud800', 'x'.repeat(3_000), 'é'.repeat(500_000)),
  fc.constantFrom(1e300, -1e-300, 2 ** 60, -0, '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'),
);

/** A recorded event with some of its parts, anywhere, replaced or removed. */
const mutated = fc
  .tuple(
    fc.uuid(),
    fc.constantFrom(...eventFixtures.map(name => fixture(name.slice(0, 2)))),
    fc.array(fc.tuple(fc.nat(), fc.option(odd)), { minLength: 1, maxLength: 4 }),
  )
  .map(([jobId, event, changes]) => {
    const copy = { ...event, detail: structuredClone(event['detail']) as object };
    Reflect.set(copy.detail, 'jobId', jobId);
    for (const [place, value] of changes) {
      const places = placesIn(copy);
      const [holder, key] = places[place % places.length] ?? [copy, 'detail'];
      if (value === null) {
        Reflect.deleteProperty(holder, key);
      } else {
        Reflect.set(holder, key, value);
      }
    }
    return copy;
  });

function placesIn(value: object): [object, string][] {
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => [
    [value, key] as [object, string],
    ...(typeof part === 'object' && part !== null ? placesIn(part) : []),
  ]);
}

const oddDetail = fc
  .dictionary(
    fc.constantFrom('jobName', 'statusReason', 'createdAt', 'attempts', 'container', 'jobQueue'),
    odd,
  )
  .chain(detail => fc.tuple(fc.constant(detail), odd, odd))
  .map(([detail, jobId, status]) => anEvent({ ...detail, jobId, status }));

describeOnEmulators('Any JSON', (endpoint, emulator) => {
  const runs = emulator === 'dynalite' ? 600 : 200;
  let client: DynamoDBClient;

  before(async () => {
    client = emulatorClient(endpoint());
    await createJobsTable(client, tableName, { index: true });
  });

  after(() => client.destroy());

  it('becomes a valid item or is rejected with a reason, nothing in between', async () => {
    const counts = { written: 0, stale: 0, rejected: 0 };
    await fc.assert(
      fc.asyncProperty(fc.oneof(odd, mutated, oddDetail), async event => {
        // As it reaches a function: by way of JSON.
        const sent = JSON.parse(JSON.stringify(event)) as unknown;
        const outcome = await recordJobEvent(sent, { client, tableName, now: Date.now });
        counts[outcome.outcome]++;
        if (outcome.outcome === 'rejected') {
          assert.notEqual(outcome.reason, '');
          return;
        }
        const isBlocked = isQueueBlockedEvent(sent);
        const { Item: plain } = await DynamoDBDocumentClient.from(client).send(
          new GetCommand({ TableName: tableName, Key: { jobId: outcome.jobId } }),
        );
        if (plain === undefined) {
          assert(isBlocked && outcome.outcome === 'stale', 'a blocked queue makes no item');
          return;
        }
        const read = jobOf(plain);
        assert(read.ok && read.ignored.length === 0);
        assert(typeof plain['fullEvent'] === 'string' && JSON.parse(plain['fullEvent']) !== null);
        if (outcome.outcome === 'written' && !isBlocked) {
          const told = readBatchEvent(sent);
          assert(told.ok);
          assert.equal(read.job.sequence, told.job.sequence);
        }
      }),
      { numRuns: runs },
    );
    console.log(`      ${JSON.stringify(counts)}`);
    assert(counts.written > 0 && counts.rejected > 0);
  });
});
