import { paginateScan, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { pythonWithBoto3 } from '../../local/dynamodb/boto3';
import { run } from '../../local/process/managedProcess';
import { emulatorClient } from '../../support/emulators/emulators';

/** What reading everything, every time, costs. */
export interface WholeScan {
  readonly seconds: number;
  readonly items: number;
  readonly units: number;
}

/** Named in the details, since it is what we are compared with. */
export async function scannerName(): Promise<string> {
  return (await pythonWithBoto3()) === undefined
    ? 'the JavaScript SDK (boto3 is not installed)'
    : 'boto3';
}

/** As the first dashboard read its table: one sequential scan of all attributes. */
export async function wholeScan(endpoint: string, table: string): Promise<WholeScan> {
  const python = await pythonWithBoto3();
  if (python === undefined) {
    return scanByOurselves(endpoint, table);
  }
  const { code, output } = await run(python, ['test/bench/refresh/wholeScan.py', endpoint, table]);
  if (code !== 0) {
    throw new Error(`wholeScan.py failed:\n${output}`);
  }
  return JSON.parse(output) as WholeScan;
}

async function scanByOurselves(endpoint: string, TableName: string): Promise<WholeScan> {
  const client = DynamoDBDocumentClient.from(emulatorClient(endpoint));
  const start = performance.now();
  let items = 0;
  let units = 0;
  for await (const page of paginateScan(
    { client },
    { TableName, ReturnConsumedCapacity: 'TOTAL' },
  )) {
    items += page.Items?.length ?? 0;
    units += page.ConsumedCapacity?.CapacityUnits ?? 0;
  }
  client.destroy();
  return { seconds: (performance.now() - start) / 1000, items, units };
}
