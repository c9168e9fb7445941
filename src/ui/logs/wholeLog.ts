import type { JobLog } from '../../core/logs/jobLogs';
import { pagesFrom } from '../../core/logs/logPages';
import { renderEvents, type LogView } from '../../core/logs/renderLog';
import type { LogReader } from '../../data/logs/logReader';

/** Events rendered at a time, so that other work on this thread gets its turn. */
const chunk = 500;

/** All lines of a log from its start, in chunks; lines stay whole. `onProgress` gets the entries so far. */
export async function* wholeLog(
  reader: LogReader,
  log: JobLog,
  view: LogView,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): AsyncGenerator<string> {
  const whole: LogView = { ...view, maxLineLength: undefined };
  let done = 0;
  function* texts(events: Parameters<typeof renderEvents>[0]): Generator<string> {
    for (let start = 0; start < events.length; start += chunk) {
      const part = events.slice(start, start + chunk);
      done += part.length;
      onProgress(done);
      yield renderEvents(part, whole);
    }
  }
  const first = await reader.firstPage(log, signal);
  yield* texts(first.events);
  const read = (token: string) => reader.page(log, token, 'forward', signal);
  for await (const page of pagesFrom(first.forwardToken, 'forward', read)) {
    yield* texts(page.events);
  }
}
