import { markedConsole, markVariable } from '../../local/vscode/markedConsole';

// A module of its own: it must run before mocha takes its reference to console.log.
const mark = process.env[markVariable];
if (mark) {
  globalThis.console = markedConsole(console, mark);
}
