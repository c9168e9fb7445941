import { arch, cpus, platform, totalmem } from 'node:os';
import { isReached, type Result } from './result';

export interface Report {
  readonly machine: Readonly<Record<string, string | number>>;
  readonly results: readonly (Result & { readonly ok: boolean })[];
}

export function reportOf(results: readonly Result[]): Report {
  return {
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      system: `${platform()} ${arch()}`,
      node: process.version,
    },
    results: results.map(result => ({
      ...result,
      value: short(result.value),
      ok: isReached(result),
    })),
  };
}

/** Columns under each other: figure, value, goal and whether it is reached, what it means. */
export function tableOf({ machine, results }: Report): string {
  const { cpu, cores, memoryGiB, system, node } = machine;
  const lines = results.map(({ name, value, unit, goal, better, ok, detail }) => [
    name,
    `${value} ${unit}`,
    goal === undefined ? '' : `${better === 'higher' ? '≥' : '≤'} ${goal}`,
    goal === undefined ? '' : ok ? 'ok' : 'MISSED',
    detail,
  ]);
  return [
    `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}`,
    '',
    ...columns([['figure', 'value', 'goal', '', 'measured'], ...lines]),
  ].join('\n');
}

/** What moved by more than noise, and figures that came or went. */
export function comparisonOf(before: Report, after: Report): string {
  const old = new Map(before.results.map(result => [result.name, result]));
  const lines = after.results.map(({ name, value, unit, better }) => {
    const was = old.get(name);
    old.delete(name);
    return [
      name,
      was ? `${was.value} ${unit}` : 'new',
      `${value} ${unit}`,
      was ? moved(was.value, value, better) : '',
    ];
  });
  const gone = [...old.values()].map(({ name, value, unit }) => [
    name,
    `${value} ${unit}`,
    'not measured',
    '',
  ]);
  return columns([['figure', 'before', 'now', ''], ...lines, ...gone]).join('\n');
}

/** Two runs on one machine differ by so much without a cause. */
const noise = 0.15;

function moved(before: number, after: number, better: 'higher' | 'lower'): string {
  if (before === after || Math.abs(after / before - 1) <= noise) {
    return 'about the same';
  }
  if (before === 0) {
    return after > 0 === (better === 'higher') ? 'better' : 'WORSE';
  }
  const percent = Math.round((after / before - 1) * 100);
  return `${after > before === (better === 'higher') ? 'better' : 'WORSE'}: ${percent > 0 ? '+' : ''}${percent} %`;
}

/** @throws {Error} for anything but a document of `--json`. */
export function readLogLine(text: string): Report {
  const value = JSON.parse(text) as Partial<Report> | null;
  if (!Array.isArray(value?.results)) {
    throw new Error('no document of `npm run bench -- --json`');
  }
  return value as Report;
}

function short(value: number): number {
  return Number(value.toPrecision(3));
}

function columns(lines: readonly (readonly string[])[]): string[] {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map(line => line[column]?.length ?? 0)),
  );
  return lines.map(line =>
    line
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
