import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Context, Hook, Runnable, Test } from 'mocha';
import { currentWitnesses, type Witness } from '../../local/vscode/witnesses';
import { rootOf, type SuiteWithHooks } from '../runner/scaledTimeouts';
import { failureFolder } from './failureFolder';

/**
 * Whatever fails is captured before the suite's own hooks close what was open. So hooks of ours become the first ones
 * of every suite: after each test, and after all for the suite's own hooks.
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

/** A witness that cannot answer, such as a browser that has crashed, does not hide the others. */
async function captureOne(witness: Witness, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  try {
    await witness.capture(folder);
  } catch (error) {
    await writeFile(path.join(folder, 'capture.log'), `Could not capture: ${String(error)}\n`);
  }
}
