import * as vscode from 'vscode';
import { Emitter, type Disposable } from '../../core/base/emitter';
import { useTimeZone, type ShownTimeZone } from '../../core/text/shownTimeZone';
import { settingKeys, settingsSection } from '../../ids';
import type { Settings } from './settings';

/** The time zone of all times that Batch Monitor shows: a setting, which the dashboard can change. */
export class TimeZoneSetting implements Disposable {
  private readonly changed = new Emitter<void>();
  private readonly subscription: Disposable;
  private chosen: ShownTimeZone;
  private writes = 0;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly settings: Pick<Settings, 'values' | 'onDidChange'>,
    private readonly onError: (error: unknown) => void,
  ) {
    this.chosen = settings.values.timeZone;
    useTimeZone(this.chosen);
    this.subscription = settings.onDidChange(() => this.follow());
  }

  get value(): ShownTimeZone {
    return this.chosen;
  }

  /** Takes effect before the setting is written. */
  set(zone: ShownTimeZone): void {
    if (zone !== this.chosen) {
      this.apply(zone);
      void this.write(zone);
    }
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private async write(zone: ShownTimeZone): Promise<void> {
    this.writes++;
    try {
      await vscode.workspace
        .getConfiguration(settingsSection)
        .update(settingKeys.timeZone, zone, vscode.ConfigurationTarget.Global);
    } catch (error) {
      this.onError(error);
    }
    this.writes--;
    this.follow();
  }

  /** Until the last of several quick choices is written, the setting lags behind. */
  private follow(): void {
    if (this.writes === 0 && this.settings.values.timeZone !== this.chosen) {
      this.apply(this.settings.values.timeZone);
    }
  }

  private apply(zone: ShownTimeZone): void {
    this.chosen = zone;
    useTimeZone(zone);
    this.changed.fire();
  }
}
