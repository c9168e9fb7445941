import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import {
  PutItemCommand,
  UpdateTimeToLiveCommand,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import {
  renderCheckReport,
  verdict,
  type CheckStep,
} from '../../../../src/core/diagnostics/checkReport';
import { checkConnection } from '../../../../src/data/aws';
import type { Connection } from '../../../../src/data/config/connection';
import { lookInOtherRegions } from '../../../../src/data/table/tableRegions';
import { jobsTable } from '../../../local/dynamodb/table';
import { AwsHome } from '../../../support/emulators/aws/awsHome';
import { LocalLogs } from '../../../support/emulators/aws/localLogs';
import { LocalServer, type Answer } from '../../../support/emulators/aws/localServer';
import { LocalSts } from '../../../support/emulators/aws/sts';
import { TlsServer } from '../../../support/emulators/aws/tlsServer';
import {
  createTable,
  describeOnEmulators,
  emulatorClient,
} from '../../../support/emulators/emulators';
import { FaultProxy } from '../../../support/emulators/faults/faultProxy';
import { refusal, type Fault } from '../../../support/emulators/faults/faults';
import { programArguments } from '../../../support/processes/programArguments';

const outcomes = (steps: readonly CheckStep[]): string =>
  steps.map(({ outcome }) => outcome).join(' ');

const config = `
[profile keys]
region = eu-central-1
`;
const credentials = `
[default]
aws_access_key_id = AKIADEFAULT
aws_secret_access_key = planted
[keys]
aws_access_key_id = AKIAKEYS
aws_secret_access_key = planted
`;

const me = 'arn:aws:iam::123456789012:user/me';
const table = 'arn:aws:dynamodb:eu-west-1:123456789012:table/Jobs';

describeOnEmulators('checkConnection', (endpoint, emulator) => {
  let home: AwsHome;
  let proxy: FaultProxy;
  const sts = new LocalSts();

  const check = (over: Partial<Connection> = {}, options: { proxy?: string } = {}) =>
    checkConnection(
      {
        tableName: 'Jobs',
        region: 'eu-west-1',
        profile: undefined,
        endpoint: proxy.endpoint,
        ...over,
      },
      { signal: new AbortController().signal, ...options },
    );

  /** The step that failed; the steps before it passed or were skipped, those after it are skipped. */
  async function failure(over: Partial<Connection> = {}): Promise<CheckStep> {
    const steps = await check(over);
    const index = steps.findIndex(({ outcome }) => outcome === 'failed');
    assert(index >= 0, `nothing failed: ${outcomes(steps)}`);
    assert(steps.slice(index + 1).every(({ outcome }) => outcome === 'skipped'));
    const [failed] = steps.slice(index);
    assert(failed);
    assert.doesNotMatch(JSON.stringify(steps), /planted/);
    return failed;
  }

  before(async () => {
    home = await AwsHome.enter({ config, credentials });
    await sts.server.start();
    const client = emulatorClient(endpoint());
    const tables: CreateTableCommandInput[] = [
      jobsTable('Jobs', { index: true }),
      jobsTable('Plain', { index: false }),
      jobsTable('Empty', { index: false }),
      jobsTable('Others', { index: false }),
      {
        ...jobsTable('Foreign', { index: false }),
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      },
    ];
    for (const input of tables) {
      await createTable(client, input);
    }
    const timestamp = new Date(Date.now() - 3_600_000).toISOString();
    for (const TableName of ['Jobs', 'Plain']) {
      await client.send(
        new PutItemCommand({
          TableName,
          Item: {
            jobId: { S: 'a' },
            status: { S: 'FAILED' },
            timestamp: { S: timestamp },
            shard: { S: '0' },
            updatedAt: { N: String(Date.now()) },
          },
        }),
      );
    }
    await client.send(
      new PutItemCommand({ TableName: 'Others', Item: { jobId: { S: 'x' }, price: { N: '7' } } }),
    );
    client.destroy();
  });

  beforeEach(async () => {
    proxy = new FaultProxy(endpoint);
    await proxy.start();
    home.set({ AWS_ENDPOINT_URL_STS: sts.server.url });
    sts.faults.clear();
  });

  afterEach(() => proxy.stop());

  after(async () => {
    await sts.server.stop();
    await home.leave();
  });

  it('completes every step for a table with jobs, and shows the identity and the age of the newest event', async () => {
    const steps = await check();
    assert.equal(outcomes(steps), 'passed passed passed passed passed skipped');
    const { text } = renderCheckReport({
      about: [],
      steps,
      problems: [],
      finishedAt: new Date(),
    });
    assert.match(text, /All checks passed/);
    assert.match(text, /Account 123456789012, arn:aws:iam::123456789012:user\/AKIADEFAULT/);
    assert.match(text, /1 job: 0 succeeded, 1 failed, 0 running/);
    assert.match(text, /Newest event: 1 h/);
    assert.match(text, /Full events can be read\.\n *Index "changes" can be read\./);
  });

  it('reports what a plain table lacks', async () => {
    const steps = await check({ tableName: 'Plain' });
    assert.match(JSON.stringify(steps), /No index \\"changes\\"/);
  });

  it('reports how many expired jobs are not deleted', async () => {
    const client = emulatorClient(endpoint());
    const days = (ago: number) => ({ N: String(Math.floor(Date.now() / 1_000) - ago * 86_400) });
    await createTable(client, jobsTable('Expired', { index: false }));
    for (const [jobId, ago] of Object.entries({ long: 30, just: 1, not: -1 })) {
      const item = { jobId: { S: jobId }, status: { S: 'FAILED' }, expiresAt: days(ago) };
      await client.send(new PutItemCommand({ TableName: 'Expired', Item: item }));
    }
    const line = async (): Promise<string> =>
      (await check({ tableName: 'Expired' })).at(-2)?.details.at(-1) ?? '';
    const hidden =
      'hidden but not deleted. Turn on time to live (TTL) for the attribute expiresAt of the table.';
    assert.equal(await line(), `2 expired jobs are ${hidden}`);
    proxy.inject(denial(`User: ${me} is not authorized to perform: dynamodb:DescribeTimeToLive`), {
      on: ({ operation }) => operation === 'DescribeTimeToLive',
    });
    assert.equal(await line(), `1 expired job is ${hidden}`);
    proxy.heal();
    if (emulator !== 'dynalite') {
      const on = { Enabled: true, AttributeName: 'expiresAt' };
      await client.send(
        new UpdateTimeToLiveCommand({ TableName: 'Expired', TimeToLiveSpecification: on }),
      );
      assert.doesNotMatch(await line(), /hidden/);
    }
    client.destroy();
  });

  it('works without STS, and reports that the identity is not verified', async () => {
    Reflect.deleteProperty(process.env, 'AWS_ENDPOINT_URL_STS');
    const [first] = await check();
    assert.equal(first?.outcome, 'passed');
    assert.match(first.details[0] ?? '', /Not verified because the endpoint is not AWS/);
  });

  it('skips the identity when STS is unreachable or does not respond', async () => {
    sts.faults.set('GetCallerIdentity', { code: 'AccessDenied', message: 'no' });
    assert.equal(outcomes(await check()), 'skipped passed passed passed passed skipped');
    sts.faults.set('GetCallerIdentity', { code: 'Throttling', message: 'Rate exceeded' });
    assert.equal(outcomes(await check()), 'skipped passed passed passed passed skipped');
    home.set({ AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9' });
    const steps = await check();
    assert.equal(outcomes(steps), 'skipped passed passed passed passed skipped');
    assert.match(
      steps[0]?.details[0] ?? '',
      /Could not verify with STS: connect ECONNREFUSED 127\.0\.0\.1:9$/,
    );
  });

  for (const address of ['http://me:plan@ted@proxy:3128', 'me:planted@proxy:3128']) {
    it(`never shows the user name in a proxy address: ${address}`, async () => {
      const steps = await check({}, { proxy: address });
      assert.match(
        steps[1]?.details[1] ?? '',
        /^Requests go through the proxy \S*\*\*\*@proxy:3128\.$/,
      );
    });
  }

  it('shows what sets the endpoint, and the proxy without its password', async () => {
    const own = process.env['AWS_ENDPOINT_URL_DYNAMODB'];
    home.set({ AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint });
    const steps = await check({ endpoint: undefined }, { proxy: 'http://me:planted@proxy:3128' });
    assert.deepEqual(steps[1]?.details, [
      `Region eu-west-1, endpoint ${proxy.endpoint} (environment variable AWS_ENDPOINT_URL_DYNAMODB).`,
      'Requests go through the proxy http://***@proxy:3128.',
    ]);
    assert.equal(own, undefined);
    Reflect.deleteProperty(process.env, 'AWS_ENDPOINT_URL_DYNAMODB');
  });

  describe('explains what is wrong with the table:', () => {
    it('it is missing, here and in the regions of the profiles', async () => {
      const { title, code, details, remedy } = await failure({ tableName: 'Nowhere' });
      assert.equal(title, 'Table');
      assert.equal(code, 'table.missing');
      assert.equal(
        details[0],
        `Table "Nowhere" does not exist in eu-west-1 at ${proxy.endpoint}. It does not exist in eu-central-1 either.`,
      );
      assert.equal(remedy?.text, 'Select another table or region.');
      assert.equal(remedy.command, 'selectTable');
    });

    it('it has another key', async () => {
      const { code, details, remedy } = await failure({ tableName: 'Foreign' });
      assert.equal(code, 'table.key');
      assert.equal(
        details[0],
        'Table "Foreign" has the key id, but Batch Monitor needs the partition key jobId.',
      );
      assert.equal(remedy?.command, 'selectTable');
    });

    it('it is empty, with commands to investigate', async () => {
      const { title, code, details, remedy } = await failure({
        tableName: 'Empty',
        profile: 'keys',
      });
      assert.equal(title, 'Data');
      assert.equal(code, 'table.empty');
      assert.equal(details[0], 'The table is empty.');
      assert.match(remedy?.text ?? '', /EventBridge rule is enabled.*log.*jobs are running/);
      assert.equal(remedy?.command, 'openAwsSetup');
      assert.match(
        remedy.snippet ?? '',
        /^aws events list-rules .* --region eu-west-1 --profile keys\naws logs .*\naws batch /,
      );
    });

    it('it has items that are not jobs', async () => {
      const { code, remedy } = await failure({ tableName: 'Others' });
      assert.equal(code, 'table.unreadable');
      assert.equal(remedy?.command, 'selectTable');
    });

    const statuses: [string, string, string][] = [
      ['CREATING', 'table.creating', 'Table "Jobs" is still being created.'],
      ['DELETING', 'table.gone', 'Table "Jobs" is being deleted or archived (DELETING).'],
      ['ARCHIVED', 'table.gone', 'Table "Jobs" is being deleted or archived (ARCHIVED).'],
      [
        'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
        'table.encryption',
        'Could not use the encryption key of table "Jobs": INACCESSIBLE_ENCRYPTION_CREDENTIALS',
      ],
    ];
    for (const [status, code, message] of statuses) {
      it(`its status is ${status}`, async () => {
        proxy.inject(withStatus(status), { on: isDescribe });
        const failed = await failure();
        assert.equal(failed.code, code);
        assert.equal(failed.details[0], message);
      });
    }
  });

  describe('explains a denied call with its action and resource,', () => {
    const policy = /"Action": \[\n *"dynamodb:DescribeTable",\n *"dynamodb:Scan"/;
    const cases: [string, string, string, string][] = [
      ['Scan', 'Read permission', 'dynamodb:Scan', table],
      ['Query', 'Read permission', 'dynamodb:Query', table],
      ['Query', 'Read permission', 'dynamodb:Query', `${table}/index/changes`],
    ];
    for (const [operation, title, action, resource] of cases) {
      it(`${action} on ${resource.split('/').slice(1).join('/')}, with the statement to add`, async () => {
        proxy.inject(
          denial(
            `User: ${me} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
          ),
          {
            on: ({ operation: called, body }) =>
              called === operation &&
              (body['IndexName'] === 'changes') === resource.includes('/index/'),
          },
        );
        const failed = await failure();
        assert.equal(failed.title, title);
        assert.equal(failed.code, 'access.denied');
        assert.equal(failed.details[0], `AWS denied ${action} on ${resource} to ${me}.`);
        assert.match(failed.remedy?.snippet ?? '', policy);
        assert.match(failed.remedy?.snippet ?? '', new RegExp(`"${table}/index/\\*"`));
      });
    }

    it('DescribeTable, which is optional for reading', async () => {
      proxy.inject(
        denial(
          `User: ${me} is not authorized to perform: dynamodb:DescribeTable on resource: ${table} because no identity-based policy allows the dynamodb:DescribeTable action`,
        ),
        { on: isDescribe },
      );
      const steps = await check();
      assert.equal(outcomes(steps), 'passed passed skipped passed passed skipped');
      assert.match(
        steps[2]?.details[0] ?? '',
        /^AWS denied dynamodb:DescribeTable .*does not use the index "changes"\.$/,
      );
    });

    const forbidders: [string, RegExp][] = [
      ['with an explicit deny in a service control policy', /service control policy/],
      ['because no permissions boundary allows the dynamodb:Scan action', /permissions boundary/],
      ['because no session policy allows the dynamodb:Scan action', /session policy/],
      ['because no VPC endpoint policy allows the dynamodb:Scan action', /VPC endpoint/],
      ['with an explicit deny in an identity-based policy', /explicitly denies/],
    ];
    for (const [reason, remedy] of forbidders) {
      it(`${reason}: a policy statement does not help`, async () => {
        proxy.inject(
          denial(
            `User: ${me} is not authorized to perform: dynamodb:Scan on resource: ${table} ${reason}`,
          ),
          { on: ({ operation }) => operation === 'Scan' },
        );
        const failed = await failure();
        assert.match(failed.remedy?.text ?? '', remedy);
        assert.equal(failed.remedy?.snippet, undefined);
      });
    }
  });

  describe('explains credentials that AWS rejects:', () => {
    const cases: {
      readonly fault: Fault;
      readonly code: string;
      readonly message: string | RegExp;
      readonly command: string;
    }[] = [
      {
        fault: refusal(
          'ExpiredTokenException',
          400,
          'The security token included in the request is expired',
        ),
        code: 'credentials.expired',
        message: 'Your AWS session has expired.',
        command: 'signIn',
      },
      {
        fault: refusal(
          'UnrecognizedClientException',
          400,
          'The security token included in the request is invalid.',
        ),
        code: 'credentials.invalid',
        message:
          'AWS rejected these credentials in eu-west-1: The security token included in the request is invalid.',
        command: 'selectProfile',
      },
      {
        fault: refusal(
          'InvalidSignatureException',
          400,
          'Signature expired: 20261125T080000Z is now earlier than 20261125T081000Z (20261125T082500Z - 15 min.)',
        ),
        code: 'clock.skew',
        message:
          'The clock of this computer is 25 min slow, so AWS rejects its request signatures.',
        command: 'refresh',
      },
      {
        fault: refusal(
          'InvalidSignatureException',
          400,
          'Signature not yet current: 20261125T090000Z is still later than 20261125T083000Z (20261125T081500Z + 15 min.)',
        ),
        code: 'clock.skew',
        message:
          'The clock of this computer is 45 min fast, so AWS rejects its request signatures.',
        command: 'refresh',
      },
      {
        fault: refusal('InvalidSignatureException', 400, 'The signature does not match.'),
        code: 'credentials.invalid',
        message: /rejected these credentials.*does not match/,
        command: 'selectProfile',
      },
      {
        fault: refusal('ProvisionedThroughputExceededException', 400, 'Too fast.'),
        code: 'throttled',
        message: 'DynamoDB throttled reads of table "Jobs".',
        command: 'openSettings',
      },
      {
        fault: refusal('InternalServerError', 500, 'Oops.'),
        code: 'aws.unavailable',
        message: /is unavailable \(InternalServerError\)/,
        command: 'refresh',
      },
      {
        fault: {
          name: 'proxy sign-in',
          answer: ({ send }) =>
            send({
              status: 407,
              headers: { 'content-type': 'text/html', 'proxy-authenticate': 'Basic' },
              body: '<html>Proxy Authentication Required</html>',
            }),
        },
        code: 'network.proxy',
        message: 'The proxy blocked the request: it requires sign-in (HTTP 407).',
        command: 'checkConnection',
      },
    ];
    for (const { fault, code, message, command } of cases) {
      it(`${fault.name}: ${typeof message === 'string' ? message : code}`, async () => {
        proxy.inject(fault, { on: isDescribe });
        const failed = await failure();
        assert.equal(failed.code, code, failed.details[0]);
        if (typeof message === 'string') {
          assert.equal(failed.details[0], message);
        } else {
          assert.match(failed.details[0] ?? '', message);
        }
        assert.equal(failed.remedy?.command, command);
      });
    }
  });

  describe('explains network problems:', () => {
    let hole: Server;
    const certificates = ['self-signed', 'other-host', 'expired'] as const;

    before(async () => {
      // Takes connections and never says a word.
      hole = createServer(() => undefined);
      await new Promise<void>(resolve => hole.listen(0, '127.0.0.1', resolve));
    });

    after(() => hole.close());

    it('a refused connection', async () => {
      const failed = await failure({ endpoint: 'http://127.0.0.1:9' });
      assert.equal(failed.code, 'network');
      assert.equal(failed.details[0], 'Could not reach http://127.0.0.1:9 (ECONNREFUSED).');
      assert.equal(
        failed.remedy?.text,
        'Check that the endpoint is running, and check the setting batchMonitor.endpoint.',
      );
    });

    it('a refused connection to an endpoint set by the environment', async () => {
      home.set({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
      const failed = await failure({ endpoint: undefined });
      Reflect.deleteProperty(process.env, 'AWS_ENDPOINT_URL');
      assert.match(failed.remedy?.text ?? '', /environment variable AWS_ENDPOINT_URL sets it/);
    });

    it('a name that does not resolve', async () => {
      const failed = await failure({ endpoint: 'http://dynamodb.invalid' });
      assert.equal(failed.code, 'network');
      assert.match(failed.details[0] ?? '', /^Could not reach .* \((ENOTFOUND|EAI_AGAIN)\)/);
    });

    for (const name of certificates) {
      it(`a certificate that is ${name}`, async () => {
        const server = new TlsServer(name);
        const url = await server.start();
        try {
          const failed = await trusting(name, url);
          assert.equal(failed?.code, 'network.tls', failed?.details[0]);
          const code = {
            'self-signed': 'DEPTH_ZERO_SELF_SIGNED_CERT',
            'other-host': 'ERR_TLS_CERT_ALTNAME_INVALID',
            expired: 'CERT_HAS_EXPIRED',
          }[name];
          assert.equal(failed.details[0], `The certificate of ${url} is not trusted (${code}).`);
          assert.match(failed.remedy?.text ?? '', /NODE_EXTRA_CA_CERTS/);
        } finally {
          await server.stop();
        }
      });
    }

    it('http where TLS is expected', async () => {
      const failed = await failure({ endpoint: proxy.endpoint.replace('http:', 'https:') });
      assert.equal(failed.code, 'network.tls');
      assert.match(failed.details[0] ?? '', /The TLS connection to .* failed/);
    });

    it('a server that never responds, until the check is canceled', async () => {
      const abort = new AbortController();
      const { port } = hole.address() as AddressInfo;
      const checking = checkConnection(
        {
          tableName: 'Jobs',
          region: 'eu-west-1',
          profile: undefined,
          endpoint: `http://127.0.0.1:${port}`,
        },
        {
          signal: abort.signal,
          onStep: title => {
            if (title === 'Table') {
              setTimeout(() => abort.abort());
            }
          },
        },
      );
      await assert.rejects(checking, { name: 'AbortError' });
    });
  });

  describe('of logs, which are optional,', () => {
    const logs = new LocalLogs();
    let ofLogs: FaultProxy;

    before(async () => {
      await logs.server.start();
      logs.put('/aws/batch/job', 'stream', [{ time: 1, text: 'a line' }]);
      ofLogs = new FaultProxy(() => logs.server.url);
      await ofLogs.start();
      const client = emulatorClient(endpoint());
      await createTable(client, jobsTable('Logged', { index: false }));
      const Item = {
        jobId: { S: 'a' },
        status: { S: 'FAILED' },
        timestamp: { S: '2026-11-23T10:00:00Z' },
        logStreamName: { S: 'stream' },
        region: { S: 'eu-west-1' },
      };
      await client.send(new PutItemCommand({ TableName: 'Logged', Item }));
      client.destroy();
    });

    beforeEach(() => home.set({ AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: ofLogs.endpoint }));

    afterEach(() => {
      delete process.env['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'];
    });

    after(async () => {
      await ofLogs.stop();
      await logs.server.stop();
    });

    it('reads a line of the log of a job', async () => {
      const steps = await check({ tableName: 'Logged' });
      assert.equal(outcomes(steps), 'passed passed passed passed passed passed');
      assert.deepEqual(steps.at(-1)?.details, [
        'Log group "/aws/batch/job" in eu-west-1 can be read.',
      ]);
    });

    it('shows the statement to add, and passes all the same', async () => {
      const message = `User: ${me} is not authorized to perform: logs:GetLogEvents on resource: arn:aws:logs:eu-west-1:123456789012:log-group:/aws/batch/job because no identity-based policy allows it`;
      ofLogs.inject(refusal('AccessDeniedException', 400, message), { on: () => true });
      const steps = await check({ tableName: 'Logged' });
      ofLogs.heal();
      const { outcome, details, remedy } = steps.at(-1) ?? {};
      assert.equal(outcome, 'skipped');
      assert.match(details?.join(' ') ?? '', /denied logs:GetLogEvents .* without their logs/);
      assert.match(remedy?.snippet ?? '', /"logs:GetLogEvents"[^]*123456789012:log-group/);
      assert.match(verdict(steps), /All checks passed/);
    });

    it('says that no endpoint for logs is configured', async () => {
      delete process.env['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'];
      const step = (await check({ tableName: 'Logged' })).at(-1);
      assert.equal(step?.outcome, 'skipped');
      assert.match(step.details.join(), /no endpoint is configured for their logs/);
    });
  });

  it('reports each step before it starts', async () => {
    const told: string[] = [];
    await checkConnection(
      { tableName: 'Jobs', region: 'eu-west-1', profile: undefined, endpoint: proxy.endpoint },
      {
        signal: new AbortController().signal,
        onStep: (title, index, total) => told.push(`${index + 1}/${total} ${title}`),
      },
    );
    assert.deepEqual(told, [
      '1/6 Credentials',
      '2/6 Region and endpoint',
      '3/6 Table',
      '4/6 Read permission',
      '5/6 Data',
      '6/6 Logs (optional)',
    ]);
  });

  it('stops when it is canceled before it begins', async () => {
    await assert.rejects(
      checkConnection(
        { tableName: 'Jobs', region: 'eu-west-1', profile: undefined, endpoint: endpoint() },
        { signal: AbortSignal.abort() },
      ),
      { name: 'AbortError' },
    );
  });

  /** Self-signed is trusted by nobody; the others are trusted, so that their own fault shows. */
  async function trusting(name: string, url: string): Promise<CheckStep | undefined> {
    const connection: Connection = {
      tableName: 'Jobs',
      region: 'eu-west-1',
      profile: undefined,
      endpoint: url,
    };
    const trusted =
      name === 'self-signed' ? {} : { NODE_EXTRA_CA_CERTS: `test/fixtures/tls/${name}.pem` };
    const program = await programArguments('test/support/processes/checkOnce.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...program, JSON.stringify(connection)],
      { env: { ...process.env, ...trusted } },
    );
    const steps = JSON.parse(stdout) as CheckStep[];
    return steps.find(({ outcome }) => outcome === 'failed');
  }
});

describe('checkConnection where the table is in another region', () => {
  let home: AwsHome;
  const answer = (status: number, body: object): Answer => ({
    status,
    type: 'application/x-amz-json-1.0',
    body: JSON.stringify(body),
  });
  /** DynamoDB in two regions: which one is asked, the signature tells. */
  const server = new LocalServer(({ headers }) =>
    (headers.authorization ?? '').includes('/eu-central-1/dynamodb/')
      ? answer(200, { Table: { TableStatus: 'ACTIVE' } })
      : (headers.authorization ?? '').includes('/us-east-1/dynamodb/')
        ? answer(400, { __type: 'x#AccessDeniedException', message: 'no' })
        : answer(400, {
            __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
            message: 'Requested resource not found: Table: Jobs not found',
          }),
  );

  before(async () => {
    home = await AwsHome.enter({
      config: `${config}[profile far]\nregion = us-east-1\n`,
      credentials,
    });
    await server.start();
  });

  after(async () => {
    await server.stop();
    await home.leave();
  });

  it('says nothing about regions that do not respond', async () => {
    const answered = await lookInOtherRegions(
      { tableName: 'Jobs', region: 'eu-west-1', profile: undefined, endpoint: server.url },
      ['eu-north-1', 'eu-central-1', 'us-east-1'],
      new AbortController().signal,
    );
    assert.deepEqual(answered, {
      lookedIn: ['eu-north-1', 'eu-central-1'],
      found: ['eu-central-1'],
    });
  });

  it('finds it there, and offers to select the region', async () => {
    const steps = await checkConnection(
      { tableName: 'Jobs', region: 'eu-west-1', profile: undefined, endpoint: server.url },
      { signal: new AbortController().signal, regions: ['eu-north-1'] },
    );
    const { code, details, remedy } = steps[2] ?? {};
    assert.equal(code, 'table.region');
    assert.equal(
      details?.[0],
      `Table "Jobs" does not exist in eu-west-1 at ${server.url}. It exists in eu-central-1.`,
    );
    assert.deepEqual(remedy, {
      text: 'Select the region eu-central-1.',
      command: 'selectRegion',
      argument: 'eu-central-1',
      snippet: undefined,
    });
    const asked = server.received.map(
      ({ headers }) => /\/([^/]*)\/dynamodb\//.exec(headers.authorization ?? '')?.[1],
    );
    assert.deepEqual(
      new Set(asked),
      new Set(['eu-west-1', 'eu-north-1', 'eu-central-1', 'us-east-1']),
    );
  });
});

const isDescribe = ({ operation }: { readonly operation: string }): boolean =>
  operation === 'DescribeTable';

const denial = (message: string): Fault => refusal('AccessDeniedException', 400, message);

const withStatus = (TableStatus: string): Fault => ({
  name: TableStatus,
  answer: async ({ send, forward }) => {
    const answer = await forward();
    const { Table } = JSON.parse(answer.body) as { Table: object };
    send({ ...answer, body: JSON.stringify({ Table: { ...Table, TableStatus } }) });
  },
});
