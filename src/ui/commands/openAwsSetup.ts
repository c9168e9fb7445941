import type * as vscode from 'vscode';
import { showGuide } from '../base/guidePreview';
import type { CommandHandler } from './command';

/** Shows how to deploy the AWS resources: table, rule, function and policies. */
export const openAwsSetup =
  (extensionUri: vscode.Uri): CommandHandler =>
  () =>
    showGuide(extensionUri, 'aws-setup');
