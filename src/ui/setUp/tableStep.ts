import { setTimeout as delay } from 'node:timers/promises';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { isAbort, isUserError, messageOf } from '../../core/diagnostics/errors';
import { connectionParts } from '../../core/settings/namedConnections';
import { listLabel } from '../../core/text/escapeText';
import { looksLikeJobs, rankTables } from '../../core/aws/tableRanking';
import type { Connection } from '../../data/config/connection';
import { CredentialFiles, credentialPaths } from '../../data/config/credentialFiles';
import type { TableKind } from '../../data/table/describeTables';
import { trustedAws } from '../connection/trustedAws';
import { commands } from '../../ids';
import { systemClock } from '../base/clock';
import {
  pickFromList,
  heading,
  note,
  typedChoice,
  type Answer,
  type Choice,
  type OpenList,
  type StepPosition,
} from './quickPickStep';
import { connectionOf, preferredTable, withoutTable, type Draft } from './connectionDraft';

/** Prompts for the table of jobs, from those the credentials may list; any name can be typed. */
export const pickTable = (draft: Draft, position?: StepPosition): Promise<Answer<string>> =>
  pickFromList<string>(
    {
      title: t('DynamoDB Table'),
      placeholder: t('Which DynamoDB table contains the jobs? Select a table or type its name.'),
      position,
      typed: typedTable,
    },
    list => {
      const tables = new TableList(list, draft, position);
      list.signal.addEventListener('abort', () => tables.dispose());
      return tables.load();
    },
  );

/** Lists the tables, or explains why they cannot be listed and what to do. */
class TableList {
  private readonly connection: Connection;
  private readonly files: CredentialFiles;

  constructor(
    private readonly list: OpenList<string>,
    private readonly draft: Draft,
    private readonly position: StepPosition | undefined,
  ) {
    this.connection = connectionOf(draft);
    // Detects a sign-in in a terminal or browser.
    this.files = new CredentialFiles({
      paths: credentialPaths,
      clock: systemClock,
      onChange: () => void this.load(),
    });
  }

  dispose(): void {
    this.files.dispose();
  }

  async load(): Promise<void> {
    const { list } = this;
    list.busy(true);
    list.show([note(t('Loading tables…'))]);
    try {
      const aws = await trustedAws();
      const names = await aws.listTables(this.connection, list.signal);
      const likeliest = rankTables(names, preferredTable(this.draft));
      const kinds = await inTime(aws.describeTables(this.connection, likeliest, list.signal));
      if (!list.signal.aborted) {
        this.showTables(names, kinds);
      }
    } catch (error) {
      if (!isAbort(error)) {
        this.showFailure(error);
      }
    } finally {
      list.busy(false);
    }
  }

  /** `kinds`: of the tables that have been described by now. */
  private showTables(names: readonly string[], kinds: ReadonlyMap<string, TableKind>): void {
    const preferred = preferredTable(this.draft);
    const tables = rankTables(names, preferred).map(name => ({
      ...tableChoice(name),
      description: kindText(kinds.get(name)),
    }));
    if (tables.length === 0) {
      const { region, endpoint } = this.connection;
      const location = endpoint ?? region;
      this.list.show([
        note(t('No tables in {0}.', plain(location))),
        this.otherRegion(),
        {
          label: `$(cloud-upload) ${t('Deploy AWS Resources')}`,
          answer: {
            kind: 'leave',
            run: () => vscode.commands.executeCommand(commands.openAwsSetup),
          },
        },
        ...this.withoutTable(),
      ]);
      return;
    }
    const likely = names.filter(name => name === preferred || looksLikeJobs(name)).length;
    const parts =
      likely === 0 || likely === tables.length
        ? tables
        : [
            heading(t('Likely tables')),
            ...tables.slice(0, likely),
            heading(t('Other tables')),
            ...tables.slice(likely),
          ];
    const others = this.withoutTable();
    const separator = others.length === 0 ? [] : [heading(t('Without a table'))];
    this.list.show([...parts, ...separator, ...others], tables[0]);
  }

