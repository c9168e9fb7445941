import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogStream } from '../../../../src/core/logs/logEvent';
import { pagesFrom } from '../../../../src/core/logs/logPages';
import { CloudWatchLogs } from '../../../../src/data/logs/cloudWatchLogs';
import { pythonWithBoto3 } from '../../../local/dynamodb/boto3';
import { Moto, motoServer } from '../../../local/dynamodb/moto';
import { LocalLogs } from '../../../support/emulators/aws/localLogs';

const stream: LogStream = {
  region: 'eu-west-1',
  group: '/aws/batch/job',
  stream: 'train/default/1',
};

const other: LogStream = { ...stream, stream: 'train/default/2' };

const texts = Array.from({ length: 2_300 }, (_, index) =>
  index % 100 === 7 ? `é\u001b[31m "${index}" \\ 日本 🎉` : `line ${index}`,
);

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** All entries, from the last page backward, as a document loads them. */
async function readBackward(): Promise<[number, string][]> {
  const { signal } = new AbortController();
  const connection = { tableName: 'Jobs', region: 'eu-west-1', profile: undefined };
  const reader = new CloudWatchLogs({ ...connection, endpoint: undefined });
  const last = await reader.lastPage(stream, 1_000, signal);
  const pages = [last.events];
  const read = (token: string) => reader.page(stream, token, 'backward', signal);
  for await (const page of pagesFrom(last.backwardToken, 'backward', read)) {
    pages.unshift(page.events);
  }
  reader.close();
  return pages.flat().map(({ time, text }) => [time, text]);
}

/** Matches by stream, time and text, in an order that does not depend on pages. */
async function search(text: string): Promise<unknown[]> {
  const connection = { tableName: 'Jobs', region: 'eu-west-1', profile: undefined };
  const reader = new CloudWatchLogs({ ...connection, endpoint: undefined });
  const matches: [string, number, string][] = [];
  for await (const page of reader.search([stream, other], text, new AbortController().signal)) {
    matches.push(
      ...page.map(match => [match.stream, match.time, match.text] as (typeof matches)[0]),
    );
  }
  reader.close();
  return matches.sort();
}

/** All entries of the stream, or, given a text, the matches in both streams. */
async function readWithBoto3(endpoint: string, text = ''): Promise<unknown[]> {
  const python = await pythonWithBoto3();
  assert(python !== undefined);
  const script = path.join(__dirname, 'independentReader.py');
  const { region, group } = stream;
  const streams = text ? [stream.stream, other.stream] : [stream.stream];
  const options = [script, endpoint, region, group, text, ...streams];
  const { stdout } = await promisify(execFile)(python, options, {
    env: { ...process.env, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
    maxBuffer: 1e8,
  });
  return JSON.parse(stdout) as unknown[];
}

async function assertSameMatches(endpoint: string): Promise<void> {
  const ours = await search('line 12');
  assert.deepEqual(ours, (await readWithBoto3(endpoint, 'line 12')).sort());
  const expected = texts.filter(text => text.includes('line 12')).length;
  assert.equal(ours.length, 2 * expected);
}

describe('a whole log and a search, read by us and by boto3', () => {
  let environment: NodeJS.ProcessEnv;

  before(async function () {
    environment = { ...process.env };
    if ((await pythonWithBoto3()) === undefined) {
      console.log('Skipped: boto3 is not installed.');
      this.skip();
    }
  });

  function useEndpoint(endpoint: string): void {
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: endpoint,
    });
  }

  afterEach(() => {
    process.env = environment;
  });

  it('agrees line by line on moto', async function () {
    const command = await motoServer();
    if (command === undefined) {
      console.log('Skipped: moto_server is not installed and could not be installed.');
      this.skip();
    }
    const moto = await Moto.start(command);
    try {
      const { region } = stream;
      const client = new CloudWatchLogsClient({ region, credentials, endpoint: moto.endpoint });
      await client.send(new CreateLogGroupCommand({ logGroupName: stream.group }));
      const now = Date.now() - texts.length;
      const logEvents = texts.map((message, index) => ({ timestamp: now + index, message }));
      for (const { group, stream: name } of [stream, other]) {
        const names = { logGroupName: group, logStreamName: name };
        await client.send(new CreateLogStreamCommand(names));
        await client.send(new PutLogEventsCommand({ ...names, logEvents }));
      }
      client.destroy();
      useEndpoint(moto.endpoint);
      const ours = await readBackward();
      assert.deepEqual(ours, await readWithBoto3(moto.endpoint));
      assert.deepEqual(
        ours.map(([, text]) => text),
        texts,
      );
      await assertSameMatches(moto.endpoint);
    } finally {
      await moto.stop();
    }
  });

  it('agrees line by line on a server with empty pages', async () => {
    const logs = new LocalLogs();
    const endpoint = await logs.server.start();
    try {
      logs.hasEmptyPages = true;
      logs.pageSize = 97;
      const entries = texts.map((text, time) => ({ time, text }));
      logs.put(stream.group, stream.stream, entries);
      logs.put(other.group, other.stream, entries);
      useEndpoint(endpoint);
      const ours = await readBackward();
      assert.deepEqual(ours, await readWithBoto3(endpoint));
      assert.equal(ours.length, texts.length);
      await assertSameMatches(endpoint);
    } finally {
      await logs.server.stop();
    }
  });
});
