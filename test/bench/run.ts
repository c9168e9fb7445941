import { readFile } from 'node:fs/promises';
import { program } from '../local/process/program';
import { readOptions, usage } from './options';
import { activation } from './parts/activation';
import { batch } from './parts/batch';
import { causes } from './parts/causes';
import { dashboard } from './parts/dashboard';
import { freshness } from './parts/freshness';
import { lambda } from './parts/lambda';
import { logs } from './parts/logs';
import { memory } from './parts/memory';
import { refresh } from './parts/refresh';
import { size } from './parts/size';
import { soak } from './parts/soak';
import { start } from './parts/start';
import { store } from './parts/store';
import { suite } from './parts/suite';
import { comparisonOf, readLogLine, reportOf, tableOf } from './report';
import type { Part, Result } from './result';

const parts: readonly Part[] = [
  refresh,
  store,
  start,
  batch,
  causes,
  lambda,
  dashboard,
  activation,
  size,
  memory,
  logs,
  freshness,
  soak,
  suite,
];

async function main(): Promise<number> {
  const names = parts.map(({ name }) => name);
  const options = readOptions(process.argv.slice(2), names);
  if (options.help) {
    console.log(usage(names));
    return 0;
  }
  const before =
    options.compare === undefined
      ? undefined
      : readLogLine(await readFile(options.compare, 'utf8'));
  const results: Result[] = [];
  for (const part of parts.filter(({ name }) => options.only?.includes(name) ?? true)) {
    results.push(...(await runPart(part)));
  }
  const report = reportOf(results);
  console.log(options.json ? JSON.stringify(report, undefined, 2) : `\n${tableOf(report)}`);
  if (before) {
    (options.json ? console.error : console.log)(`\n${comparisonOf(before, report)}`);
  }
  return options.strict && report.results.some(({ ok }) => !ok) ? 1 : 0;
}

async function runPart({ name, run }: Part): Promise<readonly Result[]> {
  const ends: (() => Promise<void> | void)[] = [];
  try {
    return await run({
      say: text => console.error(`${name}: ${text}`),
      onEnd: end => ends.unshift(end),
    });
  } finally {
    for (const end of ends) {
      await end();
    }
  }
}

program(main);
