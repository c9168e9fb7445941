import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** A request in DynamoDB's wire protocol: an operation such as `Scan` and its parameters. */
export interface WireRequest {
  readonly operation: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request with the means to respond. */
export interface Exchange {
  readonly request: WireRequest;
  readonly response: ServerResponse;
  /** The emulator's real response. */
  readonly forward: () => Promise<WireAnswer>;
  /** The first and the newest page sent so far. */
  readonly sentPages: readonly WireAnswer[];
  /** Never responds. */
  readonly hang: () => void;
  readonly send: (answer: WireAnswer) => void;
}

export interface Fault {
  readonly name: string;
  readonly answer: (exchange: Exchange) => Promise<void> | void;
}

const json = { 'content-type': 'application/x-amz-json-1.0' };

/** An error in DynamoDB's format. */
export function refusal(type: string, status = 400, message = 'Injected.'): Fault {
  const body = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message });
  return { name: type, answer: ({ send }) => send({ status, headers: json, body }) };
}

/** The response of a proxy or load balancer whose backend is down. */
export const brokenGateway: Fault = {
  name: '503 with an HTML page',
  answer: ({ send }) =>
    send({
      status: 503,
      headers: { 'content-type': 'text/html' },
      body: '<html><body><h1>503 Service Unavailable</h1></body></html>',
    }),
};

export const reset: Fault = {
  name: 'connection reset before the answer',
  answer: ({ response }) => void response.socket?.resetAndDestroy(),
};

export const lostAnswer: Fault = {
  name: 'connection reset after the request was carried out',
  answer: async ({ response, forward }) => {
    await forward();
    response.socket?.resetAndDestroy();
  },
};

/** The request is carried out, and the answer never arrives. */
export const endlessAnswer: Fault = {
  name: 'no answer after the request was carried out',
  answer: async ({ forward, hang: wait }) => {
    await forward();
    wait();
  },
};

export const cutBody: Fault = {
  name: 'connection cut in the middle of the answer',
  answer: async ({ response, forward }) => {
    const { status, headers, body } = await forward();
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
    response.write(body.slice(0, body.length / 2));
    await delay(5);
    response.socket?.destroy();
  },
};

export const cutChunks: Fault = {
  name: 'connection cut between chunks',
  answer: async ({ response, forward }) => {
    const { status, headers, body } = await forward();
    response.writeHead(status, headers);
    response.write(body.slice(0, body.length / 2));
    await delay(5);
    response.socket?.destroy();
  },
};

export const slow = (ms: () => number): Fault => ({
  name: 'answers late and out of order',
  answer: async ({ send, forward }) => {
    const answer = await forward();
    await delay(ms());
    send(answer);
  },
});

export const hang: Fault = { name: 'never answers', answer: ({ hang: wait }) => wait() };

export const stalledBody: Fault = {
  name: 'stops in the middle of the answer',
  answer: async ({ response, forward, hang: wait }) => {
    const { status, headers, body } = await forward();
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
    response.write(body.slice(0, body.length / 2));
    wait();
  },
};

/** The response with its text changed. */
function altered(name: string, alter: (body: string) => string): Fault {
  return {
    name,
    answer: async ({ send, forward }) => {
      const answer = await forward();
      send({ ...answer, body: alter(answer.body) });
    },
  };
}

/** The response with its content changed. */
function reshaped(name: string, change: (page: Record<string, unknown>) => object | null): Fault {
  return altered(name, body => JSON.stringify(change(JSON.parse(body) as Record<string, unknown>)));
}

export const truncatedJson = altered('truncated JSON', body => body.slice(0, -20));
export const emptyBody = altered('an empty answer', () => '');
export const notJson = altered('an answer that is no JSON', () => 'It works!');
export const nullBody = reshaped('null for an answer', () => null);
export const noItems = reshaped('an answer without Items', page => ({ ...page, Items: undefined }));
export const itemsNoList = reshaped('Items that are no list', page => ({ ...page, Items: 'many' }));

/** Adds items that are not jobs to the real ones. */
export const junkItems = reshaped('items that are no jobs', page => ({
  ...page,
  Items: [
    ...(page['Items'] as unknown[]),
    {},
    { jobId: { N: '7' } },
    { jobId: { S: '' } },
    { jobId: { S: 'half' }, status: { M: { a: { L: [{ NULL: true }] } } }, updatedAt: { S: 'x' } },
  ],
}));

export const wrongChecksum: Fault = {
  name: 'a wrong checksum',
  answer: async ({ send, forward }) => {
    const answer = await forward();
    send({ ...answer, headers: { ...answer.headers, 'x-amz-crc32': '12345' } });
  },
};

/** Repeats the previous page; its LastEvaluatedKey leads back to the requested one. */
export function repeatedPages(): Fault {
  const repeated = new Set<string>();
  return {
    name: 'each page twice',
    answer: async ({ request, send, forward, sentPages }) => {
      const last = sentPages.at(-1);
      const key = request.body['ExclusiveStartKey'];
      const text = JSON.stringify(key);
      if (!last || key === undefined || repeated.has(text)) {
        send(await forward());
        return;
      }
      repeated.add(text);
      const page = JSON.parse(last.body) as object;
      send({ ...last, body: JSON.stringify({ ...page, LastEvaluatedKey: key }) });
    },
  };
}

/** Repeats the first page, with its old states, instead of the requested one. */
export const oldPage: Fault = {
  name: 'an old page after newer ones',
  answer: async ({ send, forward, sentPages }) => {
    const answer = await forward();
    const [first] = sentPages;
    const { Items } = JSON.parse(first?.body ?? '{}') as { Items?: unknown };
    send({ ...answer, body: JSON.stringify({ ...(JSON.parse(answer.body) as object), Items }) });
  },
};

/** Always claims that there is another page, which starts where this one started. */
export const endlessPages: Fault = {
  name: 'pages without end',
  answer: async ({ request, send, forward }) => {
    const answer = await forward();
    const page = JSON.parse(answer.body) as { Items: Record<string, unknown>[] };
    const { jobId, shard, updatedAt } = page.Items.at(-1) ?? {};
    const last = request.operation === 'Scan' ? { jobId } : { jobId, shard, updatedAt };
    const LastEvaluatedKey = request.body['ExclusiveStartKey'] ?? (jobId && last);
    send({ ...answer, body: JSON.stringify({ ...page, LastEvaluatedKey }) });
  },
};

/** DescribeTable reports no index. */
export const indexGone = reshaped('the index is gone', ({ Table }) => ({
  Table: { ...(Table as object), GlobalSecondaryIndexes: undefined },
}));
