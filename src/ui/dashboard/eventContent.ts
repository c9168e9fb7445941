import { t } from '@vscode/l10n';
import type { AttemptContainer, EventAttempt } from '../../core/event/eventAttempts';
import type { EventContainer } from '../../core/event/eventContainers';
import type { EventDetails, NamedText } from '../../core/event/eventDetails';
import type { Dependency, EventSettings } from '../../core/event/eventSettings';
import { formatCount } from '../../core/text/formatCount';
import type { Listed } from '../../core/base/truncated';
import { redacted } from '../../core/event/redactEnvironment';
import type { Attempt, EventContent, Fact, Section } from '../../protocol/details';
import { copyable, fact, inCode, optional, optionalCopyable, optionalTime } from './detailFacts';
import { linked, type IsKnown } from './jobDetails';

const cutNote = (): string =>
  t('The full event was too large for the table. Missing parts are marked with … (cut).');

/** What the page shows of a job's full event: attempts, and the rest as facts under titles. */
export function eventContent(details: EventDetails, isKnown: IsKnown): EventContent {
  const { attempts, containers, settings, parameters, tags, isCut } = details;
  const isOne = containers.shown.length === 1;
  const named = containers.shown.map((container, index) => ({
    container,
    which: isOne ? undefined : (container.name ?? String(index + 1)),
  }));
  const sections = [
    ...named.map(({ container, which }, index) => {
      const isLast = index === named.length - 1;
      const facts = containerFacts(container);
      const title = which === undefined ? t('Container') : t('Container {0}', which);
      return section('container', title, facts, isLast ? containers.more : 0);
    }),
    section('settings', t('Settings'), settingsFacts(settings, isKnown), settings.dependsOn.more),
    namedSection('parameters', t('Parameters'), parameters),
    namedSection('tags', t('Tags'), tags),
    ...named.map(({ container: { variables }, which }) =>
      section(
        'environment',
        which === undefined ? t('Environment') : t('Environment of container {0}', which),
        variables.shown.map(name => fact(name, redacted)),
        variables.more,
      ),
    ),
  ];
  return {
    kind: 'read',
    note: isCut ? cutNote() : undefined,
    attempts: attempts.shown.map(attemptOf),
    earlierAttempts: attempts.more,
    sections: sections.filter(({ facts, more }) => facts.length + more > 0),
  };
}

function section(kind: Section['kind'], title: string, facts: Fact[], more: number): Section {
  return { kind, title: fact(title, '').label, facts, more };
}

function namedSection(
  kind: Section['kind'],
  title: string,
  { shown, more }: Listed<NamedText>,
): Section {
  const facts = shown.map(({ name, text }) => copyable(name, text));
  return section(kind, title, facts, more);
}

function attemptOf(attempt: EventAttempt): Attempt {
  const { number, startedAt, stoppedAt, ran, succeeded, containers } = attempt;
  const isOne = containers.shown.length === 1;
  return {
    number,
    startedAt,
    stoppedAt,
    ran,
    succeeded,
    facts: [
      ...optionalCopyable(t('Status reason'), attempt.statusReason),
      ...containers.shown.flatMap((container, index) =>
        attemptContainerFacts(container, isOne ? undefined : index + 1),
      ),
      ...(containers.more > 0
        ? [fact(t('Containers'), t('and {0} more', formatCount(containers.more)))]
        : []),
      ...optionalTime(t('Started'), startedAt),
      ...optionalTime(t('Stopped'), stoppedAt),
      ...inCode(optionalCopyable(t('Pod'), attempt.podName)),
      ...inCode(optionalCopyable(t('Node'), attempt.nodeName)),
    ],
  };
}

/** `index` from 1 where there are several. */
function attemptContainerFacts(
  { name, exitCode, reason, logStreamName }: AttemptContainer,
  index: number | undefined,
): Fact[] {
  return [
    ...(index === undefined
      ? optional(t('Container'), name)
      : [fact(t('Container'), name ?? String(index))]),
    ...optional(t('Exit code'), exitCode),
    ...optionalCopyable(t('Reason'), reason),
    ...inCode(optionalCopyable(t('Log stream'), logStreamName)),
  ];
}

function containerFacts(container: EventContainer): Fact[] {
  return [
    ...inCode(optionalCopyable(t('Image'), container.image)),
    ...inCode(optionalCopyable(t('Command'), container.command)),
    ...optional(t('vCPUs'), container.vcpus),
    ...optional(t('Memory'), container.memory),
    ...optional(t('GPUs'), container.gpus),
    ...inCode(optionalCopyable(t('Job role'), container.jobRole)),
    ...inCode(optionalCopyable(t('Execution role'), container.executionRole)),
    ...inCode(optionalCopyable(t('Log group'), container.logGroup)),
    ...optional(t('Log region'), container.logRegion),
    ...optional(t('Log driver'), container.logDriver),
  ];
}

function settingsFacts(settings: EventSettings, isKnown: IsKnown): Fact[] {
  return [
    ...inCode(optionalCopyable(t('Job ARN'), settings.jobArn)),
    ...optional(t('Max attempts'), settings.maxAttempts),
    ...optional(t('Retry conditions'), settings.retryRules),
    ...optional(t('Timeout'), settings.timeout),
    ...settings.dependsOn.shown.map(dependency => dependencyFact(dependency, isKnown)),
    ...optional(t('Children'), settings.children),
    ...optional(t('Nodes'), settings.nodes),
    ...optional(t('Platform'), settings.platform),
    ...optional(t('Priority'), settings.priority),
    ...optional(t('Share identifier'), settings.shareIdentifier),
  ];
}

function dependencyFact({ jobId, type }: Dependency, isKnown: IsKnown): Fact {
  const label = t('Depends on');
  return jobId === ''
    ? { ...fact(label, type), isCode: true }
    : linked({ ...copyable(label, jobId, t('Dependency job ID')), isCode: true }, isKnown);
}
