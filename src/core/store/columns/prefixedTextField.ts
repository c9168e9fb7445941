import type { ChunkReader } from '../saved/chunkReader';
import type { ChunkWriter } from '../saved/chunkWriter';
import type { RowField } from './rowField';
import { SharedTextField } from './sharedTextField';
import { TextField } from './textField';

/** A column of paths such as log streams: all up to the last slash repeats, and only the rest is distinct. */
export class PrefixedTextField implements RowField<string | undefined> {
  private readonly prefixes = new SharedTextField<string | undefined>();
  private readonly names = new TextField<string | undefined>();

  get(row: number): string | undefined {
    const name = this.names.get(row);
    return name === undefined ? undefined : (this.prefixes.get(row) ?? '') + name;
  }

  holds(row: number, value: string | undefined): boolean {
    const [prefix, name] = partsOf(value);
    return this.names.holds(row, name) && this.prefixes.get(row) === prefix;
  }

  set(row: number, value: string | undefined): void {
    const [prefix, name] = partsOf(value);
    this.prefixes.set(row, prefix);
    this.names.set(row, name);
  }

  save(rows: Uint32Array, to: ChunkWriter): void {
    this.prefixes.save(rows, to);
    this.names.save(rows, to);
  }

  load(first: number, count: number, from: ChunkReader): void {
    this.prefixes.load(first, count, from);
    this.names.load(first, count, from);
  }
}

function partsOf(
  text: string | undefined,
): readonly [prefix: string | undefined, name: string | undefined] {
  const end = (text?.lastIndexOf('/') ?? -1) + 1;
  return end === 0 ? [undefined, text] : [text?.slice(0, end), text?.slice(end)];
}
