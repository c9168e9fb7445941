import assert from 'node:assert/strict';
import type { Job } from '../../../src/core/job/job';
import { commands } from '../../../src/ids';
import type { JobNode } from '../../../src/ui/jobsView/jobNode';
import { Random } from '../../../src/sample/random';
import { makeTable, until } from '../run/support';
import { job, run, TestTree } from './treeSupport';

const queues = ['ingest-a', 'storage-b', 'zip-c'] as const;
const statuses = ['FAILED', 'RUNNING', 'SUCCEEDED'] as const;
const begin = Date.UTC(2026, 10, 23);

/** A table that lives: each call changes one job. */
class Life {
  private readonly random = new Random(7);
  private readonly running: Job[];
  private second = 1_000;
  born = 0;
  failed = 0;
  removed = 0;

  constructor(jobs: readonly Job[]) {
    this.running = jobs.filter(({ status }) => status === 'RUNNING');
  }

  next(): Job {
    const timestamp = new Date(begin + 1_000 * this.second++).toISOString();
    const index = this.random.integer(0, this.running.length - 1);
    const subject = this.running[index];
    const kind = this.random.next();
    if (!subject || kind < 0.35) {
      const id = this.born++;
      const mediaId = `media-${id % 10}`;
      const fresh = job(`new-${id}`, this.random.pick(queues), { mediaId, timestamp });
      this.running.push(fresh);
      return fresh;
    }
    this.running.splice(index, 1);
    if (kind < 0.8) {
      this.failed++;
      return { ...subject, status: 'FAILED', statusReason: 'Host EC2 terminated', timestamp };
    }
    this.removed++;
    return { ...subject, expiresAt: Math.floor(Date.now() / 1000) - 60, timestamp };
  }
}

const manyJobs = (): Job[] =>
  Array.from({ length: 900 }, (_, index) =>
    job(`job-${index}`, queues[index % 3] ?? '', {
      status: statuses[Math.floor(index / 3) % 3] ?? '',
      mediaId: `media-${index % 10}`,
      timestamp: new Date(begin + index * 1_000).toISOString(),
    }),
  );

describe('the tree in VS Code, while jobs change', () => {
  let tree: TestTree;

  before(async () => {
    await makeTable('HostTreeLife', []);
    tree = await TestTree.open('HostTreeLife');
  });

  afterEach(async () => {
    await run(commands.groupJobs, 'taskType');
    await tree.settled();
  });

  after(() => tree.close());

  it('keeps expansion and selection through 1,000 changes, and refreshes only what changed', async () => {
    const jobs = manyJobs();
    await tree.show(jobs);
    const chosen = ['storage-b', 'SUCCEEDED', 'job-898'];
    const open = [
      ['ingest-a', 'RUNNING'],
      ['storage-b', 'SUCCEEDED'],
      ['zip-c', 'FAILED'],
    ];
    const { roots, max } = await live(new Life(jobs), 1_000, open, chosen);
    assert.equal(roots, 0);
    // What becomes of failures also changes as later jobs of their media do, without any figure of a group.
    assert(max <= 2 * queues.length, 'the task types, or their groups of running and failed jobs');
  });

  it('also keeps them if groups move with every change', async () => {
    await run(commands.groupJobs, 'media');
    const jobs = manyJobs();
    await tree.show(jobs);
    const open = [['media-3'], ['media-8'], ['media-0']];
    const { roots } = await live(new Life(jobs), 200, open, ['media-8', 'job-898']);
    assert(roots > 0, 'the newest media are on top');
  });

  /** Opens groups, chooses a job, lets jobs live, and looks at what VS Code was told and what moved. */
  async function live(
    life: Life,
    changes: number,
    open: readonly (readonly string[])[],
    chosen: readonly string[],
  ): Promise<{ readonly roots: number; readonly max: number }> {
    const { store, view, tree: provider } = tree.internals;
    const find = (): Promise<JobNode[]> => Promise.all(open.map(labels => tree.find(...labels)));
    const groups = await find();
    for (const node of groups) {
      await tree.reveal(node, { expand: true, select: false });
    }
    const choice = await tree.find(...chosen);
    await tree.reveal(choice, { select: true, focus: true });
    await until('it is chosen', () => view.selection.length === 1 && view.selection[0] === choice);

    const events: (readonly JobNode[] | undefined)[] = [];
    const moves: string[] = [];
    const listeners = [
      provider.onDidChangeTreeData(nodes => events.push(nodes)),
      view.onDidCollapseElement(() => moves.push('collapsed')),
      view.onDidExpandElement(() => moves.push('expanded')),
      view.onDidChangeSelection(({ selection }) => void moves.push(`chose ${selection.length}`)),
    ];
    const perBatch = 20;
    for (let done = 0; done < changes; done += perBatch) {
      const before = events.length;
      store.apply(
        Array.from({ length: perBatch }, () => life.next()),
        Date.now(),
      );
      await until('the changes are told', () => events.length > before);
    }
    await tree.settled();
    // VS Code asks for what it shows once more after each event.
    await until('the choice is there', () => view.selection[0] === choice);
    listeners.forEach(listener => void listener.dispose());

    const fired = events.map(event => event?.length ?? 0);
    const nodes = fired.reduce((sum, count) => sum + count, 0);
    const max = Math.max(...fired);
    const roots = events.filter(event => event === undefined).length;
    const { failed, born, removed } = life;
    console.log(
      `${changes} changes (${failed} RUNNING→FAILED, ${born} new, ${removed} removed): ` +
        `${events.length} events, ${nodes} nodes (${(nodes / changes).toFixed(2)} a change, ` +
        `${max} at most in an event), ${roots} root refreshes; ` +
        `moves of expansion and selection: ${moves.length}`,
    );
    assert.deepEqual(moves, []);
    assert.deepEqual([...view.selection], [choice]);
    assert.equal(await tree.find(...chosen), choice, 'the same object for life');
    assert.deepEqual(await find(), groups);
    return { roots, max };
  }

  it('refreshes the root only when a top group appears or disappears', async () => {
    const { store, tree: provider } = tree.internals;
    const events: (JobNode[] | undefined)[] = [];
    const listener = provider.onDidChangeTreeData(nodes => events.push(nodes));
    const told = async (change: () => void): Promise<unknown> => {
      events.length = 0;
      change();
      await until('the change is told', () => events.length > 0);
      return events[0];
    };
    assert.equal(await told(() => store.apply([job('first', 'new-type')])), undefined);
    const node = await tree.find('new-type');
    assert.deepEqual(await told(() => store.apply([job('second', 'new-type')])), [node]);
    assert.equal(
      await told(() =>
        store.apply(
          ['first', 'second'].map(id =>
            job(id, 'new-type', { expiresAt: Math.floor(Date.now() / 1000) - 60 }),
          ),
          Date.now(),
        ),
      ),
      undefined,
    );
    listener.dispose();
  });
});
