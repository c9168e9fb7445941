import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { createClient, defaultTimeouts, maxAttempts, type Timeouts } from '../../../lambda/client';

const endpoint = 'http://127.0.0.1:8000';
const region = 'eu-west-1';

describe('createClient', () => {
  it('uses placeholder credentials for an emulator when the environment has none', async () => {
    const { config } = createClient({ endpoint, region, env: { AWS_PROFILE: '' } });
    assert.equal((await config.credentials()).accessKeyId, 'local');
    assert.equal(await config.region(), region);
  });

  it('uses the credentials of the environment if there are any, and on AWS', async () => {
    const saved = { ...process.env };
    process.env['AWS_ACCESS_KEY_ID'] = 'own';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'own';
    try {
      const own = { AWS_ACCESS_KEY_ID: 'own' };
      for (const options of [
        { endpoint, region, env: own },
        { region, env: {} },
      ]) {
        const { accessKeyId } = await createClient(options).config.credentials();
        assert.equal(accessKeyId, 'own');
      }
    } finally {
      for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
        if (saved[name] === undefined) {
          Reflect.deleteProperty(process.env, name);
        } else {
          process.env[name] = saved[name];
        }
      }
    }
  });

  describe('cancels a request', () => {
    let server: Server;
    let respond: (response: ServerResponse) => void;

    before(async () => {
      server = createServer((_, response) => respond(response));
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    });

    after(() => {
      server.closeAllConnections();
      server.close();
    });

    const [soon, late] = [100, 60_000];
    const cases: [string, (response: ServerResponse) => void, Partial<Timeouts>][] = [
      ['that nobody answers', () => undefined, { requestTimeout: soon }],
      [
        'whose response stops in the middle',
        response => void response.write('{"TableNames":['),
        { socketTimeout: soon },
      ],
    ];
    for (const [title, behavior, timeouts] of cases) {
      it(title, async () => {
        respond = behavior;
        const address = server.address();
        const port = typeof address === 'object' ? address?.port : undefined;
        const client = createClient({
          endpoint: `http://127.0.0.1:${port}`,
          region,
          env: {},
          timeouts: {
            connectionTimeout: soon,
            requestTimeout: late,
            socketTimeout: late,
            ...timeouts,
          },
        });
        await assert.rejects(client.send(new ListTablesCommand({})), { name: 'TimeoutError' });
        client.destroy();
      });
    }
  });

  it('times out before the Lambda function does', () => {
    const functionTimeout = 30_000;
    const { connectionTimeout, requestTimeout } = defaultTimeouts;
    assert((connectionTimeout + requestTimeout) * maxAttempts < functionTimeout);
  });
});
