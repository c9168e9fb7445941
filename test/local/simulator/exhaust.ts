/** The result of work that could give way to others, at once. */
export function exhaust<R>(work: Iterator<undefined, R>): R {
  for (;;) {
    const step = work.next();
    if (step.done === true) {
      return step.value;
    }
  }
}
