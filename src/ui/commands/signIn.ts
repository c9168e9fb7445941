import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { isUserError } from '../../core/diagnostics/errors';
import { messageLabel } from '../../core/text/escapeText';
import { terminalQuoted } from '../../core/text/terminalQuoting';
import type { AwsProfile } from '../../data/config/profile';
import type { Connection } from '../../data/config/connection';
import { configFile } from '../../data/config/credentialFiles';
import { signInMethod, usesEnvironmentKeys } from '../../data/config/signInMethod';
import { commands } from '../../ids';
import { trustedAws } from '../connection/trustedAws';
import { awsCliVersion } from '../connection/awsCli';
import type { Poller } from '../../core/polling/poller';
import type { Connections } from '../connection/connections';
import type { Settings } from '../connection/settings';
import type { CommandHandler } from './command';

export interface SignInServices {
  readonly connections: Pick<Connections, 'current'>;
  readonly settings: Pick<Settings, 'connection'>;
  readonly poller: Pick<Poller, 'renew'>;
}

/**
 * Signs in with the method of the active connection's profile, or of the named one; if it has none, explains
 * what to do.
 */
export function signIn({ connections, settings, poller }: SignInServices): CommandHandler {
  return async target => {
    // Sample data needs no sign-in, so the user means the table in the settings.
    const current = connections.current.isSample ? settings.connection : connections.current;
    const connection = typeof target === 'string' ? { ...current, profile: target } : current;
    const known = await (await trustedAws()).listProfiles();
    if (usesEnvironmentKeys(known, connection.profile, process.env)) {
      await explainKeys();
      return;
    }
    const name = connection.profile ?? known.defaultProfile;
    const method = signInMethod(known, name);
    switch (method.kind) {
      case 'code':
        if (await promptForCode(connection, name, method.serial)) {
          await poller.renew();
        }
        return;
      case 'program':
        await runInTerminal(method.words);
        return;
      case 'none':
        await explain(name, method.profile);
    }
  };
}

/** Prompts until AWS accepts the code or the user cancels; resolves to whether the user is signed in. */
async function promptForCode(
  connection: Connection,
  name: string,
  serial: string,
): Promise<boolean> {
  let problem = '';
  for (;;) {
    const code = await vscode.window.showInputBox({
      title: t('Sign in to AWS with profile "{0}"', name),
      prompt: [problem, t('Code from MFA device {0}', serial)].filter(Boolean).join(' '),
      placeHolder: t('6 digits'),
      // The user may need to look up the code on another device.
      ignoreFocusOut: true,
      validateInput: value =>
        value.trim() === '' || /^\d{6}$/.test(value.trim())
          ? undefined
          : t('Enter a 6-digit code.'),
    });
    if (code === undefined || code.trim() === '') {
      return false;
    }
    try {
      const aws = await trustedAws();
      await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: t('Signing in to AWS') },
        () => aws.signInWithCode(connection, code.trim()),
      );
      return true;
    } catch (error) {
      if (!isUserError(error) || error.code !== 'credentials.mfaCode') {
        throw error;
      }
      problem = error.message;
    }
  }
}

const maxTextLength = 400;

async function runInTerminal(words: readonly string[]): Promise<void> {
  if ((await awsCliVersion()) === undefined) {
    await vscode.commands.executeCommand(commands.checkAwsCli);
    return;
  }
  const line = terminalQuoted(words, process.platform === 'win32');
  if (line === undefined) {
    void vscode.window.showWarningMessage(
      t(
        'This profile’s name cannot be quoted safely. Run this in a terminal: {0}',
        messageLabel(words.join(' '), maxTextLength),
      ),
    );
    return;
  }
  const terminal = vscode.window.createTerminal({ name: t('AWS sign-in') });
  terminal.show();
  terminal.sendText(line);
}

async function explainKeys(): Promise<void> {
  const select = t('Select Profile');
  const chosen = await vscode.window.showInformationMessage(
    t(
      'Your AWS credentials are access keys from environment variables, which need no sign-in. To sign in, select a profile.',
    ),
    select,
  );
  if (chosen === select) {
    await vscode.commands.executeCommand(commands.selectProfile);
  }
}

async function explain(name: string, profile: AwsProfile | undefined): Promise<void> {
  const select = t('Select Profile');
  const open = t('Open AWS Config File');
  const chosen = await vscode.window.showInformationMessage(
    explanation(messageLabel(name, maxTextLength), profile),
    ...(profile === undefined ? [select] : [select, open]),
  );
  if (chosen === select) {
    await vscode.commands.executeCommand(commands.selectProfile);
  } else if (chosen === open) {
    await vscode.window.showTextDocument(vscode.Uri.file(configFile(process.env)));
  }
}

function explanation(name: string, profile: AwsProfile | undefined): string {
  if (profile === undefined) {
    return t('Could not sign in: profile "{0}" does not exist.', name);
  }
  if (profile.kind === 'keys') {
    return t(
      'Profile "{0}" uses an access key and needs no sign-in. If AWS rejects the key, renew it with "aws configure".',
      name,
    );
  }
  return profile.kind === 'process'
    ? t('Profile "{0}" gets its credentials from a program. Sign in with that program.', name)
    : t(
        'Batch Monitor cannot sign in with profile "{0}". Select another profile, or check this one in the AWS config file.',
        name,
      );
}
