/** How a test in the extension host asks the launcher around VS Code to show what is on the screen. */
const prefix = 'Capture into ';

/** The line of output that asks for files in this folder. */
export const captureRequest = (folder: string): string => prefix + folder;

/** The folder that a line asks for. */
export const requestedFolder = (line: string): string | undefined =>
  line.startsWith(prefix) ? line.slice(prefix.length) : undefined;

/** Appears in the folder when all other files are there. */
export const captureEnd = 'captured';
