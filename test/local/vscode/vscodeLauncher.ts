import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { shortLived } from './browser';
import { cachedBrowser } from './browserCaches';
import { captureEnd, requestedFolder } from '../dynamodb/captureRequest';
import { setDisplayLanguage } from './displayLanguage';
import { markVariable } from './markedConsole';
import { quietSettings } from './quietSettings';
import { writeServerSettings, type SettingValues } from './settingsFiles';
import { scaled } from '../process/slowness';
import { TestOutput } from './testOutput';
import { parseVsCodeArguments, type VsCodeArguments } from './vscodeArguments';
import { isVsCodeVersion, type VsCodeVersion } from './vscodeParts';
import { copyLogs } from './vscodeLogs';
import { VsCodeServer } from './vscodeServer';
import { workbenchAddress } from './workbenchAddress';
import { browserAuthority } from './workbenchBrowser';

/** The VS Code version to run, set by the launcher's parent. */
export const versionVariable = 'BATCH_MONITOR_VSCODE_VERSION';

/** Longer than any test may take: all of them together take as long as the machine needs. */
const silenceLimitMs = scaled(10 * 60_000);

/** Runs extension tests like a desktop VS Code; resolves with their exit code. */
export async function launch(args: readonly string[]): Promise<number> {
  // Exit with our children when the parent dies, which closes the other end of stdin.
  process.stdin.on('end', () => process.exit(1)).resume();
  const parsed = parseVsCodeArguments(args);
  const dataFolder = path.join(parsed.userDataFolder, 'server');
  const [extensionFolder = parsed.userDataFolder] = parsed.extensionDevelopmentPaths;
  const settings = { ...quietSettings, ...(await userSettings(parsed)) };
  await writeServerSettings(dataFolder, settings, extensionFolder);

  const { extensionsFolder, workspaceTrust } = parsed;
  const version = requestedVersion(process.env);
  let page: Page | undefined;
  const output = new TestOutput(line => {
    const folder = requestedFolder(line);
    if (folder === undefined) {
      console.log(line);
    } else {
      void captureInto(folder, page, dataFolder);
    }
  });
  const env = { [markVariable]: output.mark };
  const server = new VsCodeServer({ version, dataFolder, extensionsFolder, workspaceTrust, env });
  // Nobody looks at it, and painting takes time.
  const browser = cachedBrowser(version, { flags: shortLived, size: { width: 1024, height: 640 } });
  try {
    const authority = await server.start();
    page = await (await browser.start(authority)).newPage();
    await setDisplayLanguage(page, parsed.locale);
    const address = workbenchAddress({ authority: browserAuthority, ...parsed });
    return await runInPage({ page, address, server, output });
  } finally {
    await browser.stop();
    await server.stop();
  }
}

/** Captures the screen and logs for a failed test; a failure to do so is only logged. */
async function captureInto(
  folder: string,
  page: Page | undefined,
  dataFolder: string,
): Promise<void> {
  try {
    await page?.screenshot({ path: path.join(folder, 'screen.png') });
    await copyLogs(dataFolder, folder);
  } catch (error) {
    console.error('Could not capture:', error);
  } finally {
    await writeFile(path.join(folder, captureEnd), '');
  }
}

/** As in a desktop VS Code: one file in the user data folder. */
async function userSettings({ userDataFolder }: VsCodeArguments): Promise<SettingValues> {
  const file = path.join(userDataFolder, 'User/settings.json');
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return JSON.parse(text) as SettingValues;
}

function requestedVersion(env: NodeJS.ProcessEnv): VsCodeVersion {
  const text = env[versionVariable] ?? 'newest';
  if (!isVsCodeVersion(text)) {
    throw new Error(`${versionVariable} must be newest or oldest: ${text}`);
  }
  return text;
}

interface Run {
  readonly page: Page;
  readonly address: string;
  readonly server: VsCodeServer;
  readonly output: TestOutput;
}

async function runInPage({ page, address, server, output }: Run): Promise<number> {
  const { promise: exit, resolve, reject } = deferred<number>();
  const fail = (problem: string): void =>
    reject(new Error([problem, output.log, server.output.slice(-4_000)].join('\n')));
  const limit = setTimeout(
    () => fail(`The tests printed nothing for ${silenceLimitMs / 60_000} minutes.`),
    silenceLimitMs,
  );
  page.on('crash', () => fail('The page of the workbench crashed.'));
  try {
    // The two functions that VS Code's test driver looks up in the page.
    await page.exposeFunction('codeAutomationExit', resolve);
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
      if (output.write(args)) {
        limit.refresh();
      }
    });
    await page.goto(address);
    const code = await exit;
    if (code !== 0 && output.isSilent) {
      console.error(`The tests did not start:\n${output.log}`);
    }
    return code;
  } finally {
    clearTimeout(limit);
  }
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function deferred<T>(): Deferred<T> {
  let settle: Omit<Deferred<T>, 'promise'> | undefined;
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  if (!settle) {
    throw new Error('A promise calls its executor at once.');
  }
  return { promise, ...settle };
}
