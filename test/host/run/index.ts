import './markedConsole';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { takeCoverage } from 'node:v8';
import Mocha from 'mocha';
import CountingReporter from '../../support/runner/countingReporter';
import { mochaHooks as failureHooks } from '../../support/failures/failureHooks';
import { mochaHooks as timeouts } from '../../support/runner/scaledTimeouts';
import { grepVariable } from './grep';
import { addLauncherWitness } from './launcherWitness';
import { sourceStack } from './sourceStack';

/** Called by VS Code in the extension host; a rejection makes the run fail. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const mocha = new Mocha({ ui: 'bdd', timeout: 180_000, reporter: CountingReporter });
  addLauncherWitness();
  mocha.rootHooks(timeouts).rootHooks(failureHooks);
  const grep = process.env[grepVariable];
  if (grep !== undefined) {
    mocha.grep(new RegExp(grep));
  }
  const folder = path.dirname(__dirname);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  // By the names of the files, so that those of an activation come first, before anything else ran.
  const files = names.filter(name => name.endsWith('.test.js')).map(name => path.parse(name));
  for (const { dir, base } of files.sort((a, b) => (a.base < b.base ? -1 : 1))) {
    mocha.addFile(path.join(folder, dir, base));
  }
  const failures = await new Promise<number>(resolve => {
    mocha.run(resolve).on('fail', (_test, error: unknown) => {
      if (error instanceof Error && error.stack) {
        error.stack = sourceStack(error.stack);
      }
    });
  });
  // VS Code ends this process at once, which would leave nothing of what ran, where somebody asks for it.
  takeCoverage();
  if (failures > 0) {
    throw new Error(`${failures} of the host tests failed.`);
  }
}
