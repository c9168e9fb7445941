import type { CommandHandler, CommandServices } from './registerCommands';

export function selectProfile(services: CommandServices): CommandHandler {
  return () => services.log.info('not built yet');
}
