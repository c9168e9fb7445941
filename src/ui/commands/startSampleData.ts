import type { CommandHandler, CommandServices } from './registerCommands';

export function startSampleData(services: CommandServices): CommandHandler {
  return () => services.log.info('not built yet');
}
