import type { AttemptContainer, EventAttempt } from '../core/eventAttempts';
import type { EventContainer } from '../core/eventContainers';
import type { EventDetails, NamedText } from '../core/eventDetails';
import type { Dependency, EventSettings } from '../core/eventSettings';
import type { Listed } from '../core/listed';
import { redacted } from '../core/redact';
import type { Attempt, EventOutcome, Fact, Section } from '../protocol';
import { copyable, fact, optional, optionalCopyable } from './facts';
import { isoTime } from '../core/time';
import { linked, type IsKnown } from './jobDetails';

const cutNote =
  'The full event was too large for the table: parts of it are missing, marked with … (cut).';

/** What the page shows of a job's full event: attempts, and the rest as facts under titles. */
export function eventContent(details: EventDetails, isKnown: IsKnown): EventOutcome {
  const { attempts, containers, settings, parameters, tags, isCut } = details;
  const isOne = containers.shown.length === 1;
  const named = containers.shown.map((container, index) => ({
    container,
    of: isOne ? '' : ` ${container.name ?? index + 1}`,
  }));
  const sections = [
    ...named.map(({ container, of }, index) => {
      const isLast = index === named.length - 1;
      const facts = containerFacts(container);
      return section('container', `Container${of}`, facts, isLast ? containers.more : 0);
    }),
    section('settings', 'Settings', settingsFacts(settings, isKnown), settings.dependsOn.more),
    namedSection('parameters', 'Parameters', parameters),
    namedSection('tags', 'Tags', tags),
    ...named.map(({ container: { variables }, of }) =>
      section(
        'environment',
        of === '' ? 'Environment' : `Environment of container${of}`,
        variables.shown.map(name => fact(name, redacted)),
        variables.more,
      ),
    ),
  ];
  return {
    kind: 'read',
    note: isCut ? cutNote : undefined,
    attempts: attempts.shown.map((attempt, index) =>
      attemptOf(attempt, index === attempts.shown.length - 1),
    ),
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

/** An attempt without an exit code failed if another came after it; of the last one nobody knows. */
function attemptOf(attempt: EventAttempt, isLast: boolean): Attempt {
  const { number, startedAt, stoppedAt, containers } = attempt;
  const codes = containers.shown.flatMap(({ exitCode }) => exitCode ?? []);
  const isOne = containers.shown.length === 1;
  return {
    number,
    startedAt,
    stoppedAt,
    succeeded: codes.length > 0 ? codes.every(code => code === 0) : isLast ? undefined : false,
    facts: [
      ...optionalCopyable('Status reason', attempt.statusReason),
      ...containers.shown.flatMap((container, index) =>
        attemptContainerFacts(container, isOne ? undefined : index + 1),
      ),
      ...(containers.more > 0 ? [fact('Containers', `and ${containers.more} more`)] : []),
      ...optional('Started', isoTime(startedAt)),
      ...optional('Stopped', isoTime(stoppedAt)),
      ...optionalCopyable('Pod', attempt.podName),
      ...optionalCopyable('Node', attempt.nodeName),
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
      ? optional('Container', name)
      : [fact('Container', name ?? String(index))]),
    ...optional('Exit code', exitCode),
    ...optionalCopyable('Reason', reason),
    ...optionalCopyable('Log stream', logStreamName),
  ];
}

function containerFacts(container: EventContainer): Fact[] {
  return [
    ...optionalCopyable('Image', container.image),
    ...optionalCopyable('Command', container.command),
    ...optional('vCPUs', container.vcpus),
    ...optional('Memory', container.memory),
    ...optional('GPUs', container.gpus),
    ...optionalCopyable('Job role', container.jobRole),
    ...optionalCopyable('Execution role', container.executionRole),
    ...optionalCopyable('Log group', container.logGroup),
  ];
}

function settingsFacts(settings: EventSettings, isKnown: IsKnown): Fact[] {
  return [
    ...optionalCopyable('Job ARN', settings.jobArn),
    ...optional('Most attempts', settings.mostAttempts),
    ...optional('Retry rules', settings.retryRules),
    ...optional('Timeout', settings.timeout),
    ...settings.dependsOn.shown.map(dependency => dependencyFact(dependency, isKnown)),
    ...optional('Children', settings.children),
    ...optional('Nodes', settings.nodes),
    ...optional('Platform', settings.platform),
    ...optional('Priority', settings.priority),
    ...optional('Share', settings.shareIdentifier),
  ];
}

function dependencyFact({ jobId, type }: Dependency, isKnown: IsKnown): Fact {
  return jobId === ''
    ? fact('Depends on', type)
    : linked(copyable('Depends on', jobId, 'ID of the job depended on'), isKnown);
}
