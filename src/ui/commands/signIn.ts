import type { CommandHandler, CommandServices } from './registerCommands';

export function signIn(services: CommandServices): CommandHandler {
  return () => services.log.info('not built yet');
}
