import type { CommandHandler, CommandServices } from './registerCommands';

export function switchConnection(services: CommandServices): CommandHandler {
  return () => services.log.info('not built yet');
}
