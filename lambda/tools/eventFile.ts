import { readFile } from 'node:fs/promises';

/** One event of a file, or why there is none at that place. */
export type FileEntry =
  | { readonly ok: true; readonly position: string; readonly event: unknown }
  | { readonly ok: false; readonly position: string; readonly reason: string };

/** Reads a file of events; one that cannot be read is a single entry that says why. */
export async function readEventFile(file: string): Promise<readonly FileEntry[]> {
  try {
    return entriesOf(await readFile(file, 'utf8'), isLinesFile(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return [{ ok: false, position: 'file', reason: `cannot be read: ${code}` }];
  }
}

/**
 * The events in a text: one JSON document (an event, or an array of them), or JSON lines. Positions
 * count from 1. Reasons never quote the text.
 */
export function entriesOf(text: string, isLines = false): readonly FileEntry[] {
  const content = text.replace(/^\uFEFF/, '').trim();
  if (content === '') {
    return [{ ok: false, position: 'file', reason: 'is empty' }];
  }
  const whole = isLines ? undefined : parse(content);
  if (whole?.ok) {
    return Array.isArray(whole.value)
      ? whole.value.map((event: unknown, index) => entry(`event ${index + 1}`, event))
      : [entry('event 1', whole.value)];
  }
  if (!isLines && opensDocument(content)) {
    return [{ ok: false, position: 'file', reason: 'is not JSON' }];
  }
  return text.split('\n').flatMap((line, index) => lineEntry(line, index + 1));
}

function lineEntry(line: string, number: number): readonly FileEntry[] {
  const content = line.replace(/^\uFEFF/, '').trim();
  if (content === '') {
    return [];
  }
  const position = `line ${number}`;
  const parsed = parse(content);
  return [
    parsed.ok ? entry(position, parsed.value) : { ok: false, position, reason: 'is not JSON' },
  ];
}

function entry(position: string, event: unknown): FileEntry {
  return { ok: true, position, event };
}

function isLinesFile(file: string): boolean {
  return /\.(jsonl|ndjson)$/i.test(file);
}

/** A damaged document that was written over several lines is one mistake, not one for each line. */
function opensDocument(content: string): boolean {
  return /^(\{|\[\s*\{?)[ \t\r]*\n/.test(content);
}

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}
