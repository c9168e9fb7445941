/** Lets a test in the extension host ask the launcher outside VS Code for a screenshot. */
const prefix = 'Capture into ';

/** The output line that requests files in this folder. */
export const captureRequest = (folder: string): string => prefix + folder;

/** The folder requested by a line, if any. */
export const requestedFolder = (line: string): string | undefined =>
  line.startsWith(prefix) ? line.slice(prefix.length) : undefined;

/** Appears in the folder once all other files are written. */
export const captureEnd = 'captured';
