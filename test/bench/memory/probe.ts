import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { until } from '../../local/process/until';
import type { HostMemory, ProbeAnswers, ProbeQuestion } from './probeAnswers';

/**
 * An extension of the bench's own, in the same extension host as ours: it starts first, so that it can tell
 * what ours adds, and from then on answers questions over HTTP. The file that `BATCH_MONITOR_PROBE` names
 * gets its port.
 */
export async function activate({ logUri }: vscode.ExtensionContext): Promise<void> {
  const ours = vscode.extensions.getExtension(extensionId);
  if (!ours || ours.isActive) {
    throw new Error('Batch Monitor is not there, or was there first.');
  }
  await othersStarted();
  const before = await steadyMemory();
  await ours.activate();
  const after = await steadyMemory();
  let panel: vscode.WebviewPanel | undefined;
  const answers: { readonly [Q in ProbeQuestion]: () => Promise<ProbeAnswers[Q]> } = {
    start: () => Promise.resolve({ before, after }),
    memory: settledMemory,
    itemsRead: () => Promise.resolve(itemsRead(path.join(logUri.fsPath, '..', extensionId))),
    openDashboard: async () => {
      await vscode.commands.executeCommand(openDashboard);
      return undefined;
    },
    openBare: () => {
      panel = vscode.window.createWebviewPanel('bare', 'Bare', vscode.ViewColumn.Active, {
        enableScripts: true,
      });
      panel.webview.html = '<!DOCTYPE html><body><p role="grid">bare</p></body>';
      return Promise.resolve(undefined);
    },
    close: async () => {
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      return undefined;
    },
  };
  const server = createServer((request, response) => {
    const question = request.url?.slice(1) as ProbeQuestion;
    answers[question]().then(
      value => response.end(JSON.stringify(value ?? null)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1', () =>
    writeFileSync(
      process.env['BATCH_MONITOR_PROBE'] ?? '',
      String((server.address() as AddressInfo).port),
    ),
  );
}

const extensionId = 'momentslab.batch-monitor';
const openDashboard = 'batchMonitor.openDashboard';

function itemsRead(logs: string): number {
  const lines = readdirSync(logs).map(name => readFileSync(path.join(logs, name), 'utf8'));
  const counts = [...lines.join('\n').matchAll(/: ([\d,]+) items on /g)];
  return Math.max(0, ...counts.map(([, count = '']) => Number(count.replaceAll(',', ''))));
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Those that start with VS Code as the probe does: theirs must not count as ours. */
async function othersStarted(): Promise<void> {
  const others = vscode.extensions.all.filter(({ id, packageJSON }) => {
    const { activationEvents = [] } = packageJSON as { readonly activationEvents?: string[] };
    return activationEvents.includes('*') && id !== 'bench.memory-probe';
  });
  await until('all others are active', () => others.every(({ isActive }) => isActive));
}

/** Once it stays as it is, or after a while. */
async function steadyMemory(): Promise<HostMemory> {
  let before = await settledMemory();
  for (let tries = 0; tries < maxTries; tries++) {
    await delay(steadyMs);
    const now = await settledMemory();
    if (Math.abs(now.usedMb - before.usedMb) < steadyMb) {
      return now;
    }
    before = now;
  }
  return before;
}

const maxTries = 20;
const steadyMs = 500;
const steadyMb = 0.02;

/** Once all garbage is gone. */
async function settledMemory(): Promise<HostMemory> {
  for (let round = 0; round < 4; round++) {
    collectGarbage();
    await turn();
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  const mb = 2 ** 20;
  return { usedMb: (heapUsed + arrayBuffers) / mb, heapMb: heapUsed / mb, rssMb: rss / mb };
}
