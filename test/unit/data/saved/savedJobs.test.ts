import assert from 'node:assert/strict';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SavedChunk } from '../../../../src/core/store/saved/chunkWriter';
import { SavedJobs, TooLarge, type OpenedJobs } from '../../../../src/data/saved/savedJobs';
import type { Connection } from '../../../../src/data/config/connection';
import { Random } from '../../../../src/sample/random';
import { TempFolder } from '../../../local/process/tempFolder';

const connection: Connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};
const head = { updatedAt: 2, completeAt: 1, tableId: 'arn 1', watermark: 1, malformed: 0 };

/** Every third one has no texts, and every fourth one nothing else. */
function* chunks(count: number, isWhole = true): Generator<SavedChunk, boolean> {
  for (let index = 1; index <= count; index++) {
    yield {
      ascii: new Uint8Array(index % 3 === 0 ? 0 : 1_000).fill(index),
      columns: new Uint8Array(index % 4 === 0 ? 0 : 300).fill(index),
    };
  }
  return isWhole;
}

type Plain = readonly [ascii: number[], columns: number[]];

const plainChunk = ({ ascii, columns }: SavedChunk): Plain => [[...ascii], [...columns]];

const plain = (count: number): Plain[] => [...chunks(count)].map(plainChunk);

async function readAll(opened: OpenedJobs | undefined): Promise<Plain[] | undefined> {
  const read: Plain[] = [];
  try {
    for await (const chunk of opened?.chunks ?? []) {
      read.push(plainChunk(chunk));
    }
    return opened && read;
  } finally {
    await opened?.close();
  }
}

describe('the file of saved jobs', () => {
  let temp: TempFolder;
  let folder: string;
  let saved: SavedJobs;

  beforeEach(() => {
    temp = new TempFolder();
    folder = path.join(temp.path, 'jobs');
    saved = new SavedJobs(folder, '1.0.0');
  });

  afterEach(() => temp.remove());

  const save = (count: number, of = connection): Promise<void> =>
    saved.save(of, head, 1_000, chunks(count));

  const theFile = async (): Promise<string> => {
    const [name = ''] = await readdir(folder);
    return path.join(folder, name);
  };

  it('has what was saved last', async () => {
    assert.equal(await saved.open(connection), undefined);
    await save(3);
    await save(2);
    const opened = await saved.open(connection);
    assert.equal(opened?.head.tableId, 'arn 1');
    assert.equal(opened.head.watermark, 1);
    assert.deepEqual(await readAll(opened), plain(2));
    assert.equal((await readdir(folder)).length, 1);
  });

  it('is read in parts that belong to whoever reads them', async () => {
    await save(9);
    const kept: SavedChunk[] = [];
    const opened = await saved.open(connection);
    for await (const chunk of opened?.chunks ?? []) {
      assert.equal(chunk.columns.byteOffset, 0);
      assert.notEqual(chunk.columns.buffer, chunk.ascii.buffer);
      kept.push(chunk);
    }
    await opened?.close();
    assert.deepEqual(kept.map(plainChunk), plain(9));
  });

  it('can be read by the user only', async () => {
    await save(1);
    assert.equal((await stat(await theFile())).mode & 0o777, 0o600);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
  });

  it('belongs to one table, read with one profile', async () => {
    await save(1);
    const others: Partial<Connection>[] = [
      { tableName: 'Other' },
      { region: 'us-east-1' },
      { profile: 'dev' },
      { endpoint: 'http://localhost:8000' },
    ];
    for (const other of others) {
      assert.equal(await saved.open({ ...connection, ...other }), undefined);
    }
    assert.deepEqual(await readAll(await saved.open({ ...connection, name: 'Renamed' })), plain(1));
  });

  it('is of no use to another version', async () => {
    await save(1);
    assert.equal(await new SavedJobs(folder, '1.0.1').open(connection), undefined);
    await writeFile(await theFile(), 'something else');
    assert.equal(await saved.open(connection), undefined);
  });

  it('is never taken for whole after it was cut off or changed: 400 times each', async () => {
    await save(3);
    const file = await theFile();
    const whole = await readFile(file);
    const random = Random.of(5, 1);
    for (let round = 0; round < 400; round++) {
      const cut = whole.subarray(0, random.integer(0, whole.length - 1));
      const changed = Buffer.from(whole);
      const at = random.integer(0, whole.length - 1);
      changed[at] = (changed[at] ?? 0) ^ (1 << random.integer(0, 7));
      for (const bytes of [cut, changed]) {
        await writeFile(file, bytes);
        let read: Plain[] | undefined;
        try {
          read = await readAll(await saved.open(connection));
        } catch {
          continue;
        }
        assert.equal(read, undefined);
      }
    }
  });

  it('is whole, whoever of two windows saves last', async () => {
    const other = new SavedJobs(folder, '1.0.0');
    await Promise.all(
      [5, 9, 5, 9].map((count, index) =>
        (index % 2 ? saved : other).save(connection, head, 1_000, chunks(count)),
      ),
    );
    const read = await readAll(await saved.open(connection));
    assert([5, 9].some(count => JSON.stringify(plain(count)) === JSON.stringify(read)));
    assert.equal((await readdir(folder)).length, 1);
  });

  it('stays as it was when not all is saved', async () => {
    await save(2);
    await saved.save(connection, head, 1_000, chunks(1, false));
    await assert.rejects(saved.save(connection, head, 0, chunks(1_300)), TooLarge);
    const failing = function* (): Generator<SavedChunk, boolean> {
      yield { ascii: new Uint8Array(8), columns: new Uint8Array(8) };
      throw new Error('no more');
    };
    await assert.rejects(saved.save(connection, head, 1_000, failing()), /no more/);
    assert.deepEqual(await readAll(await saved.open(connection)), plain(2));
    assert.equal((await readdir(folder)).length, 1);
  });

  it('goes when nobody has opened its connection for a month, like what a closed window left', async () => {
    await save(1, { ...connection, tableName: 'Old' });
    const old = await theFile();
    const part = path.join(folder, 'left.part');
    await writeFile(part, 'half');
    const [month, hours] = [31 * 24, 2].map(count => Date.now() / 1_000 - count * 3_600);
    await utimes(old, month ?? 0, month ?? 0);
    await utimes(part, hours ?? 0, hours ?? 0);
    await save(1);
    assert.equal((await readdir(folder)).length, 1);
    assert.deepEqual(await readAll(await saved.open(connection)), plain(1));
  });

  it('is gone once cleared', async () => {
    await save(1);
    await saved.clear();
    assert.equal(await saved.open(connection), undefined);
    await saved.clear();
  });
});
