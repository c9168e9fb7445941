import * as vscode from 'vscode';
import { jobIdOfEvent } from '../../core/event/eventUri';
import { contextKeys } from '../../ids';
import { tabsOfEvents } from './eventTabs';
import { openEvents } from './openEvents';

/**
 * The jobs whose environment variable values are visible: revealed one job at a time, and only while one of its
 * documents is open.
 */
export class RevealedEvents {
  private readonly jobIds = new Set<string>();

  constructor(private readonly reload: (jobId: string) => void) {}

  has(jobId: string): boolean {
    return this.jobIds.has(jobId);
  }

  async reveal(jobId: string): Promise<void> {
    if (tabsOfEvents(jobId).length > 0) {
      this.jobIds.add(jobId);
      await this.announce();
      this.reload(jobId);
    }
  }

  async hide(jobId: string): Promise<void> {
    if (this.jobIds.delete(jobId)) {
      await this.announce();
      this.reload(jobId);
    }
  }

  hideClosed(): void {
    for (const jobId of this.jobIds) {
      if (tabsOfEvents(jobId).length === 0) {
        void this.hide(jobId);
      }
    }
  }

  /** Publishes the URIs with visible values, for the editor menus. */
  async announce(): Promise<void> {
    const uris = openEvents().filter(({ uri }) => this.jobIds.has(jobIdOfEvent(uri) ?? ''));
    await vscode.commands.executeCommand(
      'setContext',
      contextKeys.revealedEvents,
      uris.map(({ uri }) => uri.toString()),
    );
  }
}
