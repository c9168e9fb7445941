import { jobIdOfEvent } from '../../core/event/eventUri';
import { isJobNode } from '../jobsView/jobNode';

/** The jobs a command is about, of all chosen nodes of a tree where there are several. */
export function jobIdsOfAll(target: unknown, targets: unknown): readonly string[] {
  const all = Array.isArray(targets) && targets.length > 0 ? (targets as unknown[]) : [target];
  return [...new Set(all.flatMap(jobIdsOf))];
}

/**
 * The jobs a command is about: a tree node, a job id, the address of an event document, or a row of the
 * dashboard with what its context menu tells (`data-vscode-context`); commands also get anything else,
 * from keybindings.
 */
export function jobIdsOf(target: unknown): readonly string[] {
  if (typeof target === 'string') {
    return target === '' ? [] : [target];
  }
  if (isJobNode(target)) {
    return target.kind === 'job' ? [target.job.jobId] : [];
  }
  const ofEvent = jobIdOfEvent(target);
  if (ofEvent !== undefined) {
    return [ofEvent];
  }
  if (typeof target !== 'object' || target === null || !('jobId' in target)) {
    return [];
  }
  const { jobId, isSelected, selectedIds } = target as Record<string, unknown>;
  // A menu on one of several chosen rows is about all of them.
  const ids = isSelected === true && Array.isArray(selectedIds) ? selectedIds : [];
  return (ids.length > 1 ? ids : [jobId]).filter(isId);
}

/** Whether a row's menu is about all jobs that pass the dashboard's filter. */
export function isOfMatching(target: unknown): boolean {
  const { isSelected, selectsMatching } = (target ?? {}) as Record<string, unknown>;
  return isSelected === true && selectsMatching === true;
}

/** The jobs that are left out where a menu is about all others that pass. */
export function exceptionsOf(target: unknown): readonly string[] {
  const { exceptIds } = (target ?? {}) as Record<string, unknown>;
  return Array.isArray(exceptIds) ? exceptIds.filter(isId) : [];
}

/** What a keybinding of the view gives as its argument, since VS Code hands none of its nodes over. */
export function isOfSelection(target: unknown): boolean {
  return (
    typeof target === 'object' && target !== null && 'of' in target && target.of === 'selection'
  );
}

export const jobIdOf = (target: unknown): string | undefined => {
  const [jobId, ...others] = jobIdsOf(target);
  const own = (target as { jobId?: unknown } | undefined)?.jobId;
  return others.length > 0 && isId(own) ? own : jobId;
};

const isId = (value: unknown): value is string => typeof value === 'string' && value !== '';
