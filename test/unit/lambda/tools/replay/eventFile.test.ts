import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { eventsIn, type FileEntry } from '../../../../../lambda/tools/replay/eventFile';
import { eventFixtures, fixture, fixturePath } from '../../../../support/builders/batchEvents';

const ok = (position: string, event: unknown): FileEntry => ({ ok: true, position, event });
const bad = (position: string, reason: string): FileEntry => ({ ok: false, position, reason });

async function all(entries: AsyncIterable<FileEntry>): Promise<FileEntry[]> {
  const list: FileEntry[] = [];
  for await (const entry of entries) {
    list.push(entry);
  }
  return list;
}

/** Chunks of so many bytes, which cut characters in two. */
async function* bytesOf(text: string | Buffer, size = 3): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

const read = (text: string | Buffer): Promise<FileEntry[]> => all(eventsIn(bytesOf(text)));

describe('eventsIn', () => {
  it('reports the position of each event, and what is wrong with it', async () => {
    assert.deepEqual(
      await read('{"a":"é"}\noops\n{"Messages":[{"Body":"{\\"b\\":2}"},{"Body":"x"}]}'),
      [
        ok('event 1 (line 1)', { a: 'é' }),
        bad('event 2 (line 2)', 'is not JSON'),
        ok('event 3 (line 3), Messages[0].Body', { b: 2 }),
        bad('event 3 (line 3), Messages[1].Body', 'is not JSON'),
      ],
    );
  });

  it('skips a byte order mark', async () =>
    assert.deepEqual(await read('\uFEFF{"a":1}'), [ok('event 1 (line 1)', { a: 1 })]));

  it('reads a recorded event', async () => {
    const bytes = createReadStream(fixturePath(eventFixtures[0] ?? ''));
    assert.deepEqual(await all(eventsIn(bytes)), [ok('event 1 (line 1)', fixture('01'))]);
  });

  it('reads gzipped files, also with several members', async () => {
    const parts = Buffer.concat(['{"a":1}\n', '{"b":2}\n'].map(text => gzipSync(text)));
    const entries = [ok('event 1 (line 1)', { a: 1 }), ok('event 2 (line 2)', { b: 2 })];
    assert.deepEqual(await read(parts), entries);
  });

  it('returns the readable part of a damaged archive, and reports the damage', async () => {
    const whole = gzipSync(`{"a":1}\n${'{"b":2}\n'.repeat(10)}`);
    const entries = await read(whole.subarray(0, -6));
    assert.deepEqual(entries[0], ok('event 1 (line 1)', { a: 1 }));
    assert.deepEqual(entries.at(-1), bad('file', 'cannot be read: Z_BUF_ERROR'));
  });

  it('reports why a file cannot be read, or that it is empty', async () => {
    const missing = eventsIn(createReadStream('/no/such/file'));
    assert.deepEqual(await all(missing), [bad('file', 'cannot be read: ENOENT')]);
    const folder = eventsIn(createReadStream(__dirname));
    assert.deepEqual(await all(folder), [bad('file', 'cannot be read: EISDIR')]);
    assert.deepEqual(await read(' \n'), [bad('file', 'is empty')]);
    assert.deepEqual(await read(''), [bad('file', 'is empty')]);
  });

  it('keeps one event in memory at a time, however many there are', async () => {
    const line = Buffer.from(JSON.stringify(fixture('01')));
    const million = 60_000_000;
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (; given < million; given += line.length) {
        yield await Promise.resolve(line);
      }
    }
    let largest = 0;
    let count = 0;
    const before = process.memoryUsage().heapUsed;
    for await (const entry of eventsIn(endless())) {
      assert(entry.ok);
      if (count++ % 1_000 === 0) {
        largest = Math.max(largest, process.memoryUsage().heapUsed - before);
      }
    }
    assert.equal(count, Math.ceil(million / line.length));
    assert(largest < million, `${largest} bytes`);
  });
});
