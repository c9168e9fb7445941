import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textIn } from '../../../src/core/base/json';
import { isUserError } from '../../../src/core/diagnostics/errors';
import type { Job } from '../../../src/core/job/job';
import { completionOf } from '../../../src/data/feed/completion';
import { commands, views } from '../../../src/ids';
import type { Internals } from '../../../src/main';
import { viewOfQueueNode } from '../../../src/ui/queues/queueFilter';
import type { QueueNode } from '../../../src/ui/queues/queueNode';
import { aJob } from '../../support/builders/builders';
import { LocalBatch } from '../../support/emulators/aws/localBatch';
import { connect, makeTable, set, until } from '../run/support';

const run = vscode.commands.executeCommand;
const variable = 'AWS_ENDPOINT_URL_BATCH';
const table = 'QueuesView';

describe('The queues view', () => {
  const batch = new LocalBatch();
  let internals: Internals;
  let render: string;

  const treeOf = () => internals.queuesView.tree;
  const itemOf = (node: QueueNode): vscode.TreeItem => treeOf().getTreeItem(node);
  const labelOf = (node: QueueNode): string => {
    const { label, description } = itemOf(node);
    return [label, description].flatMap(text => textIn(text) ?? []).join(' – ');
  };
  const labelsBelow = async (node?: QueueNode): Promise<string[]> =>
    (await treeOf().getChildren(node)).map(labelOf);
  const find = async (label: string, parent?: QueueNode): Promise<QueueNode> => {
    const nodes = await treeOf().getChildren(parent);
    const node = nodes.find(one => labelOf(one).startsWith(label));
    assert(node, `${label} is not among ${nodes.map(labelOf).join()}`);
    return node;
  };
  const inQueue = (jobId: string, over: Partial<Job>): Job =>
    aJob({ jobId, jobQueue: render, ...over });
  const show = (jobs: readonly Job[]): void => {
    internals.store.clear();
    internals.store.apply(jobs);
  };
  const read = async (): Promise<void> => {
    await run(commands.refreshQueues);
  };

  before(async () => {
    process.env[variable] = await batch.server.start();
    batch.addEnvironment('spot', {
      computeResources: {
        type: 'SPOT',
        desiredvCpus: 48,
        maxvCpus: 256,
        instanceTypes: ['c5.4xlarge'],
        subnets: [],
      },
    });
    batch.addEnvironment('broken', {
      status: 'INVALID',
      statusReason: 'CLIENT_ERROR - The subnet does not exist',
    });
    render = batch.addQueue('render', {
      computeEnvironmentOrder: [{ order: 1, computeEnvironment: 'spot' }],
    });
    batch.addQueue('old', {
      state: 'DISABLED',
      computeEnvironmentOrder: [{ order: 1, computeEnvironment: 'broken' }],
    });
    batch.fronts.set(render, {
      jobs: [
        { jobArn: batch.arn('job', 'w1'), earliestTimeAtPosition: Date.now() - 300_000 },
        { jobArn: batch.arn('job', 'unknown') },
      ],
    });
    const vcpus = (quantity: number) => [{ capacityUnit: 'VCPU', quantity }];
    batch.utilizations.set(render, {
      totalCapacityUsage: vcpus(200.5),
      fairshareUtilization: {
        activeShareCount: 4,
        topCapacityUtilization: [
          { shareIdentifier: 'teamA', capacityUsage: vcpus(150) },
          { shareIdentifier: 'teamB', capacityUsage: vcpus(50.5) },
        ],
      },
      lastUpdatedAt: Date.now() - 120_000,
    });
    await set('refreshIntervalSeconds', 0);
    // An array job without its event and its children.
    await makeTable(table, [{ jobId: 'array', status: 'RUNNING' }]);
    batch.put({ jobId: 'array', status: 'PENDING', arrayProperties: { size: 1 } });
    batch.put({ jobId: 'array:0', status: 'FAILED', arrayProperties: { index: 0 } });
    internals = await connect(table);
  });

  afterEach(() => {
    batch.denied.clear();
    batch.calls.length = 0;
  });

  after(async () => {
    await run(commands.stopReadingQueues);
    await run('workbench.action.closeAllEditors');
    await run('workbench.view.explorer');
    await set('refreshIntervalSeconds', undefined);
    Reflect.deleteProperty(process.env, variable);
    await batch.server.stop();
  });

  it('sends nothing to AWS Batch before the user asks for it', async () => {
    await run(`${views.queues}.focus`);
    await until('the view is on show', () => internals.queuesView.view.visible);
    await read();
    const problem = completionOf(await internals.feed.getItem('array'));

    assert.equal(isUserError(problem) && problem.code, 'batch.notAllowed');
    assert.equal(batch.calls.length, 0);
    assert.deepEqual(await labelsBelow(), []);
  });

  it('reads the queues and their compute environments once the user asks for it', async () => {
    await run(commands.readQueues);
    await until('the queues are read', async () => (await labelsBelow()).length === 2);

    // A job that is open somewhere may ask for its details, too.
    const operations = batch.calls.map(({ operation }) => operation);
    assert.deepEqual(
      operations.filter(operation => operation !== 'DescribeJobs'),
      ['DescribeJobQueues', 'DescribeComputeEnvironments'],
    );
    assert.deepEqual(await labelsBelow(), ['old – DISABLED · idle', 'render – idle']);
  });

  it('then has what the table lacks of a job, and its children', async () => {
    const item = await internals.feed.getItem('array');

    assert.equal(completionOf(item), 'completed');
    await until('the child is there', () => internals.store.get('array:0')?.status === 'FAILED');
    assert.equal(internals.store.get('array')?.status, 'RUNNING', 'as the table has it');
  });

  it('shows the jobs of a queue by status, the one that waits longest, and the vCPUs in use', async () => {
    show([
      inQueue('w1', {
        status: 'RUNNABLE',
        jobName: 'frame-1',
        createdAt: Date.now() - 2 * 3_600_000 - 1_000,
      }),
      inQueue('w2', {
        status: 'RUNNABLE',
        createdAt: Date.now(),
        statusReason: 'CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - no capacity',
      }),
      inQueue('r1', { status: 'RUNNING', facts: { vcpus: 16 } }),
      inQueue('f1', { status: 'FAILED' }),
    ]);
    const queueLabel = 'render – 1 running · 2 waiting';
    await until('the jobs are counted', async () => (await labelsBelow()).includes(queueLabel));

    assert.deepEqual(await labelsBelow(await find('render')), [
      'No EC2 capacity – 1 waiting',
      'FAILED – 1',
      'RUNNING – 1',
      'RUNNABLE – 2',
      'Oldest waiting job – 2 h · frame-1',
      'vCPUs – 16 of 256 in use',
      'Compute environments – 1',
      'Utilization',
      'Front of the queue',
    ]);
  });

  it('says in words what keeps jobs from starting, with an icon of its own', async () => {
    const old = await find('old');

    assert.deepEqual((await labelsBelow(old)).slice(0, 3), [
      'Queue is DISABLED – The queue is DISABLED. It accepts no new jobs, but jobs already in it can finish.',
      'No usable compute environment – No compute environment of the queue accepts jobs, so no job can start.',
      'broken is INVALID – Compute environment broken is INVALID. CLIENT_ERROR - The subnet does not exist',
    ]);
    assert.equal((itemOf(old).iconPath as vscode.ThemeIcon).id, 'error');
    assert.equal((itemOf(await find('render')).iconPath as vscode.ThemeIcon).id, 'pass');
  });

  it('shows compute environments with their type and capacity', async () => {
    const environments = await find('Compute environments', await find('render'));

    assert.deepEqual(await labelsBelow(environments), ['spot – EC2 Spot · 48 of 256 vCPUs']);
    const { tooltip } = itemOf(await find('spot', environments));
    assert.match(textIn(tooltip) ?? '', /Instance types: c5\.4xlarge/);
  });

  it('reads the front of a queue only when it is opened, and once a minute', async () => {
    const front = await find('Front of the queue', await find('render'));
    assert.equal(batch.count('GetJobQueueSnapshot'), 0);

    const [first, second] = await labelsBelow(front);
    assert.match(first ?? '', /^1\. frame-1 – at this position for [5-9] min/);
    assert.equal(second, '2. unknown');
    await labelsBelow(front);
    assert.equal(batch.count('GetJobQueueSnapshot'), 1);
  });

  it('shows the capacity in use and the shares that use the most, from the same call', async () => {
    const utilization = await find('Utilization', await find('render'));

    assert.deepEqual(await labelsBelow(utilization), [
      'vCPUs – 200.5 in use',
      'teamA – 150 vCPUs · 75%',
      'teamB – 50.5 vCPUs · 25%',
      'and 2 more',
    ]);
    assert.equal(batch.count('GetJobQueueSnapshot'), 0, 'it was read with the front of the queue');
    const tooltip = itemOf(await find('vCPUs', utilization)).tooltip;
    assert.match(textIn(tooltip) ?? '', /^Updated [2-9] min/);
  });

  it('says so where a queue uses nothing and has no runnable jobs', async () => {
    const old = await find('old');

    assert.deepEqual(await labelsBelow(await find('Utilization', old)), [
      'AWS Batch reports no capacity in use',
    ]);
    assert.deepEqual(await labelsBelow(await find('Front of the queue', old)), [
      'No runnable jobs',
    ]);
  });

  it('has names, states and counts in what a screen reader says, and IDs that stay', async () => {
    const node = await find('render');
    const { accessibilityInformation, id } = itemOf(node);

    assert.equal(accessibilityInformation?.label, 'render, 1 running · 2 waiting');
    await read();
    assert.equal(itemOf(await find('render')).id, id);
  });

  it('opens the dashboard with the jobs of a queue in a status', async () => {
    const node = await find('RUNNABLE', await find('render'));
    const { command } = itemOf(node);
    assert(command);

    assert.equal(command.command, commands.showInDashboard);
    const filter = viewOfQueueNode(command.arguments?.[0])?.filter;
    assert.deepEqual([filter?.queues, filter?.statuses], [['render'], ['RUNNABLE']]);
  });

  it('copies the ARN of a queue', async () => {
    await run(commands.copyArn, await find('render'));

    assert.equal(await vscode.env.clipboard.readText(), render);
  });

  it('reveals the queue of a group in the jobs view', async () => {
    await run(commands.showQueue, { kind: 'group', grouping: 'queue', path: ['render'] });

    await until('the queue is selected', () => {
      const [node] = internals.queuesView.view.selection;
      return node?.kind === 'queue' && node.view.queue.name === 'render';
    });
  });

  it('says which call AWS denies, and has the policy statement to copy', async () => {
    batch.denied.add('DescribeComputeEnvironments');
    await read();

    const [error] = await treeOf().getChildren();
    assert(error);
    assert.match(labelOf(error), /^AWS denied batch:DescribeComputeEnvironments/);
    assert.equal(itemOf(error).contextValue, 'error snippet');
    const { command } = itemOf(error);
    await run(command?.command ?? '', command?.arguments?.[0]);
    assert.match(await vscode.env.clipboard.readText(), /"batch:DescribeComputeEnvironments"/);
    assert.equal((await labelsBelow()).length, 3, 'the queues are still shown');
  });

  it('keeps what it knows when a refresh is denied', async () => {
    await read();
    batch.denied.add('DescribeJobQueues');
    await read();

    assert.match((await labelsBelow())[0] ?? '', /^AWS denied batch:DescribeJobQueues/);
    assert.equal((await labelsBelow()).length, 3);
    assert.equal(internals.queuesView.view.description, 'not up to date');
  });

  it('forgets the queues when the user stops reading them', async () => {
    await run(commands.stopReadingQueues);

    assert.deepEqual(await labelsBelow(), []);
  });
});