  private showFailure(error: unknown): void {
    const isCredentials = isUserError(error) && error.code.startsWith('credentials.');
    if (!isCredentials) {
      this.showProblem(messageOf(error), [this.defaultTable(), this.retry()]);
      return;
    }
    this.files.watch();
    this.showProblem(
      error.message,
      error.command === 'signIn'
        ? [this.signIn(), this.retry(), this.otherProfile()]
        : [this.otherProfile(), this.retry()],
    );
  }

  /** Preselects the first remedy, so that Enter runs it. */
  private showProblem(reason: string, remedies: readonly Choice<string>[]): void {
    const problem = note(t('Could not list the tables. Type the table name.'), plain(reason));
    this.list.show([problem, ...remedies, ...this.withoutTable()], remedies[0]);
  }

  /** The guided set-up has asked for the source before. */
  private withoutTable(): readonly Choice<string>[] {
    return this.position === undefined ? [batchItself()] : [];
  }

  private defaultTable(): Choice<string> {
    const name = preferredTable(this.draft);
    return { ...tableChoice(name), description: t('use this table') };
  }

  private retry(): Choice<string> {
    return { label: `$(refresh) ${t('Try Again')}`, act: () => void this.load() };
  }

  private signIn(): Choice<string> {
    return {
      label: `$(sign-in) ${t('Sign In')}`,
      act: () => this.signInAndLoad(),
    };
  }

  private async signInAndLoad(): Promise<void> {
    await vscode.commands.executeCommand(commands.signIn, this.connection.profile);
    if (!this.list.signal.aborted) {
      await this.load();
    }
  }

  private otherProfile(): Choice<string> {
    const label = `$(account) ${t('Select Another Profile')}`;
    return this.backChoice(label, { kind: 'back', toProfile: true }, commands.selectProfile);
  }

  private otherRegion(): Choice<string> {
    const label = `$(globe) ${t('Select Another Region')}`;
    return this.backChoice(label, { kind: 'back' }, commands.selectRegion);
  }

  /** Goes back to an earlier step; a standalone step runs the equivalent command instead. */
  private backChoice(label: string, inWizard: Answer<string>, command: string): Choice<string> {
    const standalone: Answer<string> = {
      kind: 'leave',
      run: () => vscode.commands.executeCommand(command),
    };
    return { label, answer: this.position === undefined ? standalone : inWizard };
  }
}

const plain = (text: string): string => listLabel(text, 400);

/** The list waits this long for what its tables are. */
const describeMs = 1_500;

/** The list appears once: items replaced a moment later would take the active one from under Enter. */
const inTime = (kinds: Promise<ReadonlyMap<string, TableKind>>) =>
  Promise.race([
    kinds.catch(() => new Map<string, TableKind>()),
    delay(describeMs, new Map<string, TableKind>(), { ref: false }),
  ]);

const tableChoice = (name: string): Choice<string> => ({
  label: `$(database) ${plain(name)}`,
  answer: { kind: 'value', value: name },
});

/** AWS Batch needs no table; what a table is better for, the description says. */
const batchItself = (): Choice<string> => ({
  label: `$(cloud) ${t('Read AWS Batch Itself')}`,
  description: t('needs no setup in AWS; jobs of the last 7 days'),
  answer: { kind: 'value', value: withoutTable },
});

function kindText(kind: TableKind | undefined): string {
  if (kind?.hasJobKey !== true) {
    return '';
  }
  return kind.hasIndex ? t('Batch Monitor table with the index') : t('Batch Monitor table');
}

const typedTable = (text: string): Choice<string> =>
  typedChoice(
    text,
    connectionParts.tableName.pattern,
    t('use this table'),
    t('Enter a table name (3 to 255 letters, digits, "_", "-", or ".") or a table ARN.'),
  );
