import type { CommandHandler, CommandServices } from './registerCommands';

export function selectRegion(services: CommandServices): CommandHandler {
  return () => services.log.info('not built yet');
}
