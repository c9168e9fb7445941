/** The short name of what went wrong with a file: `ENOENT`, `Z_DATA_ERROR`. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'unknown error';
  }
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
