import { appendFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Context, Hook, Runnable, Test } from 'mocha';
import { currentWitnesses, type Witness } from '../../local/vscode/witnesses';
import { rootOf, type SuiteWithHooks } from '../runner/scaledTimeouts';
import { failureFolder } from './failureFolder';

/**
 * Captures evidence of a failure before the suite's own hooks close anything, then lets the window recover, so that
 * one failure does not become several. So these hooks run first in every suite: after each test and, for failed
 * hooks, after all.
 */
export const mochaHooks = {
  beforeAll(this: Context): void {
    rootOf(this).suites.forEach(addHooks);
  },
};

function addHooks(suite: SuiteWithHooks): void {
  suite.afterEach('capture a failed test', async function () {
    await capture(this.currentTest);
  });
  suite.afterAll('capture a failed hook', async () => {
    const names = ['beforeAll', 'beforeEach', 'afterEach'] as const;
    await capture(names.flatMap(name => suite.getHooks(name)).find(hook => hook.isFailed()));
  });
  for (const name of ['afterEach', 'afterAll'] as const) {
    const hooks = suite.getHooks(name);
    hooks.unshift(...hooks.splice(-1));
  }
  suite.suites.forEach(addHooks);
}

const captured = new WeakSet<Runnable>();

async function capture(runnable: Test | Hook | undefined): Promise<void> {
  if (!runnable?.isFailed() || captured.has(runnable)) {
    return;
  }
  captured.add(runnable);
  const folder = failureFolder(runnable.fullTitle());
  await rm(folder, { recursive: true, force: true });
  await Promise.all(
    currentWitnesses().map((witness, index) =>
      captureOne(witness, index === 0 ? folder : path.join(folder, String(index + 1))),
    ),
  );
}

/** A failing witness, such as a crashed browser, does not prevent the others. */
async function captureOne(witness: Witness, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const attempt = async (what: string, run: () => Promise<void> | undefined): Promise<void> => {
    try {
      await run();
    } catch (error) {
      await appendFile(path.join(folder, 'capture.log'), `Could not ${what}: ${String(error)}\n`);
    }
  };
  await attempt('capture', () => witness.capture(folder));
  await attempt('recover', () => witness.recover?.());
}
