/**
 * An error in one line. A connection refused on each of a host's addresses is an AggregateError
 * without a message of its own, so the first of its causes speaks for it.
 */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && error.message === '' && error.errors.length > 0) {
    return describeError(error.errors[0]);
  }
  if (!(error instanceof Error)) {
    return 'unknown error';
  }
  return error.message !== '' && error.name !== 'Error'
    ? `${error.name}: ${error.message}`
    : error.message || error.name;
}
