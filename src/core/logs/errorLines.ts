/** `KeyError: 'x'`, `java.io.IOException: …`, `Caused by: …`, `panic: …`. */
const exception =
  /^\s*(?:Caused by: |Exception in thread .{0,200}? |Uncaught |Unhandled )?(?:[a-zA-Z_$][\w$]*\.)*[A-Z][\w$]*(?:Error|Exception|Failure|Interrupt|Exit)(?::|$|\s*\()|^\s*(?:panic|thread '.{0,200}' panicked)[: ]/;

/** Levels as a word in capitals. */
const capitalLevel = /\b(?:ERROR|FATAL|CRITICAL|SEVERE|EMERGENCY|PANIC)\b/;

/** Levels in any case need something that tells them from prose: `[error]`, `"level":"fatal"`, `error: …`. */
const markedLevel =
  /[[<(](?:error|fatal|critical)[\]>)]|\b(?:level|severity|lvl)\\*["']?\s?[:=]\s?\\*["']?(?:error|fatal|critical|panic)\b|^\s*(?:[\w./:-]{1,80}: )?(?:fatal |npm )?(?:error|fatal)(?: \w{1,20})?[:!]/i;

const exitStatus =
  /\b(?:exit|exited|returned|failed)(?: with)?(?: a)?(?: non-?zero)?(?: exit)? (?:code|status)[ :=]{0,3}-?[1-9]\d*/i;

/** Messages of shells and of the system. */
const systemFailure =
  /^\s*(?:Killed|Aborted|Terminated)\b|\b(?:segmentation fault|bus error|core dumped|out of memory|OutOfMemory\w*|cannot allocate memory|no space left on device|command not found|no such file or directory|permission denied|access ?denied|connection refused)\b/i;

/** Lines that speak of errors that did not happen. */
const harmless =
  /\b(?:0|no|without|zero) (?:errors?|failures?)\b|\b(?:errors?|failures?)\\*["']?\s?[:=]\s?\\*["']?(?:0|none|null|false|nil)\b/i;

/** Messages stand at the beginning of a line. */
const maxTested = 2_000;

/**
 * Whether each of these lines, the last of a log, looks like an error. Of exceptions only the last counts, since
 * earlier ones were usually handled.
 */
export function errorLines(lines: readonly string[]): readonly boolean[] {
  const tested = lines.map(line => line.slice(0, maxTested));
  const lastException = tested.findLastIndex(line => exception.test(line));
  return tested.map(
    (line, index) => index === lastException || (!harmless.test(line) && isFailure(line)),
  );
}

const isFailure = (line: string): boolean =>
  [capitalLevel, markedLevel, exitStatus, systemFailure].some(pattern => pattern.test(line));
