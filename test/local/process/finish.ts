/** Runs a generator of sliced work to completion; calls `meanwhile` at each yield. */
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
