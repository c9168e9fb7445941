import type { ToHost } from '../src/protocol';
import type { SavedState } from './model/savedState';

/** The host as the page sees it: typed, so that no wrong message can be sent. */
export interface HostApi {
  readonly post: (message: ToHost) => void;
  readonly save: (state: SavedState) => void;
  /** Whatever an earlier page saved, perhaps of another version. */
  readonly saved: () => unknown;
}

/** May be called once a page: VS Code hands out its API only once. */
export function acquireHostApi(): HostApi {
  const api = acquireVsCodeApi();
  return {
    post: message => api.postMessage(message),
    save: state => void api.setState(state),
    saved: () => api.getState(),
  };
}
