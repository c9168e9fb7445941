import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { isAbort, isUserError, messageOf } from '../../core/diagnostics/errors';
import { connectionParts } from '../../core/settings/namedConnections';
import { listLabel } from '../../core/text/escapeText';
import { looksLikeJobs, rankTables } from '../../core/aws/tableRanking';
import type { Connection } from '../../data/config/connection';
import { CredentialFiles, credentialPaths } from '../../data/config/credentialFiles';
import { trustedAws } from '../connection/trustedAws';
import { commands } from '../../ids';
import { systemClock } from '../base/clock';
import {
  askList,
  heading,
  note,
  typedChoice,
  type Answer,
  type Choice,
  type OpenList,
  type StepPosition,
} from './quickPickStep';
import { connectionOf, preferredTable, type Draft } from './connectionDraft';

/** Asks for the table of jobs among those that the credentials may list; any name can be typed. */
export const askTable = (draft: Draft, position?: StepPosition): Promise<Answer<string>> =>
  askList<string>(
    {
      title: t('Table of Jobs'),
      placeholder: t('Which DynamoDB table holds the jobs? Choose one or type its name.'),
      position,
      typed: typedTable,
    },
    list => {
      const tables = new TableList(list, draft, position);
      list.signal.addEventListener('abort', () => tables.dispose());
      return tables.load();
    },
  );

/** The tables, or why they cannot be listed and what to do about it. */
class TableList {
  private readonly connection: Connection;
  private readonly files: CredentialFiles;

  constructor(
    private readonly list: OpenList<string>,
    private readonly draft: Draft,
    private readonly position: StepPosition | undefined,
  ) {
    this.connection = connectionOf(draft);
    // Who signs in meanwhile, in a terminal or a browser, need not say so.
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
    list.show([note(t('Listing the tables…'))]);
    try {
      const aws = await trustedAws();
      this.showTables(await aws.listTables(this.connection, list.signal));
    } catch (error) {
      if (!isAbort(error)) {
        this.showFailure(error);
      }
    } finally {
      list.busy(false);
    }
  }

  private showTables(names: readonly string[]): void {
    const wanted = preferredTable(this.draft);
    const tables = rankTables(names, wanted).map(tableChoice);
    if (tables.length === 0) {
      const { region, endpoint } = this.connection;
      const location = endpoint ?? region;
      this.list.show([
        note(t('There is no table in {0}.', plain(location))),
        this.otherRegion(),
        {
          label: `$(cloud-upload) ${t('Set Up the AWS Side')}`,
          answer: {
            kind: 'leave',
            run: () => vscode.commands.executeCommand(commands.openAwsSetup),
          },
        },
      ]);
      return;
    }
    const likely = names.filter(name => name === wanted || looksLikeJobs(name)).length;
    const parts =
      likely === 0 || likely === tables.length
        ? tables
        : [
            heading(t('Likely')),
            ...tables.slice(0, likely),
            heading(t('Other tables')),
            ...tables.slice(likely),
          ];
    this.list.show(parts, tables[0]);
  }

  private showFailure(error: unknown): void {
    const isCredentials = isUserError(error) && error.code.startsWith('credentials.');
    if (!isCredentials) {
      this.showProblem(messageOf(error), [this.defaultTable(), this.again()]);
      return;
    }
    this.files.watch();
    this.showProblem(
      error.message,
      error.command === 'signIn'
        ? [this.signIn(), this.again(), this.otherProfile()]
        : [this.otherProfile(), this.again()],
    );
  }

  /** The first of the ways out is chosen by Enter. */
  private showProblem(reason: string, ways: readonly Choice<string>[]): void {
    const what = note(t('The tables cannot be listed. Type the name of the table.'), plain(reason));
    this.list.show([what, ...ways], ways[0]);
  }

  private defaultTable(): Choice<string> {
    const name = preferredTable(this.draft);
    return { ...tableChoice(name), description: t('use this table') };
  }

  private again(): Choice<string> {
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
    const label = `$(account) ${t('Choose Another Profile')}`;
    return this.wayBack(label, { kind: 'back', toFirst: true }, commands.selectProfile);
  }

  private otherRegion(): Choice<string> {
    const label = `$(globe) ${t('Choose Another Region')}`;
    return this.wayBack(label, { kind: 'back' }, commands.selectRegion);
  }

  /** To an earlier step of the path; a step alone has none, so a command asks what that one would. */
  private wayBack(label: string, onPath: Answer<string>, command: string): Choice<string> {
    const alone: Answer<string> = {
      kind: 'leave',
      run: () => vscode.commands.executeCommand(command),
    };
    return { label, answer: this.position === undefined ? alone : onPath };
  }
}

const plain = (text: string): string => listLabel(text, 400);

const tableChoice = (name: string): Choice<string> => ({
  label: `$(database) ${plain(name)}`,
  answer: { kind: 'value', value: name },
});

const typedTable = (text: string): Choice<string> =>
  typedChoice(
    text,
    connectionParts.tableName.pattern,
    t('use this table'),
    t('A table has a name of 3 to 255 letters, digits, “_”, “-” and “.”, or an ARN.'),
  );
