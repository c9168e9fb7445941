import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** The response of a fake DynamoDB: success, or the name of an error. */
export type Answer = (body: Record<string, unknown>) => string | undefined;

/** A client that sends no requests; `requests` records them. */
export function fakeDynamo(answer: Answer = () => undefined): {
  readonly client: DynamoDBClient;
  readonly requests: readonly Record<string, unknown>[];
} {
  const requests: Record<string, unknown>[] = [];
  const client = new DynamoDBClient({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  client.middlewareStack.add(
    () => args => {
      const body = args.input as unknown as Record<string, unknown>;
      requests.push(body);
      const name = answer(body);
      if (name !== undefined) {
        return Promise.reject(Object.assign(new Error('refused by the fake'), { name }));
      }
      return Promise.resolve({ output: { $metadata: {} }, response: {} });
    },
    { step: 'initialize', name: 'fakeDynamo' },
  );
  return { client, requests };
}
