import * as vscode from 'vscode';
import { Emitter, type Disposable } from '../../core/base/emitter';
import type { ConnectionPart, NamedConnection } from '../../core/settings/namedConnections';
import { isSameConnection, type Connection } from '../../data/config/connection';
import { settingKeys, settingsSection } from '../../ids';
import type { Memento } from '../base/memento';
import type { Settings } from './settings';

/** What the jobs come from: the table of the settings, one of `batchMonitor.connections`, or nowhere. */
export type ConnectionChoice =
  | { readonly kind: 'settings' }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'sample' };

const key = 'connection';
/** What was active before the sample. */
const keyBefore = 'connection.beforeSample';

const sample: Connection = {
  tableName: 'SampleData',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
  isSample: true,
};

/** Which connection is active: one at a time, kept for the workspace. */
export class Connections implements Disposable {
  private readonly changed = new Emitter<Connection>();
  private readonly subscription: Disposable;
  private wanted: ConnectionChoice;
  private announced: Connection;
  /** Changes under way: of several parts, none is told before all are. */
  private changing = 0;

  /** Comes when another connection is active, or the active one leads elsewhere. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly settings: Settings,
    private readonly memory: Memento,
    private readonly onError: (error: unknown) => void,
  ) {
    this.wanted = readChoice(memory.get(key));
    this.announced = this.current;
    this.subscription = settings.onDidChange(() => this.announce());
  }

  /** A name that the settings do not know any more leads back to the table of the settings. */
  get choice(): ConnectionChoice {
    const { wanted } = this;
    return wanted.kind === 'named' && this.named(wanted.name) === undefined
      ? { kind: 'settings' }
      : wanted;
  }

  get current(): Connection {
    const { choice } = this;
    switch (choice.kind) {
      case 'settings':
        return this.settings.connection;
      case 'named':
        return this.named(choice.name) ?? this.settings.connection;
      case 'sample':
        return sample;
    }
  }

  /** Under which what a connection's user has chosen is kept; empty for the table of the settings. */
  get stateKey(): string {
    const { choice } = this;
    return choice.kind === 'named'
      ? `named:${choice.name}`
      : choice.kind === 'sample'
        ? 'sample'
        : '';
  }

  /** The connections that have names. */
  get all(): readonly NamedConnection[] {
    return this.settings.values.connections;
  }

  /** Whether the user has pointed us at jobs: until then nothing is asked of AWS unbidden. */
  get isConfigured(): boolean {
    return this.choice.kind !== 'settings' || this.settings.isConfigured;
  }

  choose(choice: ConnectionChoice): void {
    if (choice.kind === 'sample' && this.wanted.kind !== 'sample') {
      this.memory.update(keyBefore, this.wanted).then(undefined, this.onError);
    }
    this.wanted = choice;
    this.memory.update(key, choice).then(undefined, this.onError);
    this.announce();
  }

  /** Goes back to what the sample took the place of; also after a restart. */
  endSample(): void {
    if (this.wanted.kind === 'sample') {
      const before = readChoice(this.memory.get(keyBefore));
      this.choose(before.kind === 'sample' ? { kind: 'settings' } : before);
    }
  }

  /**
   * Changes parts of the active connection where they are kept; an empty text leaves a part out. Sample data
   * has no parts: they are then those of the settings, which become active.
   */
  async change(parts: Readonly<Partial<Record<ConnectionPart, string>>>): Promise<void> {
    this.changing++;
    try {
      await this.write(parts);
    } finally {
      this.changing--;
      this.announce();
    }
  }

  /** Adds a connection to the settings, and makes it the active one. */
  async add({ name, ...parts }: NamedConnection): Promise<void> {
    const entry = Object.fromEntries(
      Object.entries({ name, ...parts }).filter(([, value]) => value !== undefined),
    );
    await this.writeAll([...this.written, entry]);
    this.choose({ kind: 'named', name });
  }

  /** Takes a connection out of the settings; resolves to what puts it back. */
  async remove(name: string): Promise<() => Promise<void>> {
    const before = this.written;
    const wasActive = this.choice.kind === 'named' && this.choice.name === name;
    const isIt = (one: unknown): boolean => nameOf(one) === name;
    const left = before.filter(one => !isIt(one));
    await this.writeAll(left);
    if (wasActive) {
      this.choose({ kind: 'settings' });
    }
    return async () => {
      const now = this.written;
      // Where it was, unless the list is another one by now.
      const isAsLeft = JSON.stringify(now) === JSON.stringify(left);
      await this.writeAll(isAsLeft ? before : [...now, ...before.filter(isIt)]);
      if (wasActive) {
        this.choose({ kind: 'named', name });
      }
    };
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private async write(parts: Readonly<Partial<Record<ConnectionPart, string>>>): Promise<void> {
    const { choice } = this;
    if (choice.kind === 'named') {
      await this.changeNamed(choice.name, parts);
      return;
    }
    for (const part of Object.keys(parts) as ConnectionPart[]) {
      await changeSetting(part, parts[part]);
    }
    if (choice.kind === 'sample') {
      this.choose({ kind: 'settings' });
    }
  }

  private named(name: string) {
    return this.settings.values.connections.find(connection => connection.name === name);
  }

  private async changeNamed(
    name: string,
    parts: Readonly<Partial<Record<ConnectionPart, string>>>,
  ): Promise<void> {
    await this.writeAll(
      this.written.map(one => (nameOf(one) === name ? { ...(one as object), ...parts } : one)),
    );
  }

  /** As it stands in the settings, with what we do not know. */
  private get written(): readonly unknown[] {
    const all: unknown = vscode.workspace
      .getConfiguration(settingsSection)
      .get(settingKeys.connections);
    return Array.isArray(all) ? (all as unknown[]) : [];
  }

  private async writeAll(all: readonly unknown[]): Promise<void> {
    await vscode.workspace
      .getConfiguration(settingsSection)
      .update(settingKeys.connections, all, vscode.ConfigurationTarget.Global);
  }

  private announce(): void {
    const { current } = this;
    if (this.changing === 0 && !isSameConnection(current, this.announced)) {
      this.announced = current;
      this.changed.fire(current);
    }
  }
}

/** What another version kept and this one cannot read is as good as nothing. */
function readChoice(value: unknown): ConnectionChoice {
  const { kind, name } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (kind === 'named' && typeof name === 'string') {
    return { kind, name };
  }
  return kind === 'sample' ? { kind } : { kind: 'settings' };
}

function nameOf(connection: unknown): string | undefined {
  const { name } = (connection ?? {}) as Readonly<Record<string, unknown>>;
  return typeof name === 'string' ? name.trim() : undefined;
}

/** Where it is set now, or else for the user. */
async function changeSetting(part: ConnectionPart, value = ''): Promise<void> {
  const section = vscode.workspace.getConfiguration(settingsSection);
  const isOfWorkspace = section.inspect(part)?.workspaceValue !== undefined;
  const { Global, Workspace } = vscode.ConfigurationTarget;
  await section.update(part, value || undefined, isOfWorkspace ? Workspace : Global);
}
