import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * A client that sends nothing and takes every request for a success, so that a dry run goes through
 * the very code that writes.
 */
export function createDryClient(): DynamoDBClient {
  const client = new DynamoDBClient({ region: 'eu-west-1' });
  client.middlewareStack.add(
    () => () => Promise.resolve({ output: { $metadata: {} }, response: {} }),
    { step: 'initialize', name: 'dryRun' },
  );
  return client;
}
