import type { CommandHandler, CommandServices } from './registerCommands';

export function removeConnection(services: CommandServices): CommandHandler {
  return () => services.log.info('not built yet');
}
