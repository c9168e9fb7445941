import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, without a trailing slash. */
export const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));
