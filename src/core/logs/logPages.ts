import type { LogPage } from './logEvent';

export type ReadPage = (token: string) => Promise<LogPage>;

export type Direction = 'backward' | 'forward';

const tokenOf = (page: LogPage, direction: Direction): string =>
  direction === 'forward' ? page.forwardToken : page.backwardToken;

/** Consecutive empty pages after which a stream counts as ended; AWS returns some before the end. */
const maxEmptyPages = 1_000;

/**
 * The pages that follow a token, empty ones included, until CloudWatch Logs returns the token it was sent: only
 * that marks the end of a stream. An empty page does not.
 */
export async function* pagesFrom(
  token: string,
  direction: Direction,
  read: ReadPage,
): AsyncGenerator<LogPage> {
  let sent = token;
  let emptyPages = 0;
  while (emptyPages < maxEmptyPages) {
    const page = await read(sent);
    yield page;
    const next = tokenOf(page, direction);
    if (next === sent || next === '') {
      return;
    }
    emptyPages = page.events.length === 0 ? emptyPages + 1 : 0;
    sent = next;
  }
}
