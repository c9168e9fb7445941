import type { CommandHandler, CommandServices } from './registerCommands';

export function selectTable(services: CommandServices): CommandHandler {
  return () => services.log.info('not built yet');
}
