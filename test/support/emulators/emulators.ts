import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  paginateListTables,
  waitUntilTableExists,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { findOnPath } from '../../local/process/commandsOnPath';
import { Dynalite } from '../../local/dynamodb/dynalite';
import { DynamoDbLocal, shortLived } from '../../local/dynamodb/dynamoDbLocal';
import { scaled } from '../../local/process/slowness';

interface Emulator {
  start(): Promise<string>;
  stop(): Promise<void>;
}

const emulators: readonly {
  readonly name: string;
  readonly make: () => Emulator;
  readonly available: () => boolean;
}[] = [
  { name: 'dynalite', make: () => new Dynalite(), available: () => true },
  {
    name: 'DynamoDB Local',
    make: () => new SharedDynamoDbLocal(),
    available: () => findOnPath(['java']) !== undefined,
  },
];

let running: DynamoDbLocal | undefined;

/**
 * A DynamoDB Local shared by all suites of this process, since it takes seconds to start and warm up; each
 * suite deletes its tables. Stopped by `stopEmulators`.
 */
class SharedDynamoDbLocal implements Emulator {
  async start(): Promise<string> {
    if (!running) {
      const emulator = new DynamoDbLocal(shortLived);
      await emulator.start();
      running = emulator;
    }
    return running.endpoint;
  }

  async stop(): Promise<void> {
    if (!running) {
      return;
    }
    const client = emulatorClient(running.endpoint);
    for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
      await Promise.all(
        TableNames.map(TableName => client.send(new DeleteTableCommand({ TableName }))),
      );
    }
    client.destroy();
  }
}

/** Call after the last suite. */
export async function stopEmulators(): Promise<void> {
  await running?.stop();
  running = undefined;
}

/**
 * Runs a suite on each DynamoDB emulator; `endpoint` returns its URL while tests run. Without Java, the tests
 * on DynamoDB Local are skipped.
 */
export function describeOnEmulators(
  title: string,
  suite: (endpoint: () => string, name: string) => void,
): void {
  for (const { name, make, available } of emulators) {
    describe(`${title} (${name})`, () => {
      const emulator = make();
      let address = '';

      before(async function () {
        if (!available()) {
          console.log(`${name} needs Java: its tests are skipped`);
          this.skip();
        }
        // The first run installs the emulator.
        this.timeout(scaled(180_000));
        address = await emulator.start();
      });

      after(() => emulator.stop());

      suite(() => address, name);
    });
  }
}

/** A client of an emulator, which accepts any credentials. */
export function emulatorClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    region: 'eu-west-1',
    endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}

/** Creates a table; resolves once it is active, which may be later than the response. */
export async function createTable(
  client: DynamoDBClient,
  input: CreateTableCommandInput,
): Promise<void> {
  await client.send(new CreateTableCommand(input));
  await waitUntilTableExists(
    { client, maxWaitTime: scaled(30_000) / 1000, minDelay: 0.05, maxDelay: 1 },
    { TableName: input.TableName },
  );
}
