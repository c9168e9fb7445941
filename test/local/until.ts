import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

/** Polls until `check` gives something; nothing, `false` and an error of the check count as "not yet". */
export async function until<T>(
  what: string,
  check: () => T | false | undefined | Promise<T | false | undefined>,
  { timeoutMs = 30_000, everyMs = 50 }: Patience = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
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
  throw new Error(`Waited ${timeoutMs / 1000} s in vain for: ${what}`, { cause: last });
}
