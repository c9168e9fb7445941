import type { CommandHandler, CommandServices } from './registerCommands';

export function openAwsSetup(services: CommandServices): CommandHandler {
  return () => services.log.info('not built yet');
}
