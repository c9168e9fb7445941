import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { isUserError } from '../../core/diagnostics/errors';
import { messageLabel } from '../../core/text/escapeText';
import { terminalQuoted } from '../../core/text/terminalQuoting';
import type { AwsProfile } from '../../data/config/profile';
import type { Connection } from '../../data/config/connection';
import { configFile } from '../../data/config/credentialFiles';
import { signInMethod } from '../../data/config/signInMethod';
import { commands } from '../../ids';
import { trustedAws } from '../connection/trustedAws';
import { awsCliVersion } from '../connection/awsCli';
import type { CommandHandler, CommandServices } from './command';

/**
 * Signs in as the profile of the active connection asks for, or the one that is named; or says what to do
 * where it cannot.
 */
export function signIn({
  connections,
  settings,
  poller,
}: Pick<CommandServices, 'connections' | 'settings' | 'poller'>): CommandHandler {
  return async target => {
    // Sample data needs no sign-in: who asks for one is on the way to the table of the settings.
    const current = connections.current.isSample ? settings.connection : connections.current;
    const connection = typeof target === 'string' ? { ...current, profile: target } : current;
    const known = await (await trustedAws()).listProfiles();
    const name = connection.profile ?? known.defaultProfile;
    const way = signInMethod(known, name);
    switch (way.kind) {
      case 'code':
        if (await askForCode(connection, name, way.serial)) {
          await poller.renew();
        }
        return;
      case 'program':
        await runInTerminal(way.words);
        return;
      case 'none':
        await explain(name, way.profile);
    }
  };
}

/** Asks until AWS takes the code or the user gives up; resolves to whether the user is signed in. */
async function askForCode(connection: Connection, name: string, serial: string): Promise<boolean> {
  let problem = '';
  for (;;) {
    const code = await vscode.window.showInputBox({
      title: t('Sign in to AWS as "{0}"', name),
      prompt: [problem, t('Code of the MFA device {0}', serial)].filter(Boolean).join(' '),
      placeHolder: t('6 digits'),
      // The code is on another device: looking for it must not close the box.
      ignoreFocusOut: true,
      validateInput: value =>
        value.trim() === '' || /^\d{6}$/.test(value.trim()) ? undefined : t('A code has 6 digits.'),
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
        'The name of this profile cannot be typed for you. Run in a terminal: {0}',
        messageLabel(words.join(' '), maxTextLength),
      ),
    );
    return;
  }
  const terminal = vscode.window.createTerminal({ name: t('AWS sign-in') });
  terminal.show();
  terminal.sendText(line);
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
    return t('There is no profile "{0}" to sign in with.', name);
  }
  if (profile.kind === 'keys') {
    return t(
      'Profile "{0}" holds an access key: there is nothing to sign in to. If AWS does not take the key, renew it with "aws configure".',
      name,
    );
  }
  return profile.kind === 'process'
    ? t(
        'Profile "{0}" gets its credentials from a program: sign in where that program asks you to.',
        name,
      )
    : t('Profile "{0}" has no sign-in that can be opened from here.', name);
}
