import { showReadmeSection } from '../base/readmePreview';
import type { CommandHandler, CommandServices } from './command';

/** Shows how the AWS side is made: table, rule, function and policies. */
export const openAwsSetup =
  ({ extension }: Pick<CommandServices, 'extension'>): CommandHandler =>
  () =>
    showReadmeSection(extension.extensionUri, 'set-up-aws');
