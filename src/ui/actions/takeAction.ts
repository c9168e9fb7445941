import type { JobAction } from '../../core/jobActions';

/**
 * Takes an action on jobs, in its whole course: preview, confirmation, progress, outcome. Resolves when all
 * is told; never rejects for what the jobs or the user are the cause of.
 */
export type TakeAction = (action: JobAction, jobIds: readonly string[]) => Promise<void>;
