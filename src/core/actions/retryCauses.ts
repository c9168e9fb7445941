import { t } from '@vscode/l10n';
import { listed } from '../base/truncated';
import type { Cause } from '../causes/cause';
import { causeOf } from '../causes/causeOf';
import { definitionWithRevision } from '../job/arn';
import type { Job } from '../job/job';
import { messageLabel } from '../text/escapeText';
import { formatCount } from '../text/formatCount';

/** Causes that a retry does not remove: something in AWS or in the job must change first. */
export const lastingCauses: ReadonlySet<string> = new Set([
  ...['pull-manifest-unknown', 'pull-fargate-not-found', 'pull-invalid-name', 'pull-platform'],
  ...['pull-ecr-denied', 'pull-denied', 'pull-unauthorized', 'rie-ecr-denied'],
  ...['misconf-ce-max', 'misconf-job-resource', 'misconf-service-role', 'misconf-instance-type'],
  ...['overrides-too-long', 'fargate-size', 'definition-missing', 'client-execution-role-logs'],
  ...['rie-secret-denied', 'rie-secret-missing', 'role-not-assumed', 'access-denied'],
  ...['start-exec-missing', 'start-exec-denied', 'start-format', 'start-log-group-missing'],
  ...['start-log-denied', 'pod-config', 'exit-126', 'exit-127'],
]);

interface CauseGroup {
  readonly cause: Cause;
  count: number;
  /** The number of jobs by definition and revision. */
  readonly definitions: Map<string, number>;
}

/** The cause of a failure that AWS says nothing about. */
const noReason = 'unknown-empty';

const maxCauses = 5;
const maxDefinitions = 3;
const maxNameLength = 60;

/**
 * What a retry repeats, by cause and job definition, the most frequent first, with a warning where it will likely
 * fail again. Empty if none of the jobs failed for a
 * reason that is known.
 */
export function retryCausesText(jobs: readonly Job[]): string {
  const groups = groupsOf(jobs.filter(({ status }) => status === 'FAILED')).filter(
    ({ cause }) => cause.id !== noReason,
  );
  const lasting = groups.filter(isLasting).reduce((sum, { count }) => sum + count, 0);
  const { shown, more } = listed(groups, maxCauses);
  return [
    ...(lasting > 0 ? [warning(lasting, jobs.length)] : []),
    ...(groups.length > 0 ? [t('Causes:')] : []),
    ...shown.map(groupText),
    ...(more > 0 ? [`• ${t('{0} other causes', formatCount(more))}`] : []),
  ].join('\n');
}

function warning(lasting: number, total: number): string {
  if (total === 1) {
    return t('⚠ This job will likely fail again: a retry does not remove the cause. Fix it first.');
  }
  return lasting === 1
    ? t('⚠ 1 job will likely fail again: a retry does not remove the cause. Fix it first.')
    : t(
        '⚠ {0} jobs will likely fail again: a retry does not remove the cause. Fix it first.',
        formatCount(lasting),
      );
}

function groupText(group: CauseGroup): string {
  const definitions = [...group.definitions].sort(([, a], [, b]) => b - a);
  const { shown, more } = listed(definitions, maxDefinitions);
  const parts = shown.map(
    ([name, count]) => `${messageLabel(name, maxNameLength)} ${formatCount(count)}`,
  );
  const all = [...parts, ...(more > 0 ? [t('and {0} more', formatCount(more))] : [])].join(', ');
  const line = `• ${group.cause.title}: ${formatCount(group.count)} (${all})`;
  return isLasting(group) ? `${line} ⚠` : line;
}

const isLasting = ({ cause: { id, sure } }: CauseGroup): boolean => sure && lastingCauses.has(id);

/** The most frequent cause first. Many jobs fail with the same texts, whose cause is looked up once. */
function groupsOf(failed: readonly Job[]): readonly CauseGroup[] {
  const known = new Map<string, Cause>();
  const groups = new Map<string, CauseGroup>();
  for (const job of failed) {
    const key = JSON.stringify([job.reason, job.statusReason, job.exitCode]);
    const cause = known.get(key) ?? causeOf(job);
    known.set(key, cause);
    const group = groups.get(cause.id) ?? {
      cause,
      count: 0,
      definitions: new Map<string, number>(),
    };
    groups.set(cause.id, group);
    group.count++;
    const definition = definitionWithRevision(job.jobDefinition);
    group.definitions.set(definition, (group.definitions.get(definition) ?? 0) + 1);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
