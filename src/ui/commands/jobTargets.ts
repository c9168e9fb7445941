import { jobIdOfEvent } from '../../core/event/eventUri';
import { isJobNode } from '../jobsView/jobNode';

/** The ids of a command's jobs, from all selected tree nodes if there are several. */
export function jobIdsOfAll(target: unknown, targets: unknown): readonly string[] {
  const all = Array.isArray(targets) && targets.length > 0 ? (targets as unknown[]) : [target];
  return [...new Set(all.flatMap(jobIdsOf))];
}

/**
 * The ids in a command's argument: a tree node, a job id, the URI of an event document, or a dashboard row
 * with its menu context (`data-vscode-context`). Keybindings may pass anything else.
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
  // The menu of a selected row applies to the whole selection.
  const ids = isSelected === true && Array.isArray(selectedIds) ? selectedIds : [];
  return (ids.length > 1 ? ids : [jobId]).filter(isId);
}

/** Whether a row's menu applies to all jobs that match the dashboard's filter. */
export function isOfMatching(target: unknown): boolean {
  const { isSelected, selectsMatching } = (target ?? {}) as Record<string, unknown>;
  return isSelected === true && selectsMatching === true;
}

/** The jobs excluded from a selection of all matches. */
export function exceptionsOf(target: unknown): readonly string[] {
  const { exceptIds } = (target ?? {}) as Record<string, unknown>;
  return Array.isArray(exceptIds) ? exceptIds.filter(isId) : [];
}

/**
 * Whether the argument, set by the view's keybindings, stands for the selection: VS Code passes keybindings
 * no nodes.
 */
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
