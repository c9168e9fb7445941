import type { CommandHandler, CommandServices } from './registerCommands';

export function openWalkthrough(services: CommandServices): CommandHandler {
  return () => services.log.info('not built yet');
}
