import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GlobalSecondaryIndexDescription, TableDescription } from '@aws-sdk/client-dynamodb';
import { unzipSync } from 'fflate';
import { parse } from 'yaml';
import { functionZip } from '../../../lambda/tools/functionZip';
import {
  abortingActions,
  livePreparingActions,
  retryingActions,
} from '../../../src/core/aws/policyStatement';
import { objectsIn, type JsonObject } from '../../../src/core/base/json';
import { readBatchEvent, readQueueBlockedEvent } from '../../../src/core/job/batchEvent';
import { JobStore } from '../../../src/core/store/jobStore';
import { openJobSource } from '../../../src/data/openJobSource';
import { JobFeed } from '../../../src/data/feed/jobFeed';
import { pythonWithBoto3 } from '../../local/dynamodb/boto3';
import { LambdaRuntime } from '../../local/dynamodb/lambdaRuntime';
import { Moto, motoServer } from '../../local/dynamodb/moto';
import { jobsTable } from '../../local/dynamodb/table';
import { run } from '../../local/process/managedProcess';
import { scaled } from '../../local/process/slowness';
import { root } from '../../local/root';
import { anEvent, eventFixtures, fixture } from '../../support/builders/batchEvents';
import { AwsHome } from '../../support/emulators/aws/awsHome';
import { FaultProxy } from '../../support/emulators/faults/faultProxy';

interface Deployment {
  readonly firstTry: { readonly failed: boolean; readonly tables: readonly string[] };
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly known: readonly string[];
  readonly table: TableDescription;
  readonly function: {
    readonly CodeSha256: string;
    readonly Handler: string;
    readonly Runtime: string;
    readonly Environment: { readonly Variables: Readonly<Record<string, string | number>> };
  };
  readonly functionPolicies: readonly JsonObject[];
  readonly readerPolicy: JsonObject;
  readonly livePolicy: JsonObject;
  readonly targets: readonly JsonObject[];
  readonly matched: readonly number[];
}

/** Of types that moto 5.2.1 does not know: it leaves them out of the stack. */
const unknownToMoto = [
  'RuleDeadLettersPolicy', // AWS::SQS::QueuePolicy
  'RedrivePolicy', // AWS::IAM::RolePolicy
  'FunctionInvocation', // AWS::Lambda::EventInvokeConfig
  ...['RuleDeadLettersAlarm', 'FailedInvocationsAlarm', 'ErrorsAlarm'], // AWS::CloudWatch::Alarm
  ...['ThrottlesAlarm', 'RuleFailuresAlarm', 'RejectedAlarm'],
];

const events = eventFixtures.map(name => fixture(name.slice(0, 2)));
const place = path.join(root, 'test/integration/lambda/deployTemplate.py');
const template = path.join(root, 'lambda/template.yaml');
const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

