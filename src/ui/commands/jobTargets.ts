import { objectIn, textIn, textsIn } from '../../core/base/json';
import { jobIdOfEvent } from '../../core/event/eventUri';
import { logAddressOf } from '../../core/logs/logUri';
import type { ActionTarget } from '../../protocol/schemas';
import { isJobNode } from '../jobsView/jobNode';

/**
 * The jobs of a command: from all selected tree nodes if there are several, else from its argument. Undefined if
 * it was run without any, as from the Command Palette.
 */
export function targetOf(target: unknown, targets: unknown): ActionTarget | undefined {
  const group = failureGroupOf(target);
  const wanted = group === undefined ? matchingOf(target) : ({ kind: 'failures', group } as const);
  if (wanted) {
    return wanted;
  }
  const all = Array.isArray(targets) && targets.length > 0 ? (targets as unknown[]) : [target];
  const jobIds = [...new Set(all.flatMap(jobIdsOf))];
  return jobIds.length > 0 ? { kind: 'some', jobIds } : undefined;
}

/** The id of a group in the dashboard's list of failures: from a button of its page, or from its menu context. */
export const failureGroupOf = (target: unknown): string | undefined =>
  textIn(objectIn(target)['group']);

/** All jobs that match the dashboard's filter, if a button of its page or a row's menu applies to them. */
function matchingOf(target: unknown): ActionTarget | undefined {
  const { kind, except, isSelected, selectsMatching, exceptIds } = objectIn(target);
  if (kind === 'matching') {
    return { kind, except: idsIn(except) };
  }
  return isSelected === true && selectsMatching === true
    ? { kind: 'matching', except: idsIn(exceptIds) }
    : undefined;
}

/**
 * The ids in a command's argument: a tree node, a job id, the URI of an event or log document, jobs from a
 * button of the dashboard, or one of its rows with its menu context (`data-vscode-context`). Keybindings may pass anything
 * else.
 */
export function jobIdsOf(target: unknown): readonly string[] {
  if (typeof target === 'string') {
    return target === '' ? [] : [target];
  }
  if (isJobNode(target)) {
    return target.kind === 'job' ? [target.job.jobId] : [];
  }
  const ofEvent = jobIdOfEvent(target) ?? logAddressOf(target)?.jobId;
  if (ofEvent !== undefined) {
    return [ofEvent];
  }
  const { kind, jobIds, jobId, isSelected, selectedIds } = objectIn(target);
  if (kind === 'some') {
    return idsIn(jobIds);
  }
  // The menu of a selected row applies to the whole selection.
  const ids = isSelected === true ? idsIn(selectedIds) : [];
  return ids.length > 1 ? ids : idsIn([jobId]);
}

/**
 * Whether the argument, set by the view's keybindings, stands for the selection: VS Code passes keybindings
 * no nodes.
 */
export function isOfSelection(target: unknown): boolean {
  return objectIn(target)['of'] === 'selection';
}

export const jobIdOf = (target: unknown): string | undefined => {
  const [jobId, ...others] = jobIdsOf(target);
  const own = textIn(objectIn(target)['jobId']);
  return others.length > 0 ? (own ?? jobId) : jobId;
};

const idsIn = (values: unknown): readonly string[] => textsIn(values).filter(id => id !== '');
