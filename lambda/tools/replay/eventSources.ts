import { createReadStream, type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Something to read events from, or a file of a folder that is skipped. */
export type EventSource =
  | {
      readonly ok: true;
      readonly name: string;
      /** Whether the name indicates one JSON value per line. */
      readonly areLines: boolean;
      readonly open: () => AsyncIterable<Uint8Array>;
    }
  | { readonly ok: false; readonly name: string };

/** Exports of Firehose and CloudWatch Logs have no extension, or only `.gz`. */
const eventNames = /^[^.]+$|\.(json|jsonl|ndjson|log|gz)$/i;
const lineNames = /\.(jsonl|ndjson)(\.gz)?$/i;

/**
 * The sources that a command's arguments name, in order: `-` is standard input, a folder stands for its
 * files, sorted by name, and a file is read whatever its name.
 */
export async function* eventSources(
  names: readonly string[],
  standardInput: AsyncIterable<Uint8Array>,
): AsyncGenerator<EventSource, void> {
  for (const name of names) {
    if (name === '-') {
      yield { ok: true, name: 'standard input', areLines: false, open: () => standardInput };
    } else {
      yield* (await isFolder(name)) ? sourcesIn(name) : [fileSource(name)];
    }
  }
}

async function* sourcesIn(folder: string): AsyncGenerator<EventSource, void> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    yield { ok: true, name: folder, areLines: false, open: () => failing(error as Error) };
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = path.join(folder, entry.name);
    const isHidden = entry.name.startsWith('.');
    // `isDirectory` is false for links, which avoids loops.
    if (entry.isDirectory() && !isHidden) {
      yield* sourcesIn(name);
    } else if (eventNames.test(entry.name) && !isHidden && !(await isFolder(name))) {
      yield fileSource(name);
    } else {
      yield { ok: false, name };
    }
  }
}

function fileSource(name: string): EventSource {
  return { ok: true, name, areLines: lineNames.test(name), open: () => createReadStream(name) };
}

/** Fails like an unreadable file, so that an unreadable folder is reported the same way. */
function failing(error: Error): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) };
}

/** A missing path counts as a file: reading it gives the reason. */
async function isFolder(name: string): Promise<boolean> {
  try {
    return (await stat(name)).isDirectory();
  } catch {
    return false;
  }
}
