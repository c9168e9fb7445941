import * as vscode from 'vscode';
import { progressOf } from '../base/progressBar';

/** Work shorter than this shows no progress bar. */
const progressDelayMs = 400;

/** Shows a cancellable progress bar once the work takes longer than `progressDelayMs`. */
export async function withProgress<T>(
  title: string,
  total: number,
  work: (signal: AbortSignal, report: (done: number) => void) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  let show: (done: number) => void = () => undefined;
  const result = work(abort.signal, done => show(done));
  const timer = setTimeout(() => {
    const location = vscode.ProgressLocation.Notification;
    void vscode.window.withProgress({ location, title, cancellable: true }, (bar, token) => {
      token.onCancellationRequested(() => abort.abort());
      show = progressOf(bar, total);
      return result;
    });
  }, progressDelayMs);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}
