import { showGuide } from '../base/guidePreview';
import type { CommandHandler, CommandServices } from './command';

/** Shows how to deploy the AWS resources: table, rule, function and policies. */
export const openAwsSetup =
  ({ extension }: Pick<CommandServices, 'extension'>): CommandHandler =>
  () =>
    showGuide(extension.extensionUri, 'aws-setup');
