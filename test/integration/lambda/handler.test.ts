import assert from 'node:assert/strict';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { Dynalite } from '../../local/dynamodb/dynalite';
import { createJobsTable } from '../../local/dynamodb/table';
import { anEvent } from '../../support/builders/batchEvents';
import { emulatorClient } from '../../support/emulators/emulators';

describe('handler', () => {
  const emulator = new Dynalite();
  const saved = { ...process.env };

  before(async () => {
    process.env['DYNAMODB_ENDPOINT'] = await emulator.start();
    process.env['TABLE_NAME'] = 'HandledJobs';
    process.env['AWS_REGION'] = 'eu-west-1';
  });

  after(async () => {
    for (const name of ['DYNAMODB_ENDPOINT', 'TABLE_NAME', 'AWS_REGION']) {
      if (saved[name] === undefined) {
        Reflect.deleteProperty(process.env, name);
      } else {
        process.env[name] = saved[name];
      }
    }
    await emulator.stop();
  });

  it('writes to the table named in its environment', async () => {
    const client = emulatorClient(emulator.endpoint);
    await createJobsTable(client, 'HandledJobs', { index: true });
    // Loaded here and not above, since it reads its environment once, as on Lambda.
    const { handler } = await import('../../../lambda/handler');
    assert.deepEqual(await handler(anEvent({ jobId: 'a' })), { outcome: 'written', jobId: 'a' });
    assert.equal((await client.send(new ScanCommand({ TableName: 'HandledJobs' }))).Count, 1);
    client.destroy();
  });
});
