import { errorLabel } from '../../../src/core/base/errorCode';
import { unwrap } from '../../envelopes';
import { parseJson } from '../../json';
import { JsonSplitter, type JsonPiece } from './jsonSplitter';
import { unpacked } from './unpacked';

/** One event of a file, or why there is none at that position. */
export type FileEntry =
  | { readonly ok: true; readonly position: string; readonly event: unknown }
  | { readonly ok: false; readonly position: string; readonly reason: string };

/**
 * Streams the events in bytes: JSON in any form that `JsonSplitter` supports, gzipped or not, each event
 * wrapped or not. Positions count from 1. Reasons never quote the text. A read error becomes a last
 * entry with its reason.
 */
export async function* eventsIn(
  bytes: AsyncIterable<Uint8Array>,
  areLines = false,
): AsyncGenerator<FileEntry, void> {
  const splitter = new JsonSplitter(areLines);
  let count = 0;
  try {
    for await (const piece of piecesOf(bytes, splitter)) {
      yield* entriesOf(piece, `event ${++count} (line ${piece.line})`);
    }
  } catch (error) {
    yield { ok: false, position: 'file', reason: `cannot be read: ${errorLabel(error)}` };
    return;
  }
  if (splitter.isEmpty) {
    yield { ok: false, position: 'file', reason: 'is empty' };
  }
}

async function* piecesOf(
  bytes: AsyncIterable<Uint8Array>,
  splitter: JsonSplitter,
): AsyncGenerator<JsonPiece, void> {
  const decoder = new TextDecoder();
  for await (const chunk of unpacked(bytes)) {
    yield* splitter.push(decoder.decode(chunk, { stream: true }));
  }
  yield* splitter.push(decoder.decode());
  yield* splitter.end();
}

function* entriesOf(piece: JsonPiece, position: string): Generator<FileEntry, void> {
  const parsed = piece.ok ? parseJson(piece.text) : piece;
  if (!parsed.ok) {
    yield { ok: false, position, reason: parsed.reason };
    return;
  }
  for (const { path, ...found } of unwrap(parsed.value)) {
    yield { ...found, position: path === '' ? position : `${position}, ${path}` };
  }
}
