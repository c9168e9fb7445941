import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { connectionParts } from '../../core/settings/namedConnections';
import { listLabel } from '../../core/text/escapeText';
import type { AwsProfile, AwsProfiles } from '../../data/config/profile';
import { configFile } from '../../data/config/credentialFiles';
import { trustedAws } from '../connection/trustedAws';
import { signInMethod } from '../../data/config/signInMethod';
import { commands } from '../../ids';
import {
  pickFromList,
  heading,
  note,
  typedChoice,
  type Answer,
  type Choice,
  type StepPosition,
} from './quickPickStep';
import { preferredProfile, type Draft } from './connectionDraft';

/** Prompts for the AWS profile; resolves with an empty string for the default credential chain. */
export const pickProfile = (draft: Draft, position?: StepPosition): Promise<Answer<string>> =>
  pickFromList<string>(
    {
      title: t('AWS Profile'),
      placeholder: t('Which AWS credentials should be used?'),
      position,
      typed: typedProfile,
    },
    async list => {
      list.busy(true);
      const known = await (await trustedAws()).listProfiles();
      const first = preferredProfile(draft, known);
      const defaultOne = defaultChoice(known);
      const profiles = known.profiles.map(profileChoice);
      list.busy(false);
      list.show(
        [
          defaultOne,
          ...(profiles.length === 0
            ? [note(t('The AWS config files contain no profiles yet.'))]
            : [heading(t('Profiles')), ...profiles]),
          ...known.problems.map(problem => note(t('Could not read a file'), plain(problem))),
          heading(t('More')),
          ...moreChoices(known),
        ],
        profiles[known.profiles.findIndex(({ name }) => name === first)] ?? defaultOne,
      );
    },
  );

const plain = (text: string): string => listLabel(text, 200);

const iconed = (name: string): string => `$(account) ${plain(name)}`;

function defaultChoice({
  inEnvironment,
  profiles,
  defaultProfile: defaultOne,
}: AwsProfiles): Choice<string> {
  const profile = profiles.find(({ name }) => name === defaultOne);
  return {
    label: `$(key) ${t('Default credentials')}`,
    description: inEnvironment
      ? t('from the environment')
      : profile === undefined || profile.kind === 'none'
        ? ''
        : t('profile {0}', plain(defaultOne)),
    detail: t('Environment variables, default profile, or instance role, whichever is found first'),
    answer: { kind: 'value', value: '' },
  };
}

function profileChoice({ name, region, detail }: AwsProfile): Choice<string> {
  return {
    label: iconed(name),
    description: [detail, region]
      .flatMap(text => text ?? [])
      .map(plain)
      .join(' · '),
    answer: { kind: 'value', value: name },
  };
}

function moreChoices(known: AwsProfiles): Choice<string>[] {
  const isSignIn = ({ name }: AwsProfile): boolean => signInMethod(known, name).kind !== 'none';
  const signIn: Choice<string> = {
    label: `$(sign-in) ${t('Sign In…')}`,
    answer: cancelAndRun(() => signInAs(known.profiles.filter(isSignIn))),
  };
  const configure: Choice<string> = {
    label: `$(terminal) ${t('Add a profile with "aws configure sso"')}`,
    description: t('in a terminal'),
    answer: cancelAndRun(() => typeInTerminal('aws configure sso')),
  };
  const cli: Choice<string> = {
    label: `$(question) ${t('Check or install the AWS CLI')}`,
    answer: cancelAndRun(() => vscode.commands.executeCommand(commands.checkAwsCli)),
  };
  return [
    ...(known.profiles.some(isSignIn) ? [signIn] : []),
    ...(known.profiles.length === 0 ? [configure, cli] : []),
    {
      label: `$(go-to-file) ${t('Open AWS Config File')}`,
      answer: cancelAndRun(openConfigFile),
    },
    {
      label: `$(beaker) ${t('Show Sample Data Instead')}`,
      answer: cancelAndRun(() => vscode.commands.executeCommand(commands.startSampleData)),
    },
  ];
}

const cancelAndRun = (run: () => unknown): Answer<string> => ({ kind: 'leave', run });

/** Skips the quick pick if only one profile is available. */
async function signInAs(profiles: readonly AwsProfile[]): Promise<void> {
  const [only, ...others] = profiles;
  const chosen =
    others.length === 0
      ? only?.name
      : (
          await vscode.window.showQuickPick(
            profiles.map(({ name, detail }) => ({
              label: iconed(name),
              description: plain(detail),
              name,
            })),
            { title: t('Sign In to AWS'), placeHolder: t('Which profile?') },
          )
        )?.name;
  if (chosen !== undefined) {
    await vscode.commands.executeCommand(commands.signIn, chosen);
  }
}

/** Types the command without running it: the user presses Enter. */
function typeInTerminal(line: string): void {
  const terminal = vscode.window.createTerminal({ name: t('AWS profile') });
  terminal.show();
  terminal.sendText(line, false);
}

/** Opens the config file, or an untitled one of that name if it does not exist. */
async function openConfigFile(): Promise<void> {
  const file = vscode.Uri.file(configFile(process.env));
  const isThere = await vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  await vscode.window.showTextDocument(isThere ? file : file.with({ scheme: 'untitled' }));
}

const typedProfile = (text: string): Choice<string> =>
  typedChoice(
    text,
    connectionParts.profile.pattern,
    t('use this profile'),
    t('This is not a valid profile name.'),
  );
