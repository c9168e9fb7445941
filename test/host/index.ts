import './markedConsole';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { takeCoverage } from 'node:v8';
import Mocha from 'mocha';
import CountingReporter from '../support/countingReporter';
import { sourceStack } from './sourceStack';
import { isChosen, suffixVariable, usualSuffix } from './suffix';

/** Called by VS Code in the extension host; a rejection makes the run fail. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const suffix = process.env[suffixVariable] ?? usualSuffix;
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter: CountingReporter });
  const names = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter(name => isChosen(name, suffix)).sort()) {
    mocha.addFile(path.join(__dirname, name));
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
