import { setTimeout as delay } from 'node:timers/promises';
import { scaled } from './slowness';

export interface UntilOptions {
  /** For a quiet machine; scaled for a slow or busy one. */
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

/** Polls until `check` returns a value; undefined, `false` and errors mean "not yet". */
export async function until<T>(
  what: string,
  check: () => T | false | undefined | Promise<T | false | undefined>,
  { timeoutMs = 60_000, everyMs = 50 }: UntilOptions = {},
): Promise<T> {
  const limitMs = scaled(timeoutMs);
  const deadline = Date.now() + limitMs;
  let last: unknown;
  do {
    try {
      const value = await check();
      if (value !== undefined && value !== false) {
        return value;
      }
      last = undefined;
    } catch (error) {
      last = error;
    }
    await delay(everyMs);
  } while (Date.now() < deadline);
  throw new Error(`Waited ${limitMs / 1000} s in vain for: ${what}`, { cause: last });
}
