import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { viewOfLink } from '../../../src/core/filter/dashboardLink';
import { commands } from '../../../src/ids';
import type { JobNode } from '../../../src/ui/jobsView/jobNode';
import { closeAll, openEvent } from '../event/events';
import { connect, instead, makeTable } from '../run/support';

const table = 'HostLinks';
const queue = 'arn:aws:batch:eu-west-1:123456789012:job-queue/ingest';
const stream = 'ingest/default/0b8ad7d1';
const id = '4c6e1c5b-1f53-4d7c-9a55-9c4d5c2f5d01';

const items = [
  {
    jobId: id,
    jobName: 'first',
    status: 'FAILED',
    jobQueue: queue,
    region: 'eu-west-1',
    account: '123456789012',
    media_id: 'media-1',
    task_id: 'task-1',
    logStreamName: stream,
    logGroupName: '/my/group',
  },
  // As the first writer stored jobs: what it lacks is in the queue's ARN and in the event.
  {
    jobId: 'plain',
    jobName: 'second',
    status: 'FAILED',
    jobQueue: queue,
    fullEvent: JSON.stringify({
      detail: { jobId: 'plain', attempts: [{ container: { logStreamName: stream } }] },
    }),
  },
  { jobId: 'nowhere', status: 'RUNNING' },
];

const console1 = `https://eu-west-1.console.aws.amazon.com/batch/home?region=eu-west-1#jobs/detail/${id}`;

/** What a command told the user meanwhile. */
async function told(run: () => Thenable<unknown>): Promise<readonly string[]> {
  const messages: string[] = [];
  const tell = (message: string): Promise<undefined> => {
    messages.push(message);
    return Promise.resolve(undefined);
  };
  const message = tell as typeof vscode.window.showInformationMessage;
  await instead(vscode.window, 'showInformationMessage', message, async () => {
    await run();
  });
  return messages;
}

/** The addresses that a command opened outside VS Code. */
async function opened(run: () => Thenable<unknown>): Promise<readonly string[]> {
  const addresses: string[] = [];
  const open = (uri: vscode.Uri): Promise<boolean> => {
    addresses.push(uri as unknown as string);
    return Promise.resolve(true);
  };
  await instead(vscode.env, 'openExternal', open, async () => {
    await run();
  });
  return addresses;
}

const run = (command: string, ...given: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...given);

const clipboard = (): Thenable<string> => vscode.env.clipboard.readText();

