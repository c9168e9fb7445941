import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, without a slash at its end. */
export const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));
