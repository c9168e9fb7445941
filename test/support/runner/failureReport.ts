import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { posixQuoted } from '../../../src/core/text/posixQuoting';
import { root } from '../../local/root';
import { failureFolder } from '../failures/failureFolder';
import { hasFailed, type PartOutcome } from './outcome';
import { logFolder } from './runPart';
import type { TestFailure } from './testCounts';

/** The part's log has the whole error. */
const shownLines = 12;

const relative = (file: string): string => path.relative(root, file);

/** A text per failure: the error, the related files, and the command to run it alone. */
export const failureReports = (
  outcomes: readonly PartOutcome[],
  foundIn: (title: string) => readonly string[] = filesOf,
): string[] =>
  outcomes
    .filter(hasFailed)
    .flatMap(({ name, failures = [] }) =>
      failures.length === 0
        ? [[`FAILED ${name}`, `  log: ${relative(path.join(logFolder, `${name}.log`))}`].join('\n')]
        : failures.map(failure => reportOf(name, failure, foundIn)),
    );

function reportOf(
  part: string,
  { title, error, file }: TestFailure,
  foundIn: (title: string) => readonly string[],
): string {
  const lines = error.split('\n').slice(0, shownLines);
  return [
    `FAILED ${part}: ${title}`,
    ...lines.map(line => `  ${line}`),
    ...(file === undefined ? [] : [`  test: ${file}`]),
    ...foundIn(title).map(found => `  ${nameOf(found)}: ${found}`),
    `  log: ${relative(path.join(logFolder, `${part}.log`))}`,
    `  alone: ${aloneCommand(part, title)}`,
  ].join('\n');
}

/** The command that runs only this test. */
export function aloneCommand(part: string, title: string): string {
  // A hook's title matches no test, so run the tests of its suite.
  const hook = /^(.*) "(?:before|after) (?:each|all)" hook\b/s.exec(title)?.[1];
  const pattern = (hook ?? title).replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return posixQuoted([
    'npm',
    'test',
    '--',
    `--only=${part}`,
    `--grep=^${pattern}${hook ? '' : '$'}`,
  ]);
}

const nameOf = (file: string): string => {
  const name = path.basename(file);
  return name === 'screen.png' ? 'screenshot' : name.replace('.log', ' log');
};

function filesOf(title: string): string[] {
  const folder = failureFolder(title);
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(name => /\.\w+$/.test(name))
        .sort()
        .map(name => relative(path.join(folder, name)))
    : [];
}
