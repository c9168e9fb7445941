import assert from 'node:assert/strict';
import {
  GetItemCommand,
  PutItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { recordJobEvent } from '../../../lambda/recordJobEvent';
import { readBatchEvent } from '../../../src/core/job/batchEvent';
import { Random } from '../../../src/sample/random';
import { createJobsTable } from '../../local/dynamodb/table';
import { describeOnEmulators, emulatorClient } from '../../support/emulators/emulators';
import { disorder } from '../../support/builders/orders';
import { randomLife, seedsOfLives, type Life } from '../../support/builders/randomLives';

type Write = (event: unknown) => Promise<unknown>;

const tableName = 'Orders';
/** A random one and its reverse, so that each two events arrive both ways. */
const ordersOfALife = 2;
const text = (S: string): AttributeValue => ({ S });

describeOnEmulators('The order of delivery', endpoint => {
  const seeds = seedsOfLives(1_000);
  let client: DynamoDBClient;
  let clock = 1_795_428_000_000;

  before(async () => {
    client = emulatorClient(endpoint());
    await createJobsTable(client, tableName, { index: true });
  });

  after(() => client.destroy());

  const write: Write = event => recordJobEvent(event, { client, tableName, now: () => clock++ });

  /** As the function of the first dashboard did it. */
  const blindPut: Write = event => {
    const read = readBatchEvent(event);
    assert(read.ok);
    const { jobId, status, attempts = 0 } = read.job;
    const Item = { jobId: text(jobId), status: text(status), attempts: { N: String(attempts) } };
    return client.send(new PutItemCommand({ TableName: tableName, Item }));
  };

  async function endOf(jobId: string): Promise<Life['end']> {
    const Key = { jobId: text(jobId) };
    const answer = await client.send(
      new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    const { status, attempts } = answer.Item ?? {};
    return { status: status?.S ?? '', attempts: Number(attempts?.N) };
  }

  /** How many of the orders ended in another state than their life. */
  async function wrongEnds(
    name: string,
    deliver: (events: readonly unknown[], random: Random) => Promise<void>,
  ): Promise<number> {
    let wrong = 0;
    const orders = seeds.length * ordersOfALife;
    const tries = Array.from({ length: orders }, (_, index) => index);
    const next = async (): Promise<void> => {
      for (let index = tries.pop(); index !== undefined; index = tries.pop()) {
        const jobId = `${name}-${index}`;
        const seed = seeds[index % seeds.length] ?? 0;
        const life = randomLife(jobId, new Random(seed));
        const random = new Random(7_919 * (seed + 1));
        const order = disorder(life.events, random);
        await deliver(index < seeds.length ? order : order.toReversed(), random);
        const { status, attempts } = await endOf(jobId);
        wrong += status === life.end.status && attempts === life.end.attempts ? 0 : 1;
      }
    };
    await Promise.all(Array.from({ length: 8 }, next));
    console.log(`      ${seeds.length} lives, ${orders} orders, ${wrong} wrong ends`);
    return wrong;
  }

  const oneByOne = (by: Write) => async (events: readonly unknown[]) => {
    for (const event of events) {
      await by(event);
    }
  };

  it('never decides the final state of a job', async () => {
    assert.equal(await wrongEnds('one-by-one', oneByOne(write)), 0);
  });

  it('never decides it with several concurrent writers', async () => {
    const wrong = await wrongEnds('at-once', async events => {
      await Promise.all(events.map(write));
    });
    assert.equal(wrong, 0);
  });

  it('would decide it for a writer without conditions', async () => {
    const wrong = await wrongEnds('blind', oneByOne(blindPut));
    assert(wrong > seeds.length / 2, `only ${wrong} wrong ends: this check would prove nothing`);
  });
});
