import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { jobIdOfEvent } from '../../core/event/eventUri';
import type { EventDocuments } from '../eventDocument/eventDocuments';

type Documents = Pick<EventDocuments, 'reveal' | 'hide' | 'reload'>;

/** Reveals the environment values in an event document, after a warning. */
export const revealEventValues = (documents: Documents) =>
  onEvent(async jobId => {
    const show = t('Reveal Values');
    const chosen = await vscode.window.showWarningMessage(
      t('Reveal the environment values of this job?'),
      {
        modal: true,
        detail: t(
          'The values may be passwords, keys, or tokens. Anyone who sees this screen, including in shared or recorded sessions, and any extension that reads open documents can read them. They are hidden again when you close the document.',
        ),
      },
      show,
    );
    if (chosen === show) {
      await documents.reveal(jobId);
    }
  });

export const hideEventValues = (documents: Documents) => onEvent(jobId => documents.hide(jobId));

/** Rereads the event of a document from the table. */
export const reloadEvent = (documents: Documents) => onEvent(jobId => documents.reload(jobId));

/** Uses the event document of the menu's editor, or else of the active editor. */
const onEvent =
  (act: (jobId: string) => unknown) =>
  async (target?: unknown): Promise<void> => {
    const jobId =
      jobIdOfEvent(target) ?? jobIdOfEvent(vscode.window.activeTextEditor?.document.uri);
    if (jobId === undefined) {
      void vscode.window.showInformationMessage(t('Open the full event of a job first.'));
    } else {
      await act(jobId);
    }
  };
