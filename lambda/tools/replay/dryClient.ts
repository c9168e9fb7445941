import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * A client that sends nothing and reports every request as successful, so that a dry run uses the
 * same code as a real one.
 */
export function createDryClient(): DynamoDBClient {
  const client = new DynamoDBClient({ region: 'eu-west-1' });
  client.middlewareStack.add(
    () => () => Promise.resolve({ output: { $metadata: {} }, response: {} }),
    { step: 'initialize', name: 'dryRun' },
  );
  return client;
}