describe('copies and links of jobs in VS Code', () => {
  const nodes: JobNode[] = [];

  before(async () => {
    await makeTable(table, items);
    const { store } = await connect(table);
    for (const { jobId } of items) {
      const job = store.get(jobId);
      assert(job);
      nodes.push({ kind: 'job', job });
    }
  });

  beforeEach(() => vscode.env.clipboard.writeText('as before'));

  after(() => closeAll());

  it('copies each value of a job in the tree', async () => {
    const facts = {
      [commands.copyJobId]: id,
      [commands.copyJobArn]: `arn:aws:batch:eu-west-1:123456789012:job/${id}`,
      [commands.copyJobName]: 'first',
      [commands.copyMediaId]: 'media-1',
      [commands.copyTaskId]: 'task-1',
      [commands.copyConsoleLink]: console1,
    };
    for (const [command, text] of Object.entries(facts)) {
      assert.deepEqual(await told(() => run(command, nodes[0])), []);
      assert.equal(await clipboard(), text, command);
    }
    await run(commands.copyJobLink, nodes[0]);
    const link = await clipboard();
    assert.match(link, /^[\w-]+:\/\/momentslab\.batch-monitor\/dashboard\?/);
    assert.equal(viewOfLink(link)?.filter.text, `jobid:"${id}"`);
  });

  it('copies values of all selected nodes, and reports what is missing', async () => {
    assert.deepEqual(await told(() => run(commands.copyJobId, nodes[0], nodes)), []);
    assert.equal(await clipboard(), `${id}\nplain\nnowhere`);

    const messages = await told(() => run(commands.copyMediaId, nodes[0], nodes));
    assert.deepEqual(messages, ['Copied the media ID. 2 jobs have no media ID.']);
    assert.equal(await clipboard(), 'media-1');

    const arns = await told(() => run(commands.copyJobArn, nodes[0], nodes));
    assert.deepEqual(arns, ['Copied 2 job ARNs. 1 job has no known ARN.']);
    assert.match(await clipboard(), /job\/plain$/);
  });

  it('copies values of the selected rows from the menu of the dashboard', async () => {
    const target = { jobId: 'plain', isSelected: true, selectedIds: ['plain', id, 'gone'] };
    const messages = await told(() => run(commands.copyJobName, target));
    assert.deepEqual(messages, ['Copied 2 job names. 1 job is no longer in the table.']);
    assert.equal(await clipboard(), 'second\nfirst');
    assert.deepEqual(await told(() => run(commands.copyJobId, target)), []);
    assert.equal(await clipboard(), `plain\n${id}\ngone`);
  });

  it('explains why there is nothing to copy, and does not change the clipboard', async () => {
    const reasons = {
      [commands.copyMediaId]: 'This job has no media ID.',
      [commands.copyTaskId]: 'This job has no task ID.',
      [commands.copyJobName]: 'This job has no name.',
      [commands.copyJobArn]: 'This job’s region is unknown.',
      [commands.copyConsoleLink]: 'This job’s region is unknown.',
    };
    for (const [command, reason] of Object.entries(reasons)) {
      assert.deepEqual(await told(() => run(command, 'nowhere')), [reason]);
    }
    assert.deepEqual(await told(() => run(commands.copyJobName, 'never-was')), [
      '1 job is no longer in the table.',
    ]);
    assert.deepEqual(await told(() => run(commands.copyJobName, { of: 'selection' })), [
      'Select a job first.',
    ]);
    assert.equal(await clipboard(), 'as before');
  });

  it('uses the job of an event document from its menu', async () => {
    const { document } = await openEvent(id);
    await run(commands.copyJobName, document.uri, { groupId: 0 });
    assert.equal(await clipboard(), 'first');
  });

  it('lets the user select a job if none is given', async () => {
    const titles: unknown[] = [];
    const pick = (shown: readonly vscode.QuickPickItem[], { title }: vscode.QuickPickOptions) => {
      titles.push(title);
      return Promise.resolve(shown.find(({ label }) => label === 'second'));
    };
    const showQuickPick = pick as unknown as typeof vscode.window.showQuickPick;
    await instead(vscode.window, 'showQuickPick', showQuickPick, async () => {
      await run(commands.copyJobName);
      assert.equal(await clipboard(), 'second');
      assert.deepEqual(await opened(() => run(commands.openInConsole)), [
        console1.replace(id, 'plain'),
      ]);
    });
    assert.deepEqual(titles, ['Copy Job Name', 'Open in AWS Console']);
  });

  it('opens the job in the AWS console, and explains when it cannot', async () => {
    assert.deepEqual(await opened(() => run(commands.openInConsole, nodes[0])), [console1]);
    const messages = await told(async () => {
      assert.deepEqual(await opened(() => run(commands.openInConsole, 'nowhere')), []);
      assert.deepEqual(await opened(() => run(commands.openInConsole, 'never-was')), []);
    });
    assert.deepEqual(messages, [
      'This job’s region is unknown.',
      'The job is no longer in the table.',
    ]);
  });

  it('opens the log stream of the item or otherwise of the event', async () => {
    const logs = (group: string) =>
      'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1' +
      `#logsV2:log-groups/log-group/${group}/log-events/ingest$252Fdefault$252F0b8ad7d1`;
    assert.deepEqual(await opened(() => run(commands.openLogs, nodes[0])), [
      logs('$252Fmy$252Fgroup'),
    ]);
    assert.deepEqual(await opened(() => run(commands.openLogs, nodes[1])), [
      logs('$252Faws$252Fbatch$252Fjob'),
    ]);
    const messages = await told(() => run(commands.openLogs, 'nowhere'));
    assert.match(messages.join(), /^This job has no log stream yet/);
  });
});
