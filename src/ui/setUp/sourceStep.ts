import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../ids';
import { preferredSource, type Draft, type Source } from './connectionDraft';
import { pickFromList, type Answer, type Choice, type StepPosition } from './quickPickStep';

/** Prompts for what the jobs are read from; `offersSample` adds sample data, which ends the set-up. */
export const pickSource = (
  draft: Draft,
  position: StepPosition,
  offersSample: boolean,
): Promise<Answer<Source>> =>
  pickFromList<Source>(
    {
      title: t('Source of Jobs'),
      placeholder: t('Where are your jobs?'),
      position,
      typed: () => undefined,
    },
    list => {
      const choices = [batch(), table()] as const;
      const preferred = choices[preferredSource(draft) === 'batch' ? 0 : 1];
      list.show(offersSample ? [...choices, sample()] : choices, preferred);
    },
  );

const batch = (): Choice<Source> => ({
  label: `$(cloud) ${t('AWS Batch')}`,
  description: t('needs no setup in AWS'),
  detail: t('Reads the jobs of the last 7 days directly from AWS Batch'),
  answer: { kind: 'value', value: 'batch' },
});

const table = (): Choice<Source> => ({
  label: `$(database) ${t('Batch Monitor table')}`,
  description: t('needs resources in your AWS account'),
  detail: t('Keeps a longer history, suits many users, and costs little to follow'),
  answer: { kind: 'value', value: 'table' },
});

const sample = (): Choice<Source> => ({
  label: `$(beaker) ${t('Sample data')}`,
  description: t('needs no AWS account'),
  detail: t('Shows generated jobs, to try Batch Monitor'),
  answer: {
    kind: 'leave',
    run: () => vscode.commands.executeCommand(commands.startSampleData),
  },
});
