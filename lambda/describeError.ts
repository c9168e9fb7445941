/**
 * An error in one line. When every address of a host refuses the connection, Node throws an
 * AggregateError without a message, so this describes its first cause.
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
