import type { CommandHandler, CommandServices } from './registerCommands';

export function checkAwsCli(services: CommandServices): CommandHandler {
  return () => services.log.info('not built yet');
}
