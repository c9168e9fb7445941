/** The short code of a file error, such as `ENOENT` or `Z_DATA_ERROR`. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'unknown error';
  }
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
