import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Names of parts; all without it. */
  readonly only: readonly string[] | undefined;
  readonly json: boolean;
  readonly strict: boolean;
  /** An earlier document of `--json`. */
  readonly compare: string | undefined;
  readonly help: boolean;
}

export const usage = (parts: readonly string[]): string => `Usage: npm run bench [-- OPTIONS]

Measures Batch Monitor against rivals and floors, in one run each.

  --only NAME,…    of: ${parts.join(', ')}
  --json           one JSON document on stdout; what is going on goes to stderr
  --compare FILE   what moved since an earlier --json document
  --strict         exit with 1 when a goal is missed
  --help           shows this text
`;

/** @throws {Error} that says what is wrong. */
export function readOptions(args: readonly string[], parts: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      compare: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const only = values.only
    ?.split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  const unknown = only?.filter(name => !parts.includes(name)) ?? [];
  if (unknown.length > 0 || only?.length === 0) {
    throw new Error(`No such part: ${unknown.join(', ')}. Known: ${parts.join(', ')}`);
  }
  const { json, strict, compare, help } = values;
  return { only, json, strict, compare, help };
}
