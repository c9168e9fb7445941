import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { listAttributes } from '../../../src/core/job/jobItem';
import { itemAt } from '../store/tableOfJobs';
import { Random } from '../../../src/sample/random';

/**
 * A table of any size behind DynamoDB's wire protocol, for sizes that no emulator can hold: pages of
 * 1 MB are put together from prepared items, each after a fixed delay. In a process of its own:
 *
 *   preparedTable.ts JOBS DELAY_MS [NEW]   prints its address
 *
 * It answers what our reads ask: DescribeTable, Scan of a sample, Query of one job, and of index `changes`,
 * whole or since a time, which gives the same 100 jobs again with a newer state, and so many new ones, whose
 * names come after all others.
 */
const [jobs, delayMs, newJobs = 0] = process.argv.slice(2).map(Number) as [number, number, number?];

const shards = 4;
const pageBytes = 1_048_576;
const bytesPerUnit = 8_192;
const changedJobs = 100;
const start = Date.parse('2026-01-01T00:00:00Z');

/** Items differ in their id, name and times; the rest is one of so many. */
const random = new Random(3);
const prototypes = Array.from({ length: 1000 }, (_, index) => itemAt(index, random));
const itemBytes =
  prototypes.reduce((sum, item) => sum + JSON.stringify(item).length, 0) / prototypes.length;
const itemsPerPage = Math.floor(pageBytes / itemBytes);

let changesGiven = 0;

type Value =
  { readonly S: string; readonly N?: never } | { readonly N: string; readonly S?: never };

interface Request {
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, { S?: string; N?: string }>>;
  readonly ExclusiveStartKey?: Readonly<Record<string, { N?: string }>>;
  readonly Limit?: number;
}

function answer(operation: string, request: Request): unknown {
  switch (operation) {
    case 'DescribeTable':
      return description();
    case 'Scan':
      return page(Array.from({ length: request.Limit ?? 100 }, (_, index) => jobAt(index)));
    case 'Query':
      return answerQuery(request);
    default:
      return { __type: 'com.amazonaws.dynamodb.v20120810#UnknownOperationException' };
  }
}

function answerQuery(request: Request): unknown {
  const values = request.ExpressionAttributeValues;
  const jobId = values?.[':jobId']?.S;
  if (jobId !== undefined) {
    return page([wholeItem(jobId)]);
  }
  return values?.[':since'] === undefined
    ? pageOfShard(request)
    : changesOfShard(Number(values[':shard']?.S));
}

/** Newest first, as the feed asks for. */
function pageOfShard({ ExpressionAttributeValues, ExclusiveStartKey }: Request): unknown {
  const shard = Number(ExpressionAttributeValues?.[':shard']?.S);
  const last = ExclusiveStartKey
    ? Number(ExclusiveStartKey['updatedAt']?.N) - start
    : jobsNow() + shards;
  const items: unknown[] = [];
  let index = last - 1 - ((last - 1 - shard) % shards);
  for (; index >= 0 && items.length < itemsPerPage; index -= shards) {
    if (index < jobsNow() && index < last) {
      items.push(jobAt(index));
    }
  }
  const rest = index + shards;
  const next = index >= 0 ? { updatedAt: { N: String(start + rest) } } : undefined;
  return page(items, next);
}

function changesOfShard(shard: number): unknown {
  if (shard === 0) {
    changesGiven++;
  }
  const items = Array.from({ length: changedJobs / shards }, (_, index) => {
    const at = start + jobs + changesGiven * 600_000;
    return {
      ...jobAt(index * shards + shard),
      updatedAt: { N: String(at) },
      statusReason: { S: `change ${changesGiven}` },
    };
  });
  return page(shard === 0 ? [...newJobsNow(), ...items] : items);
}

function newJobsNow(): unknown[] {
  return Array.from({ length: newJobs }, (_, index) => jobAt(jobsNow() - 1 - index));
}

const jobsNow = (): number => jobs + changesGiven * newJobs;

function jobAt(index: number): Record<string, Value> {
  const id = index.toString(16).padStart(12, '0');
  return marshal({
    ...prototypes[index % prototypes.length],
    jobId: `0b5f3a1c-7d2e-4c6b-9a8f-${id}`,
    jobName: index < jobs ? `pre-69490f5fc05f${id}-${start + index}` : `z-new-job-${index}`,
    media_id: `69490f5fc05f${id}`,
    task_id: `69490f5fc050${id}`,
    logStreamName: `work/default/0123456789abcdef0123${id}`,
    shard: String(index % shards),
    updatedAt: start + index,
  });
}

/** With its event, which the index does not hold. */
function wholeItem(jobId: string): unknown {
  const item = jobAt(parseInt(jobId.slice(-12), 16));
  const detail = { jobId, status: item['status']?.S, container: { command: ['work'] } };
  const event = { 'detail-type': 'Batch Job State Change', source: 'aws.batch', detail };
  return { ...item, fullEvent: { S: JSON.stringify(event) } };
}

function marshal(item: Readonly<Record<string, string | number>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      typeof value === 'number' ? { N: String(value) } : { S: value },
    ]),
  );
}

function page(items: readonly unknown[], LastEvaluatedKey?: unknown): unknown {
  return {
    Items: items,
    Count: items.length,
    ScannedCount: items.length,
    ConsumedCapacity: {
      TableName: 'Prepared',
      CapacityUnits: Math.max(
        0.5,
        Math.ceil((items.length * itemBytes) / bytesPerUnit / 0.5) * 0.5,
      ),
    },
    ...(LastEvaluatedKey === undefined ? {} : { LastEvaluatedKey }),
  };
}

function description(): unknown {
  const size = { ItemCount: jobs, TableSizeBytes: jobs * 3_000 };
  return {
    Table: {
      TableName: 'Prepared',
      TableStatus: 'ACTIVE',
      TableArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/Prepared',
      CreationDateTime: start / 1000,
      KeySchema: [{ AttributeName: 'jobId', KeyType: 'HASH' }],
      ...size,
      GlobalSecondaryIndexes: [
        {
          IndexName: 'changes',
          IndexStatus: 'ACTIVE',
          KeySchema: [
            { AttributeName: 'shard', KeyType: 'HASH' },
            { AttributeName: 'updatedAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: listAttributes },
          ItemCount: jobs,
        },
      ],
    },
  };
}

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
  const body = Buffer.from(
    JSON.stringify(answer(operation, JSON.parse(Buffer.concat(chunks).toString()) as Request)),
  );
  setTimeout(() => {
    response.writeHead(200, {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': body.length,
      'x-amz-crc32': String(crc32(body)),
    });
    response.end(body);
  }, delayMs);
}

const server = createServer((request, response) => {
  respond(request, response).catch((error: unknown) => {
    console.error(error);
    response.destroy();
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
