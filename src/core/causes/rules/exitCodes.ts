import { t } from '@vscode/l10n';
import { batchGuide, ecsGuide, type CauseRule } from '../causeRule';
import type { Clues } from '../clues';
import type { CauseCategory } from '../cause';
import { readLog } from './remedies';

const page = batchGuide('job_retries');

interface ExitCode {
  readonly code: number;
  readonly category: CauseCategory;
  readonly sure: boolean;
  readonly words: CauseRule['words'];
}

/** A reason that no rule knows may tell something else. */
const onlyCode =
  (sure: boolean) =>
  ({ areGeneric }: Clues): boolean =>
    sure && areGeneric;

function exitRule({ code, category, sure, words }: ExitCode): CauseRule {
  return {
    id: `exit-${code}`,
    category,
    sure: onlyCode(sure),
    when: ({ exitCode, hasFailed }) => hasFailed && exitCode === code,
    source: ecsGuide('essential-container-exited'),
    words,
  };
}

/** Shells and Docker give these codes a meaning; programs may use them as they like. */
const knownCodes: readonly ExitCode[] = [
  {
    code: 0,
    category: 'unknown',
    sure: false,
    words: () => [
      t('Failed with exit code 0'),
      t(
        'The container exited with 0, but the job failed. Another container, or the host, may be the cause.',
      ),
      t('Look at all containers and attempts in the job’s details.'),
    ],
  },
  {
    code: 1,
    category: 'application',
    sure: true,
    words: () => [
      t('Program error (exit code 1)'),
      t('The program in the container ended with exit code 1, the usual code for an error.'),
      readLog(),
    ],
  },
  {
    code: 125,
    category: 'application',
    sure: false,
    words: () => [
      t('Exit code 125'),
      t(
        'Docker uses this code when it cannot run a container. Programs that start containers use it, too.',
      ),
      readLog(),
    ],
  },
  {
    code: 126,
    category: 'application',
    sure: false,
    words: () => [
      t('Command not executable (exit code 126)'),
      t('The shell found the command but could not run it: it is a folder, or not executable.'),
      t('Make the file executable, and check the command in the job definition.'),
    ],
  },
  {
    code: 127,
    category: 'application',
    sure: false,
    words: () => [
      t('Command not found (exit code 127)'),
      t('The shell did not find a command, or a library was missing.'),
      t('Check the command and the PATH, and that the image contains what the script calls.'),
    ],
  },
  {
    code: 128,
    category: 'application',
    sure: false,
    words: () => [
      t('Exit code 128'),
      t(
        'The program ended with an exit code that is not valid, or the container could not be started.',
      ),
      readLog(),
    ],
  },
  {
    code: 134,
    category: 'application',
    sure: true,
    words: () => [
      t('Program aborted (exit code 134)'),
      t(
        'The program ended itself with SIGABRT, as after a failed assertion or a fatal error of its runtime.',
      ),
      readLog(),
    ],
  },
  {
    code: 137,
    category: 'memory',
    sure: false,
    words: () => [
      t('Killed (exit code 137)'),
      t(
        'The container was killed with SIGKILL. It may have run out of memory, but AWS does not say so.',
      ),
      t(
        'Look at the memory of the job and at the end of its log. If memory is the cause, increase it.',
      ),
    ],
  },
  {
    code: 139,
    category: 'application',
    sure: true,
    words: () => [
      t('Segmentation fault (exit code 139)'),
      t('The program crashed with SIGSEGV: it accessed memory that does not belong to it.'),
      t('Read the log, and check that the libraries match the CPU and the image.'),
    ],
  },
  {
    code: 143,
    category: 'cancelled',
    sure: false,
    words: () => [
      t('Terminated (exit code 143)'),
      t(
        'The container received SIGTERM, the signal to stop. AWS does not say who sent it: a person, a lost host, or another container of the job.',
      ),
      t('Look at the attempts and the log. Retry the job if it is still needed.'),
    ],
  },
];

const isSignal = (code = 0): boolean => code > 128 && code < 160;

export const exitCodeRules: readonly CauseRule[] = [
  ...knownCodes.map(exitRule),
  {
    id: 'exit-signal',
    category: 'application',
    sure: false,
    when: ({ exitCode, hasFailed }) => hasFailed && isSignal(exitCode),
    source: page,
    words: () => [
      t('Ended by a signal'),
      t(
        'The exit code is above 128, which usually means that a signal ended the program: the code minus 128.',
      ),
      readLog(),
    ],
  },
  {
    id: 'exit-other',
    category: 'application',
    sure: onlyCode(true),
    when: ({ exitCode, hasFailed }) => hasFailed && exitCode !== undefined,
    source: page,
    words: () => [
      t('Program error'),
      t('The program in the container ended with an exit code of its own.'),
      readLog(),
    ],
  },
  {
    id: 'exited-no-code',
    category: 'application',
    sure: false,
    texts: ['essential container in task exited', '^essential container', '^error'],
    source: page,
    words: () => [
      t('Container exited'),
      t('A container of the job exited, and AWS reported no exit code.'),
      t('Look at all containers and attempts in the job’s details, and read the log.'),
    ],
  },
];
