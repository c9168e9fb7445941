import { functionZip } from '../../../lambda/tools/functionZip';
import { DynamoDbLocal } from '../../local/dynamodb/dynamoDbLocal';
import { Random } from '../../../src/sample/random';
import { createJobsTable } from '../../local/dynamodb/table';
import { emulatorClient } from '../../support/emulators/emulators';
import { randomLife } from '../../support/builders/randomLives';
import { plainPutWriter, shippedWriter, type Writer } from '../lambda/writers';
import type { BenchContext, Part, Result } from '../result';
import { median, timed } from '../statistics';

const coldStarts = 7;
const rounds = 5;
const lives = 250;

/** What the function takes to start and to store events, against the first dashboard's. */
export const lambda: Part = { name: 'lambda', run: measure };

async function measure({ say, onEnd }: BenchContext): Promise<Result[]> {
  const emulator = new DynamoDbLocal();
  const endpoint = await emulator.start();
  onEnd(() => emulator.stop());
  const zip = await functionZip();
  const ours = await shippedWriter(zip, endpoint, onEnd);
  const plain = await plainPutWriter(endpoint);
  const client = emulatorClient(endpoint);
  onEnd(() => client.destroy());
  await createJobsTable(client, ours.table, { index: true });
  const measured = [new Measured(ours)];
  if (plain) {
    await createJobsTable(client, plain.table, { index: false });
    measured.push(new Measured(plain));
  }

  // Turn by turn, so that whatever else the machine does disturbs both alike.
  for (let count = 1; count <= coldStarts; count++) {
    say(`cold start ${count} of ${coldStarts} …`);
    const [event] = randomEvents(`cold-${count}`, 1);
    for (const writer of measured) {
      await writer.startCold(event);
    }
  }
  for (let round = 0; round <= rounds; round++) {
    say(round === 0 ? 'warming up …' : `events, round ${round} of ${rounds} …`);
    const events = randomEvents(`round-${round}`, lives);
    for (const writer of measured) {
      await writer.store(events, round > 0);
    }
  }
  for (const writer of measured) {
    await writer.stop();
  }
  return resultsOf(zip.length, measured);
}

const random = new Random(4);

/** The events of some new jobs, in the order in which they happen to each. */
const randomEvents = (name: string, count: number): object[] =>
  Array.from({ length: count }, (_, index) => randomLife(`${name}-${index}`, random)).flatMap(
    ({ events }) => events,
  );

class Measured {
  readonly coldMs: number[] = [];
  readonly eventMs: number[] = [];
  private warm: ReturnType<Writer['run']> | undefined;

  constructor(private readonly writer: Writer) {}

  /** From the start of the process until its first write is answered. */
  async startCold(event: object | undefined): Promise<void> {
    const runtime = this.writer.run();
    const ms = await timed(async () => {
      await runtime.start();
      await storeWith(runtime, event);
    });
    this.coldMs.push(ms);
    await runtime.stop();
  }

  /** One after the other, as Lambda hands them to one instance. */
  async store(events: readonly object[], counts: boolean): Promise<void> {
    if (!this.warm) {
      this.warm = this.writer.run();
      await this.warm.start();
    }
    const runtime = this.warm;
    const ms = await timed(async () => {
      for (const event of events) {
        await storeWith(runtime, event);
      }
    });
    if (counts) {
      this.eventMs.push(ms / events.length);
    }
  }

  async stop(): Promise<void> {
    await this.warm?.stop();
  }
}

async function storeWith(runtime: ReturnType<Writer['run']>, event: unknown): Promise<void> {
  const answer = await runtime.invoke(event);
  if (!answer.ok) {
    throw new Error(`An event was not stored: ${answer.error.errorMessage}`);
  }
}

function resultsOf(zipBytes: number, [ours, plain]: readonly Measured[]): Result[] {
  const cold = median(ours?.coldMs ?? []);
  const perSecond = 1000 / median(ours?.eventMs ?? []);
  const results: Result[] = [
    {
      name: 'lambda.cold_ms',
      value: cold,
      unit: 'ms',
      better: 'lower',
      detail: `from the start of the process to the first write answered, median of ${coldStarts}`,
    },
    {
      name: 'lambda.event_ms',
      value: 1000 / perSecond,
      unit: 'ms',
      better: 'lower',
      detail: `one event after the other, warm: ${Math.round(perSecond)} a second`,
    },
    {
      name: 'lambda.zip_kb',
      value: zipBytes / 1024,
      unit: 'KB',
      better: 'lower',
      detail: 'the function as it is deployed, AWS SDK included',
    },
  ];
  if (plain) {
    const plainCold = median(plain.coldMs);
    const plainPerSecond = 1000 / median(plain.eventMs);
    results.push(
      {
        name: 'lambda.cold_ms_ratio',
        value: plainCold / cold,
        unit: 'x',
        goal: 1,
        better: 'higher',
        detail: `plain put by boto3: ${Math.round(plainCold)} ms; ours: ${Math.round(cold)} ms`,
      },
      {
        name: 'lambda.events_ratio',
        value: perSecond / plainPerSecond,
        unit: 'x',
        // Theirs neither compares nor keeps an index; ours should cost hardly more.
        goal: 0.8,
        better: 'higher',
        detail: `ours: ${Math.round(perSecond)} events a second; plain put by boto3, no index: ${Math.round(plainPerSecond)}`,
      },
    );
  }
  return results;
}
