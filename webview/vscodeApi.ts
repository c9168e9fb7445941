import type { ToHost } from '../src/protocol/toHost';
import type { SavedState } from './model/savedState';

/** The host as the page sees it; typed, so that only valid messages can be sent. */
export interface HostApi {
  readonly post: (message: ToHost) => void;
  readonly save: (state: SavedState) => void;
  /** The state saved by an earlier page, possibly of another version. */
  readonly saved: () => unknown;
}

/** Call once per page: VS Code provides its API only once. */
export function acquireHostApi(): HostApi {
  const api = acquireVsCodeApi();
  return {
    post: message => api.postMessage(message),
    save: state => void api.setState(state),
    saved: () => api.getState(),
  };
}
