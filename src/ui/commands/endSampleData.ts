import type { CommandHandler, CommandServices } from './registerCommands';

export function endSampleData(services: CommandServices): CommandHandler {
  return () => services.log.info('not built yet');
}
