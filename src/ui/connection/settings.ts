import * as vscode from 'vscode';
import { Emitter, type Disposable } from '../../core/base/emitter';
import {
  checkSettings,
  type CheckedSettings,
  type SettingValues,
} from '../../core/settings/settingsValidation';
import { connectionOf, type Connection } from '../../data/config/connection';
import { settingKeys, settingsSection } from '../../ids';

/** The user's validated settings; the only reader of the configuration. */
export class Settings implements Disposable {
  private readonly changed = new Emitter<SettingValues>();
  private readonly subscription: Disposable;
  private checked: CheckedSettings;

  readonly onDidChange = this.changed.event;

  constructor() {
    this.checked = read();
    this.subscription = vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(settingsSection)) {
        this.checked = read();
        this.changed.fire(this.checked.values);
      }
    });
  }

  get values(): SettingValues {
    return this.checked.values;
  }

  /** What is wrong with the settings, and what is used instead. */
  get problems(): readonly string[] {
    return this.checked.problems;
  }

  get connection(): Connection {
    return connectionOf({ ...this.values, name: undefined });
  }

  /** Whether the user has configured a table: until then Batch Monitor sends no AWS requests on its own. */
  get isConfigured(): boolean {
    const { tableName, region, profile, endpoint, source } = settingKeys;
    return [tableName, region, profile, endpoint, source].some(key => this.isSet(key));
  }

  /** Whether any scope sets a value, even one equal to the default. */
  isSet(key: string): boolean {
    const setting = vscode.workspace.getConfiguration(settingsSection).inspect(key);
    return [setting?.globalValue, setting?.workspaceValue, setting?.workspaceFolderValue].some(
      value => value !== undefined,
    );
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}

function read(): CheckedSettings {
  const section = vscode.workspace.getConfiguration(settingsSection);
  return checkSettings(key => section.get<unknown>(key));
}
