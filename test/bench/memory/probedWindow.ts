import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import type { CDPSession } from 'playwright-core';
import { root } from '../../local/root';
import type { SettingValues } from '../../local/vscode/settingsFiles';
import { TempFolder } from '../../local/process/tempFolder';
import { until } from '../../local/process/until';
import { Workbench } from '../../local/vscode/workbench';
import type { ProbeAnswers, ProbeQuestion } from './probeAnswers';

const patience = { timeoutMs: 600_000 };

export interface ProbedOptions {
  /** Our extension: only one can be under development, and that is the probe. */
  readonly vsix: string;
  readonly settings: SettingValues;
  readonly env: NodeJS.ProcessEnv;
}

/** A VS Code with our extension as it ships, and the bench's probe in its extension host. */
export class ProbedWindow {
  private constructor(
    readonly workbench: Workbench,
    private readonly port: string,
    private readonly session: CDPSession,
    private readonly temp: TempFolder,
  ) {}

  static async open({ vsix, settings, env }: ProbedOptions): Promise<ProbedWindow> {
    const temp = new TempFolder();
    const probe = await writeProbe(path.join(temp.path, 'probe'));
    const portFile = path.join(temp.path, 'port');
    const workbench = await Workbench.open({
      extension: root,
      vsix,
      otherExtensions: [probe],
      settings,
      env: { ...env, BATCH_MONITOR_PROBE: portFile },
    });
    try {
      const readPort = async (): Promise<string | undefined> =>
        (await readFile(portFile, 'utf8')) || undefined;
      const port = await until('the probe in the extension host', readPort, patience);
      const session = await workbench.page.context().newCDPSession(workbench.page);
      return new ProbedWindow(workbench, port, session, temp);
    } catch (error) {
      await workbench.close();
      throw error;
    }
  }

  async ask<Q extends ProbeQuestion>(question: Q): Promise<ProbeAnswers[Q]> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/${question}`);
    if (!answer.ok) {
      throw new Error(`The probe did not answer ${question}: ${await answer.text()}`);
    }
    return (await answer.json()) as ProbeAnswers[Q];
  }

  async untilLoaded(jobs: number): Promise<void> {
    const isLoaded = async (): Promise<boolean> => (await this.ask('itemsRead')) >= jobs;
    await until(`${jobs} jobs in the extension host`, isLoaded, patience);
  }

  /** The heap of the workbench's page, and of webviews that share its process, without garbage. */
  async pageMb(): Promise<number> {
    await this.session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.session.send('Runtime.getHeapUsage');
    return usedSize / 2 ** 20;
  }

  /** Opens a panel, waits until its content is there, and closes it. */
  async openAndClose(kind: 'openDashboard' | 'openBare'): Promise<void> {
    await this.ask(kind);
    await this.workbench.webview.locator('[role=grid]').waitFor();
    await this.ask('close');
    await this.workbench.page.locator('iframe.webview').waitFor({ state: 'detached' });
  }

  async close(): Promise<void> {
    await this.workbench.close();
    this.temp.remove();
  }
}

async function writeProbe(folder: string): Promise<string> {
  await mkdir(folder);
  await build({
    entryPoints: ['test/bench/memory/probe.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    outfile: path.join(folder, 'probe.js'),
    logLevel: 'warning',
  });
  const manifest = {
    name: 'memory-probe',
    publisher: 'bench',
    version: '0.0.1',
    engines: { vscode: '^1.100.0' },
    main: './probe.js',
    extensionKind: ['workspace'],
    activationEvents: ['*'],
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