describe('The deployed template', function () {
  this.timeout(scaled(120_000));
  let folder: string | undefined;
  let zip: Uint8Array;
  let moto: Moto | undefined;
  let stack: Deployment;
  let proxy: FaultProxy | undefined;
  let runtime: LambdaRuntime | undefined;
  /** The requests to DynamoDB, as IAM names what they need. */
  let needed: Set<string>;

  before(async function () {
    const command = await motoServer();
    const python = await pythonWithBoto3();
    if (command === undefined || python === undefined) {
      console.log(
        'moto_server or boto3 is missing and could not be installed: its tests are skipped',
      );
      this.skip();
    }
    folder = await mkdtemp(path.join(tmpdir(), 'batch-monitor-deploy-'));
    zip = await functionZip();
    const [zipFile, eventFile] = [
      path.join(folder, 'lambda.zip'),
      path.join(folder, 'events.json'),
    ];
    await writeFile(zipFile, zip);
    await writeFile(eventFile, JSON.stringify(events));
    moto = await Moto.start(command);
    const { endpoint } = moto;
    const stackFile = path.join(folder, 'stack.json');
    const args = [place, endpoint, template, zipFile, eventFile, stackFile];
    const { code, output } = await run(python, args);
    assert.equal(code, 0, output);
    stack = JSON.parse(await readFile(stackFile, 'utf8')) as Deployment;

    proxy = new FaultProxy(() => endpoint);
    await proxy.start();
    proxy.inject(
      { name: 'none', answer: () => Promise.resolve() },
      {
        on: ({ operation, body }) => {
          const index = typeof body['IndexName'] === 'string' ? `/index/${body['IndexName']}` : '';
          needed.add(`dynamodb:${operation} ${stack.table.TableArn}${index}`);
          return false;
        },
      },
    );
    for (const [name, bytes] of Object.entries(unzipSync(zip))) {
      await writeFile(path.join(folder, name), bytes);
    }
    runtime = new LambdaRuntime(folder, {
      ...Object.fromEntries(
        Object.entries(stack.function.Environment.Variables).map(([name, value]) => [
          name,
          String(value),
        ]),
      ),
      ...keys,
      AWS_REGION: 'eu-west-1',
      DYNAMODB_ENDPOINT: proxy.endpoint,
    });
    await runtime.start();
  });

  beforeEach(() => {
    needed = new Set();
  });

  after(async () => {
    await runtime?.stop();
    await proxy?.stop();
    await moto?.stop();
    if (folder !== undefined) {
      await rm(folder, { recursive: true });
    }
  });

  /** Whether a policy allows each of these: an action, and the resource that it is about. */
  function assertAllowed(policies: readonly JsonObject[], needs: Iterable<string>): void {
    const allowed = new Set(
      policies
        .flatMap(policy => objectsIn(policy['Statement']))
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Action, Resource }) =>
          [Action].flat().flatMap(action => [Resource].flat().map(arn => [action, arn].join(' '))),
        ),
    );
    assert.deepEqual(
      [...needs].filter(need => !allowed.has(need)),
      [],
    );
  }

  it('leaves no table behind when the first deployment fails, so that the next one succeeds', () => {
    assert.deepEqual(stack.firstTry, { failed: true, tables: [] });
    assert.equal(stack.status, 'CREATE_COMPLETE');
  });

  it('has all its resources, except for types that moto does not support', async () => {
    const text = (await readFile(template, 'utf8')).replaceAll(/!(\w+)/g, '');
    const { Resources } = parse(text) as { Resources: object };
    const missing = Object.keys(Resources).filter(id => !stack.known.includes(id));
    assert.deepEqual(missing.sort(), [...unknownToMoto].sort());
  });

  it('has the table and the index that the function and the extension use', () => {
    const expected = jobsTable(stack.outputs['TableName'] ?? '', { index: true });
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes = [] } = stack.table;
    assert.deepEqual(KeySchema, expected.KeySchema);
    assert.deepEqual(AttributeDefinitions, expected.AttributeDefinitions);
    const described = ({
      IndexName,
      KeySchema: of,
      Projection,
    }: GlobalSecondaryIndexDescription) => ({
      IndexName,
      KeySchema: of,
      Projection,
    });
    assert.deepEqual(GlobalSecondaryIndexes.map(described), expected.GlobalSecondaryIndexes);
    assert.equal(stack.table.DeletionProtectionEnabled, true);
  });

  it('has the packaged function, with the settings of the parameters', () => {
    const { CodeSha256, Handler, Environment } = stack.function;
    assert.equal(CodeSha256, createHash('sha256').update(zip).digest('base64'));
    assert.equal(Handler, 'handler.handler');
    const { TABLE_NAME, RETENTION_DAYS, REDACT_ENVIRONMENT } = Environment.Variables;
    assert.deepEqual(
      [TABLE_NAME, String(RETENTION_DAYS), REDACT_ENVIRONMENT],
      ['DeployedJobs', '7', 'true'],
    );
  });

  it('has a rule that matches exactly the events that the function accepts', () => {
    const accepted = events.flatMap((event, index) =>
      readBatchEvent(event).ok || readQueueBlockedEvent(event).ok ? index : [],
    );
    assert.deepEqual(stack.matched, accepted);
    assert.equal(accepted.length, events.length - 1);
    assert.equal(stack.targets.length, 1);
    assert.match(
      String(stack.targets[0]?.['Arn']),
      new RegExp(stack.outputs['FunctionName'] ?? '-'),
    );
  });

  it('writes jobs and blocked-queue reasons with only the permissions of its policy', async () => {
    const time = new Date().toISOString();
    const environment = [{ name: 'TOKEN', value: 'hunter2' }];
    const states = ['RUNNABLE', 'RUNNING', 'FAILED'].map(status =>
      anEvent({ jobId: `job-${status}`, status, container: { environment } }, { time }),
    );
    const blocked = anEvent(
      { jobId: 'job-RUNNABLE', statusReason: 'CAPACITY' },
      { time, 'detail-type': 'Batch Job Queue Blocked' },
    );
    for (const event of [...states, blocked]) {
      const answer = await runtime?.invoke(event);
      const { jobId } = event['detail'] as { jobId: string };
      assert.deepEqual(answer, { ok: true, value: { outcome: 'written', jobId } });
    }
    assert(needed.size > 0);
    assertAllowed(stack.functionPolicies, needed);
  });

  it('lets readers read the log groups of its parameter', () => {
    const ofLogs = objectsIn(stack.readerPolicy['Statement']).find(({ Action }) =>
      [Action].flat().includes('logs:GetLogEvents'),
    );
    assert.deepEqual(ofLogs?.['Resource'], [
      'arn:*:logs:*:*:log-group:/aws/batch/job:*',
      'arn:*:logs:*:*:log-group:/teams/*:*',
    ]);
  });

  it('lets users of live actions submit and terminate jobs of its account and region', () => {
    const account = 'arn:aws:batch:eu-west-1:123456789012';
    assertAllowed(
      [stack.livePolicy],
      [
        ...['job', 'job-queue', 'job-definition'].flatMap(kind =>
          retryingActions.map(action => `${action} ${account}:${kind}/*`),
        ),
        ...abortingActions.map(action => `${action} ${account}:job/*`),
        ...livePreparingActions.map(action => `${action} *`),
      ],
    );
  });

  it('is readable by the extension with only the permissions of the reader policy', async () => {
    const home = await AwsHome.enter();
    home.set(keys);
    const store = new JobStore();
    const feed = new JobFeed(
      {
        tableName: stack.outputs['TableName'] ?? '',
        region: stack.outputs['Region'] ?? '',
        profile: undefined,
        endpoint: proxy?.endpoint,
      },
      { store, openSource: openJobSource, warn: message => assert.fail(message), now: Date.now },
    );
    try {
      assert.equal(await feed.refresh(), true, JSON.stringify(feed.state.load));
      assert.equal(await feed.refresh(), true, JSON.stringify(feed.state.load));
      const states = [...store.jobs()].map(({ jobId, status }) => `${jobId} ${status}`);
      assert.deepEqual(states.sort(), [
        'job-FAILED FAILED',
        'job-RUNNABLE RUNNABLE',
        'job-RUNNING RUNNING',
      ]);
      assert.equal(store.get('job-RUNNABLE')?.facts?.blocked?.reason, 'CAPACITY');
      assert(store.get('job-FAILED')?.expiresAt !== undefined);
      assert.equal(store.get('job-RUNNING')?.expiresAt, undefined);
      const item = await feed.getItem('job-FAILED');
      assert(!JSON.stringify(item).includes('hunter2'));
      assertAllowed([stack.readerPolicy], needed);
    } finally {
      feed.dispose();
      await home.leave();
    }
  });
});
