/** Runs work that gives way to others to its end, at once; `meanwhile` happens at each of its breaks. */
export function finish<R>(
  work: Iterator<undefined, R>,
  meanwhile: () => void = () => undefined,
): R {
  for (;;) {
    const step = work.next();
    if (step.done === true) {
      return step.value;
    }
    meanwhile();
  }
}
