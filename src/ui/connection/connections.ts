import * as vscode from 'vscode';
import { Emitter, type Disposable } from '../../core/base/emitter';
import type { ConnectionPart, NamedConnection } from '../../core/settings/namedConnections';
import { connectionOf, isSameConnection, type Connection } from '../../data/config/connection';
import { settingKeys, settingsSection } from '../../ids';
import type { Memento } from '../base/memento';
import type { Settings } from './settings';
import { sourceTraits } from './sourceTraits';

/** The source of the jobs: the table in the settings, one of `batchMonitor.connections`, or sample data. */
export type ConnectionChoice =
  | { readonly kind: 'settings' }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'sample' };

/** Parts of a connection to change; an empty string removes one. */
type ChangedParts = Readonly<Partial<Record<ConnectionPart | 'source', string>>>;

const key = 'connection';
/** The connection that was active before the sample data. */
const keyBefore = 'connection.beforeSample';

const sample: Connection = {
  tableName: 'SampleData',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
  isSample: true,
};

/** The active connection: one at a time, stored per workspace. */
export class Connections implements Disposable {
  private readonly changed = new Emitter<Connection>();
  private readonly subscription: Disposable;
  private selected: ConnectionChoice;
  private announced: Connection;
  /**
   * Pending `change` calls; while above 0, no event is fired, so listeners never see a half-changed
   * connection.
   */
  private changing = 0;

  /** Fires when the active connection, or what it points to, changes. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly settings: Settings,
    private readonly memory: Memento,
    private readonly onError: (error: unknown) => void,
  ) {
    this.selected = readChoice(memory.get(key));
    this.announced = this.current;
    this.subscription = settings.onDidChange(() => this.announce());
  }

  /** Falls back to the settings' table when the settings no longer contain the name. */
  get choice(): ConnectionChoice {
    const { selected } = this;
    return selected.kind === 'named' && this.named(selected.name) === undefined
      ? { kind: 'settings' }
      : selected;
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

  /** Prefix of the keys under which a connection's user choices are stored; empty for the settings' table. */
  get stateKey(): string {
    const { choice } = this;
    return choice.kind === 'named'
      ? `named:${choice.name}`
      : choice.kind === 'sample'
        ? 'sample'
        : '';
  }

  /** The named connections. */
  get all(): readonly NamedConnection[] {
    return this.settings.values.connections;
  }

  /** Whether the user has configured a source: until then Batch Monitor sends no AWS requests on its own. */
  get isConfigured(): boolean {
    return this.choice.kind !== 'settings' || this.settings.isConfigured;
  }

  choose(choice: ConnectionChoice): void {
    if (choice.kind === 'sample' && this.selected.kind !== 'sample') {
      this.memory.update(keyBefore, this.selected).then(undefined, this.onError);
    }
    this.selected = choice;
    this.memory.update(key, choice).then(undefined, this.onError);
    this.announce();
  }

  /** Restores the connection that the sample data replaced; also works after a restart. */
  endSample(): void {
    if (this.selected.kind === 'sample') {
      const before = readChoice(this.memory.get(keyBefore));
      this.choose(before.kind === 'sample' ? { kind: 'settings' } : before);
    }
  }

  /**
   * Changes parts of the active connection where they are stored; an empty string removes a part. For sample
   * data, which has no parts, it changes the settings' connection and activates it.
   */
  async change(parts: ChangedParts): Promise<void> {
    this.changing++;
    try {
      // Another table is of no use while AWS Batch itself is read.
      const { toTable } = sourceTraits(this.current);
      await this.write(parts.tableName === undefined ? parts : { ...parts, ...toTable });
    } finally {
      this.changing--;
      this.announce();
    }
  }

  /** Adds a connection to the settings and activates it. */
  async add({ name, ...parts }: NamedConnection): Promise<void> {
    const unused: readonly string[] = sourceTraits(parts).unusedParts;
    const entry = Object.fromEntries(
      Object.entries({ name, ...parts }).filter(
        ([part, value]) => value !== undefined && !unused.includes(part),
      ),
    );
    await this.writeAll([...this.rawEntries, entry]);
    this.choose({ kind: 'named', name });
  }

  /** Removes a connection from the settings; resolves to a function that undoes it. */
  async remove(name: string): Promise<() => Promise<void>> {
    const before = this.rawEntries;
    const wasActive = this.choice.kind === 'named' && this.choice.name === name;
    const hasThisName = (one: unknown): boolean => nameOf(one) === name;
    const remaining = before.filter(one => !hasThisName(one));
    await this.writeAll(remaining);
    if (wasActive) {
      this.choose({ kind: 'settings' });
    }
    return async () => {
      const now = this.rawEntries;
      // Restore the original order, unless the list has changed meanwhile.
      const isUnchanged = JSON.stringify(now) === JSON.stringify(remaining);
      await this.writeAll(isUnchanged ? before : [...now, ...before.filter(hasThisName)]);
      if (wasActive) {
        this.choose({ kind: 'named', name });
      }
    };
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private async write(parts: ChangedParts): Promise<void> {
    const { choice } = this;
    if (choice.kind === 'named') {
      await this.changeNamed(choice.name, parts);
      return;
    }
    for (const part of Object.keys(parts) as (keyof ChangedParts)[]) {
      await changeSetting(part, parts[part]);
    }
    if (choice.kind === 'sample') {
      this.choose({ kind: 'settings' });
    }
  }

  private named(name: string): Connection | undefined {
    const found = this.all.find(connection => connection.name === name);
    return found && connectionOf(found);
  }

  private async changeNamed(name: string, parts: ChangedParts): Promise<void> {
    await this.writeAll(
      this.rawEntries.map(one => (nameOf(one) === name ? { ...(one as object), ...parts } : one)),
    );
  }

  /** The raw list in the settings, with unknown properties. */
  private get rawEntries(): readonly unknown[] {
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

/** Values from another version that cannot be read are ignored. */
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

/** Changes the setting in the scope that defines it now, or else for the user. */
async function changeSetting(part: keyof ChangedParts, value = ''): Promise<void> {
  const section = vscode.workspace.getConfiguration(settingsSection);
  const isOfWorkspace = section.inspect(part)?.workspaceValue !== undefined;
  const { Global, Workspace } = vscode.ConfigurationTarget;
  await section.update(part, value || undefined, isOfWorkspace ? Workspace : Global);
}
