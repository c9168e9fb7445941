import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { UserError } from '../../core/diagnostics/errors';
import { loadAws } from '../../data/lazyAws';
import { loadBatch } from '../../data/lazyBatch';
import { loadLogs } from '../../data/lazyLogs';
import { openJobSource } from '../../data/openJobSource';

/**
 * The only entry to the AWS SDK. Throws in Restricted Mode, so no request is sent and no program named by a
 * profile runs.
 * @throws {UserError} `restricted` in a workspace that is not trusted
 */
export async function trustedAws(): ReturnType<typeof loadAws> {
  requireTrust();
  return loadAws();
}

/** Opens the source of a connection's jobs; throws like `trustedAws`. */
export const openTrustedSource: typeof openJobSource = async (...args) => {
  requireTrust();
  return openJobSource(...args);
};

/** The only entry to the client of CloudWatch Logs; throws like `trustedAws`. */
export async function trustedLogs(): ReturnType<typeof loadLogs> {
  requireTrust();
  return loadLogs();
}

/** The only entry to the client of AWS Batch; throws like `trustedAws`. */
export async function trustedBatch(): ReturnType<typeof loadBatch> {
  requireTrust();
  return loadBatch();
}

/** @throws {UserError} `restricted` in a workspace that is not trusted */
export function requireTrust(): void {
  if (!vscode.workspace.isTrusted) {
    throw new UserError(
      'restricted',
      t(
        'This window is in Restricted Mode: Batch Monitor sends no AWS requests until you trust this folder.',
      ),
      t('Trust the folder to see your jobs.'),
      'manageTrust',
    );
  }
}
