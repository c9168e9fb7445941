import type { CommandHandler, CommandServices } from './registerCommands';

export function copyReport(services: CommandServices): CommandHandler {
  return () => services.log.info('not built yet');
}
