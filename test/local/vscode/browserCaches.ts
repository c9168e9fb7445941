import { cp, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Cache, type CachedPart } from '../process/cache';
import { run } from '../process/managedProcess';
import { scaled } from '../process/slowness';
import { TempFolder } from '../process/tempFolder';
import { until } from '../process/until';
import { root } from '../root';
import { chromiumExecutable, shortLived } from './browser';
import { VsCodeHost } from './vscodeHost';
import { vsCodeRelease, type VsCodeVersion } from './vscodeParts';
import {
  browserAuthority,
  WorkbenchBrowser,
  type WorkbenchBrowserOptions,
} from './workbenchBrowser';

/** Of a profile: the files of the workbench, and the code that V8 compiled from them. */
const caches = ['Cache', 'Code Cache'];
const compiledCode = 'Code Cache/js';
/** That of the workbench is 13 MB, that of other scripts below 2. */
const workbenchCodeBytes = 5_000_000;

/**
 * The folder with what Chromium caches of the workbench. Without it, each window downloads and compiles 19 MB of
 * scripts, which is half of the time of its start.
 */
export async function browserCaches(cache: Cache, version: VsCodeVersion): Promise<string> {
  return cache.folder(await cachesPart(version));
}

/** A browser whose caches are filled. */
export const cachedBrowser = (
  version: VsCodeVersion = 'newest',
  options: WorkbenchBrowserOptions = {},
): WorkbenchBrowser =>
  new WorkbenchBrowser({
    ...options,
    prepare: async profile =>
      copyCaches(await browserCaches(new Cache(), version), path.join(profile, 'Default')),
  });

/** Nothing else of the window that filled them. */
async function copyCaches(from: string, to: string): Promise<void> {
  await Promise.all(
    caches.map(name =>
      cp(path.join(from, name), path.join(to, name), { recursive: true, preserveTimestamps: true }),
    ),
  );
}

async function cachesPart(version: VsCodeVersion): Promise<CachedPart> {
  return {
    name: 'browser-caches',
    // Chromium does not use code that another version compiled.
    version: `${vsCodeRelease(version)}-${await chromiumVersion()}`,
    keyFiles: ['Cache/Cache_Data/index', 'Code Cache/js/index'],
    notice: 'what Chromium caches of VS Code, about 40 MB, once, half a minute',
    install: folder => fillCaches(folder, version),
  };
}

let known: Promise<string> | undefined;

const chromiumVersion = (): Promise<string> =>
  (known ??= chromiumExecutable()
    .then(file => run(file, ['--version']))
    .then(({ output }) => /\d[\d.]*/.exec(output)?.[0] ?? 'unknown'));

async function fillCaches(folder: string, version: VsCodeVersion): Promise<void> {
  const temp = new TempFolder();
  try {
    await fillProfile(temp.path, version);
    await copyCaches(path.join(temp.path, 'Default'), folder);
  } finally {
    temp.remove();
  }
}

/** Chromium keeps compiled code of a script that it loads for the second time. */
async function fillProfile(profile: string, version: VsCodeVersion): Promise<void> {
  const host = new VsCodeHost({ version, extension: root });
  // V8 uses compiled code only under the flags that it was compiled under.
  const browser = new WorkbenchBrowser({ profile, flags: shortLived });
  try {
    await host.start();
    const context = await browser.start(host.authority);
    context.setDefaultTimeout(scaled(60_000));
    for (const isLast of [false, true]) {
      const page = await context.newPage();
      await page.goto(host.addressAt(browserAuthority));
      await page.locator('.monaco-workbench .activitybar').waitFor();
      if (isLast) {
        await untilCompiled(profile);
      }
      await page.close();
    }
  } finally {
    await browser.stop();
    await host.stop();
  }
}

/** A Chromium that keeps no compiled code still has the files. */
async function untilCompiled(profile: string): Promise<void> {
  const folder = path.join(profile, 'Default', compiledCode);
  await until(
    'the compiled code of the workbench',
    async () => {
      const files = await readdir(folder);
      const sizes = await Promise.all(files.map(file => stat(path.join(folder, file))));
      return sizes.some(({ size }) => size > workbenchCodeBytes);
    },
    { timeoutMs: 20_000, everyMs: 200 },
  ).catch((error: unknown) => console.warn('Windows of VS Code start slowly:', error));
}
