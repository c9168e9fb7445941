import { setTimeout as delay } from 'node:timers/promises';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Random } from '../../../src/sample/random';
import { Dynalite } from '../../local/dynamodb/dynalite';
import {
  emulatorEnvironment,
  localRegion,
  localTable,
} from '../../local/dynamodb/emulatorEnvironment';
import { createJobsTable } from '../../local/dynamodb/table';
import { TempFolder } from '../../local/process/tempFolder';
import { root } from '../../local/root';
import { Workbench } from '../../local/vscode/workbench';
import { anAttempt, anEvent } from '../../support/builders/batchEvents';
import type { LocalLogs } from '../../support/emulators/aws/localLogs';
import { emulatorClient } from '../../support/emulators/emulators';
import type { BenchContext } from '../result';
import { benchGroup, linesOf } from './logLines';

/** In milliseconds. */
export interface PaintedFigures {
  /** The first log, for which the code is loaded and the connection is made. */
  readonly firstLog: number;
  /** From the selection of a job to the last lines of its log on screen. */
  readonly firstLines: readonly number[];
  /** From a printed line to that line on screen. */
  readonly follow: readonly number[];
}

const opens = 20;
const followed = 25;
export const linesPerLog = 100_000;
const timeout = 60_000;

/** As much of a page as is looked at. */
interface PageGlobals {
  readonly document: {
    querySelector(selector: string): { readonly textContent: string | null } | null;
  };
}

/** Logs in the real VS Code: long ones that open, and a growing one that is followed. */
export async function measurePaintedLogs(
  logs: LocalLogs,
  { say, onEnd }: BenchContext,
): Promise<PaintedFigures> {
  const dynalite = new Dynalite();
  await dynalite.start();
  onEnd(() => dynalite.stop());
  await fillTable(dynalite.endpoint);
  const lines = linesOf(linesPerLog);
  for (const job of [...jobNames, 'growing']) {
    logs.put(benchGroup, job, [...lines, { time: Date.now(), text: lastLineOf(job) }]);
  }
  const temp = new TempFolder();
  onEnd(() => temp.remove());
  say('opening VS Code …');
  const workbench = await Workbench.open({
    extension: root,
    settings: {
      'batchMonitor.endpoint': dynalite.endpoint,
      'batchMonitor.tableName': localTable,
      'batchMonitor.region': localRegion,
      'batchMonitor.refreshIntervalSeconds': 0,
    },
    env: {
      ...emulatorEnvironment(dynalite.endpoint, temp.path),
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: logs.server.url,
    },
  });
  onEnd(() => workbench.close());
  await workbench.openView('Batch Monitor');
  await workbench.treeRow('FAILED').waitFor();
  const window = new LogWindow(workbench);
  const times: number[] = [];
  for (const job of jobNames) {
    times.push(await window.open(job, lastLineOf(job)));
  }
  const [firstLog = NaN, ...firstLines] = times;
  say('a growing log …');
  await window.open('growing', lastLineOf('growing'));
  const random = new Random(7);
  const follow: number[] = [];
  for (let line = 0; line < followed; line++) {
    await delay(random.between(0, 2_000));
    const text = `followed line ${line}.`;
    const printedAt = Date.now();
    logs.put(benchGroup, 'growing', [{ time: printedAt, text }]);
    follow.push((await window.shown(text)) - printedAt);
  }
  return { firstLog, firstLines, follow };
}

class LogWindow {
  constructor(private readonly workbench: Workbench) {}

  /** From the key that selects the job to the text on screen. */
  async open(job: string, text: string): Promise<number> {
    const { page, picker } = this.workbench;
    await this.workbench.runCommand('Batch Monitor: Open Log');
    await picker.locator('input:focus').fill(job);
    const found = picker.locator('.monaco-list-row.focused').filter({ hasText: job });
    await found.waitFor();
    const pressedAt = Date.now();
    await page.keyboard.press('Enter');
    return (await this.shown(text)) - pressedAt;
  }

  /** When the text is on screen, in milliseconds since the epoch, as the page sees it. */
  async shown(text: string): Promise<number> {
    // In the page, each frame: what the bench does between has no part in the time.
    const seen = await this.workbench.page.waitForFunction(
      ([wanted]) => {
        const { document } = globalThis as unknown as PageGlobals;
        const lines = document.querySelector('.editor-instance .view-lines')?.textContent ?? '';
        return lines.replaceAll('\u00a0', ' ').includes(wanted) && Date.now();
      },
      [text] as const,
      { polling: 'raf', timeout },
    );
    return (await seen.jsonValue()) as number;
  }
}

const jobNames = Array.from(
  { length: opens + 1 },
  (_, job) => `job-${String(job).padStart(2, '0')}`,
);
const lastLineOf = (job: string): string => `the last line of ${job}.`;

async function fillTable(endpoint: string): Promise<void> {
  const client = emulatorClient(endpoint);
  await createJobsTable(client, localTable, { index: true });
  const items = [...jobNames.map(job => itemOf(job, 'FAILED')), itemOf('growing', 'RUNNING')];
  const puts = items.map(Item => ({ PutRequest: { Item } }));
  const documents = DynamoDBDocumentClient.from(client);
  await documents.send(new BatchWriteCommand({ RequestItems: { [localTable]: puts } }));
  client.destroy();
}

const itemOf = (jobId: string, status: string) => ({
  jobId,
  jobName: jobId,
  status,
  timestamp: '2026-11-23T10:00:00Z',
  region: localRegion,
  fullEvent: JSON.stringify(
    anEvent({
      ...{ jobId, jobName: jobId, status },
      attempts: status === 'FAILED' ? [anAttempt({ exitCode: 1, logStreamName: jobId })] : [],
      container: { logStreamName: jobId },
    }),
  ),
});
