import assert from 'node:assert/strict';
import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { isAbort, isUserError, type UserError } from '../../../../src/core/diagnostics/errors';
import type { Connection } from '../../../../src/data/config/connection';
import { describeTables } from '../../../../src/data/table/describeTables';
import { listTables } from '../../../../src/data/table/listTables';
import { jobsTable } from '../../../local/dynamodb/table';
import { LocalServer } from '../../../support/emulators/aws/localServer';
import { describeOnEmulators, emulatorClient } from '../../../support/emulators/emulators';

const noAbort = new AbortController().signal;

const connectionTo = (endpoint: string, facts: Partial<Connection> = {}): Connection => ({
  tableName: 'MonitoringToolTest',
  region: 'eu-west-1',
  profile: undefined,
  endpoint,
  ...facts,
});

async function failureOf(promise: Promise<unknown>): Promise<UserError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert(isUserError(error), String(error));
  return error;
}

describeOnEmulators('the list of tables', endpoint => {
  before(() => {
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  });

  it('reads all pages', async () => {
    const client = emulatorClient(endpoint());
    const names = Array.from({ length: 105 }, (_, index) => `Listed-${1000 + index}`);
    for (const name of names) {
      await client.send(new CreateTableCommand(jobsTable(name, { index: false })));
    }
    client.destroy();
    const listed = await listTables(connectionTo(endpoint()), noAbort);
    assert.deepEqual(
      listed.filter(name => name.startsWith('Listed-')),
      names,
    );
  });

  it('tells tables of jobs, with and without the index, from others', async () => {
    const client = emulatorClient(endpoint());
    await client.send(new CreateTableCommand(jobsTable('Indexed', { index: true })));
    await client.send(new CreateTableCommand(jobsTable('Plain', { index: false })));
    await client.send(
      new CreateTableCommand({
        TableName: 'Other',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    // A new index takes a moment.
    await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: 'Indexed' });
    client.destroy();
    const names = ['Indexed', 'Plain', 'Other', 'Missing'];
    const kinds = await describeTables(connectionTo(endpoint()), names, noAbort);
    assert.deepEqual(Object.fromEntries(kinds), {
      Indexed: { hasJobKey: true, hasIndex: true },
      Plain: { hasJobKey: true, hasIndex: false },
      Other: { hasJobKey: false, hasIndex: false },
    });
  });

  it('stops when it is no longer needed', async () => {
    const error: unknown = await listTables(connectionTo(endpoint()), AbortSignal.abort()).then(
      undefined,
      (thrown: unknown) => thrown,
    );
    assert(isAbort(error), String(error));
  });
});

describe('the list of tables, when it is not available', () => {
  before(() => {
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  });

  it('reports which identity is not allowed to list them', async () => {
    const reason =
      'User: arn:aws:iam::123456789012:user/eve is not authorized to perform: dynamodb:ListTables on resource: arn:aws:dynamodb:eu-west-1:123456789012:table/* because no identity-based policy allows the dynamodb:ListTables action';
    const server = new LocalServer(() => ({
      status: 400,
      type: 'application/x-amz-json-1.0',
      body: JSON.stringify({
        __type: 'com.amazon.coral.service#AccessDeniedException',
        message: reason,
      }),
    }));
    const endpoint = await server.start();
    try {
      const error = await failureOf(listTables(connectionTo(endpoint), noAbort));
      assert.equal(error.code, 'access.denied');
      assert.equal(
        error.message,
        'AWS denied dynamodb:ListTables on arn:aws:dynamodb:eu-west-1:123456789012:table/* to arn:aws:iam::123456789012:user/eve.',
      );
      assert.match(error.snippet ?? '', /"Action": \[\n *"dynamodb:ListTables"\n *\]/);
    } finally {
      await server.stop();
    }
  });

  it('reports what is wrong with the profile', async () => {
    const connection = connectionTo('http://127.0.0.1:1', { profile: 'nobody' });
    const error = await failureOf(listTables(connection, noAbort));
    assert.equal(error.code, 'credentials.profile');
    assert.equal(error.command, 'selectProfile');
  });

  it('stops after a thousand, however many there are', async () => {
    let page = 0;
    const server = new LocalServer(() => {
      page++;
      const TableNames = Array.from({ length: 100 }, (_, index) => `T-${page}-${index}`);
      return {
        status: 200,
        type: 'application/x-amz-json-1.0',
        body: JSON.stringify({ TableNames, LastEvaluatedTableName: TableNames.at(-1) }),
      };
    });
    const endpoint = await server.start();
    try {
      assert.equal((await listTables(connectionTo(endpoint), noAbort)).length, 1000);
      assert.equal(page, 10);
    } finally {
      await server.stop();
    }
  });
});
