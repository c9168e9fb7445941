import { createReadStream, type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Something to read events from, or a file of a folder that is passed over. */
export type EventSource =
  | {
      readonly ok: true;
      readonly name: string;
      /** The name says that each line stands for itself. */
      readonly areLines: boolean;
      readonly open: () => AsyncIterable<Uint8Array>;
    }
  | { readonly ok: false; readonly name: string };

/** Firehose and CloudWatch Logs name what they export without an ending, or `.gz` alone. */
const eventNames = /^[^.]+$|\.(json|jsonl|ndjson|log|gz)$/i;
const lineNames = /\.(jsonl|ndjson)(\.gz)?$/i;

/**
 * What the arguments of a command name, in their order: `-` is standard input, a folder all that is
 * in it by name, and a file itself, whatever its name.
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
    // A link to a folder could lead round in a circle; `isDirectory` is false for links.
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

/** Fails like a file that cannot be read, so that a folder is reported like one. */
function failing(error: Error): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) };
}

/** What is not there is no folder: reading it says why. */
async function isFolder(name: string): Promise<boolean> {
  try {
    return (await stat(name)).isDirectory();
  } catch {
    return false;
  }
}
