import type { CommandHandler, CommandServices } from './registerCommands';

export function setUp(services: CommandServices): CommandHandler {
  return () => services.log.info('not built yet');
}
