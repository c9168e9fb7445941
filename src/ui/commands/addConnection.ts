import type { CommandHandler, CommandServices } from './registerCommands';

export function addConnection(services: CommandServices): CommandHandler {
  return () => services.log.info('not built yet');
}
