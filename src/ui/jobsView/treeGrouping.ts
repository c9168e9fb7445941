import { t } from '@vscode/l10n';
import { causeTitle } from '../../core/causes/causeOf';
import { Emitter, type Disposable } from '../../core/base/emitter';
import type { GroupBy, GroupingId } from '../../core/tree/jobGrouping';
import type { TreeMemory } from './treeMemory';

/** How the tree groups jobs. */
export class TreeGrouping implements Disposable {
  private readonly changed = new Emitter<GroupingId>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly memory: TreeMemory) {}

  get value(): GroupingId {
    return this.memory.grouping;
  }

  use(grouping: GroupingId): void {
    if (grouping !== this.memory.grouping) {
      this.memory.grouping = grouping;
      this.changed.fire(grouping);
    }
  }

  /** Applies the grouping stored for the active connection. */
  reload(): void {
    this.changed.fire(this.value);
  }

  dispose(): void {
    this.changed.dispose();
  }
}

/** The name of a grouping in its menu. */
export function groupingTitle(grouping: GroupingId): string {
  switch (grouping) {
    case 'taskType':
      return t('Task Type, then Status');
    case 'status':
      return t('Status, then Task Type');
    case 'cause':
      return t('Cause, then Task Type');
    case 'queue':
      return t('Job Queue, then Status');
    case 'definition':
      return t('Job Definition, then Status');
    case 'revision':
      return t('Job Definition and Revision, then Status');
    case 'region':
      return t('Region, then Status');
    case 'media':
      return t('Media');
  }
}

/** A short name for the view's narrow title. */
export function groupingNote(grouping: GroupingId): string {
  switch (grouping) {
    case 'taskType':
      return t('by task type');
    case 'status':
      return t('by status');
    case 'cause':
      return t('by cause');
    case 'queue':
      return t('by job queue');
    case 'definition':
      return t('by job definition');
    case 'revision':
      return t('by revision');
    case 'region':
      return t('by region');
    case 'media':
      return t('by media');
  }
}

/** The name of a group; jobs may lack the attribute they are grouped by. */
export function groupName(by: GroupBy, name: string): string {
  if (name !== '') {
    return by === 'cause' ? causeTitle(name) : name;
  }
  switch (by) {
    case 'taskType':
      return t('No task type');
    case 'status':
      return t('No status');
    case 'cause':
      return t('Not failed');
    case 'queue':
      return t('No job queue');
    case 'definition':
    case 'revision':
      return t('No job definition');
    case 'region':
      return t('No region');
    case 'media':
      return t('No media ID');
  }
}
