import type { Draft } from './connectionDraft';
import type { SetUpServices } from './applyConnection';

/** A draft of the active connection; for sample data, of the connection in the settings. */
export function draftNow({
  connections,
  settings,
}: Pick<SetUpServices, 'connections' | 'settings'>): Draft {
  return connections.choice.kind === 'sample'
    ? { before: settings.connection, isConfigured: settings.isConfigured }
    : { before: connections.current, isConfigured: connections.isConfigured };
}
