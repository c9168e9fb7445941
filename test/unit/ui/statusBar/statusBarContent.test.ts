import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/diagnostics/errors';
import { statisticsOfCounts } from '../../../../src/core/store/statistics';
import { commands } from '../../../../src/ids';
import {
  statusBarContent,
  type StatusBarContent,
} from '../../../../src/ui/statusBar/statusBarContent';
import type { StatusBarDetails } from '../../../../src/ui/statusBar/statusBarSentences';
import { aFeedState as state } from '../../../support/builders/builders';

const minute = 60_000;
const error = new UserError('network', 'Cannot be reached.', 'Check the network.');
const failedLoad = { phase: 'failed', error } as const;
const expired = {
  phase: 'failed',
  error: new UserError('credentials.expired', 'Your session has expired.', 'Sign in again.'),
} as const;

/** What the bar says of ten jobs of a table that is read every minute; a test says what differs. */
function contentOf(
  over: Partial<StatusBarDetails> = {},
  counts: Readonly<Record<string, number>> = { SUCCEEDED: 7, FAILED: 3 },
): StatusBarContent {
  const content = statusBarContent({
    state: state({}),
    waitMs: minute,
    failed: 0,
    failureCount: 'all',
    unresolved: 0,
    resolved: 0,
    failedWithinHours: undefined,
    acknowledged: 0,
    stuck: 0,
    mayGetStuck: false,
    statistics: statisticsOfCounts(new Map(Object.entries(counts))),
    settingProblems: 0,
    namedConnections: 0,
    now: 1_000,
    ...over,
  });
  return content ?? assert.fail('it says nothing');
}

/** Every link of a tooltip, by where it leads. */
const linksOf = ({ tooltip }: StatusBarContent): string[] =>
  [...tooltip.matchAll(/\]\(([^)]*)\)/g)].map(match => match[1] ?? '');

describe('statusBarContent', () => {
  it('says while actions are live, and how to simulate them again', () => {
    const live = contentOf({ actsLive: true });
    assert.match(live.tooltip, /Live: retry and abort send requests to AWS\./);
    assert(linksOf(live).includes(`command:${commands.simulateActions}`));
    const simulated = contentOf();
    assert.doesNotMatch(simulated.tooltip, /Live/);
    assert(!linksOf(simulated).includes(`command:${commands.simulateActions}`));
  });

  it('is empty before the first request', () => {
    const facts: StatusBarDetails = {
      state: state({ load: { phase: 'idle' } }),
      waitMs: minute,
      failed: 0,
      failureCount: 'all',
      unresolved: 0,
      resolved: 0,
      failedWithinHours: undefined,
      acknowledged: 0,
      stuck: 0,
      mayGetStuck: false,
      statistics: statisticsOfCounts(new Map()),
      settingProblems: 0,
      namedConnections: 0,
      now: 0,
    };
    assert.equal(statusBarContent(facts), undefined);
  });

  it('tells how many failures no later job made good', () => {
    const { text, tooltip, accessibleName } = contentOf({ failed: 3, unresolved: 1, resolved: 2 });
    assert.equal(text, '$(error) 3 failed');
    assert.match(tooltip, /\*\*3 failed jobs\.\*\* 1 unresolved: no later job made them good\./);
    assert.match(accessibleName, /3 failed jobs\. 1 unresolved/);
    const allGood = contentOf({ failed: 3, resolved: 3 });
    assert.match(allGood.tooltip, /Later jobs made good all failures\./);
    assert.doesNotMatch(contentOf({ failed: 3, unresolved: 3 }).tooltip, /made/);
  });

  it('counts only unresolved failures if the user wants so', () => {
    const only = { failureCount: 'unresolved', unresolved: 1, resolved: 2 } as const;
    const { text, tooltip, isError } = contentOf({ ...only, failed: 1 });
    assert.equal(text, '$(error) 1 unresolved');
    assert.equal(isError, true);
    assert.match(
      tooltip,
      /\*\*1 unresolved failed job\.\*\* 2 failures that later jobs made good are not counted\./,
    );
    const good = contentOf({
      ...only,
      failed: 0,
      unresolved: 0,
      resolved: 1,
      failedWithinHours: 4,
    });
    assert.equal(good.text, '$(pass) 0 unresolved');
    assert.equal(good.isError, false);
    assert.match(
      good.tooltip,
      /No unresolved failed jobs in the last 4 h\..* 1 failure that a later job made good/,
    );
  });

  it('names the active one of several connections, also while it cannot be read, and links to the others', () => {
    const { connection } = state({});
    const prod = { ...connection, name: 'prod $(bug)' };
    const bar = (over: Parameters<typeof state>[0]): string =>
      contentOf({ state: state({ connection: prod, ...over }) }).text;
    assert.equal(bar({}), '$(pass) 0 failed · prod \\$(bug)');
    assert.equal(
      bar({ updatedAt: undefined, load: failedLoad }),
      '$(warning) Batch · prod \\$(bug)',
    );
    assert.equal(
      bar({ updatedAt: undefined, load: expired }),
      '$(key) Batch: sign in · prod \\$(bug)',
    );
    const switching = `command:${commands.switchConnection}`;
    for (const load of [{ phase: 'ready' }, failedLoad] as const) {
      // Of the table of the settings there is a way to the others, too.
      const links = linksOf(contentOf({ state: state({ load }), namedConnections: 2 }));
      assert(links.includes(switching));
      assert(!linksOf(contentOf({ state: state({ load }) })).includes(switching));
    }
  });

  it('identifies sample data, without alarm and cost, and offers to end it', () => {
    const { connection } = state({});
    const sample = state({ connection: { ...connection, isSample: true } });
    const content = contentOf({ state: sample, failed: 3 });
    assert.equal(content.text, '$(beaker) Sample: 3 failed');
    assert.equal(content.isError, false);
    assert.match(
      content.tooltip,
      /^\$\(beaker\) Sample data: generated jobs; nothing is read from AWS\./,
    );
    assert.doesNotMatch(content.tooltip, /read unit|table Jobs/);
    assert.match(content.accessibleName, /^Batch Monitor\. Sample data: generated jobs/);
    const links = linksOf(content);
    assert(links.includes(`command:${commands.endSampleData}`));
    assert(links.includes(`command:${commands.setUp}`));
    const loading = {
      ...sample,
      load: { phase: 'loading', loaded: 0 },
      updatedAt: undefined,
    } as const;
    assert.equal(contentOf({ state: loading }).text, '$(beaker) Sample');
  });

  it('spins during the first load, and shows its progress', () => {
    const loading = (loaded: number): StatusBarContent =>
      contentOf({ state: state({ load: { phase: 'loading', loaded }, updatedAt: undefined }) });
    assert.equal(loading(0).text, '$(sync~spin) Batch');
    assert.match(loading(0).tooltip, /^Loading jobs from table Jobs…/);
    assert.match(loading(12_000).accessibleName, /from table Jobs: 12,000 so far\./);
    assert.equal(loading(0).click, 'dashboard');
    assert.equal(loading(0).isError, false);
  });

  it('counts failures on an error background, and shows them on click', () => {
    const content = contentOf({ failed: 3 });
    assert.equal(content.text, '$(error) 3 failed');
    assert.equal(content.isError, true);
    assert.equal(content.click, 'failedJobs');
    assert.equal(content.changesWithTime, false);
  });

  it('names one of several connections, in the label and as text', () => {
    const { connection } = state({});
    const named = (name: string): StatusBarContent =>
      contentOf({ state: state({ connection: { ...connection, name } }) });
    assert.equal(named('prod').text, '$(pass) 0 failed · prod');
    assert.match(named('prod').tooltip, /prod: 10 jobs in table Jobs/);
    assert.match(named('prod').accessibleName, /prod: 10 jobs in table Jobs/);
    assert.equal(named('p'.repeat(64)).text, `$(pass) 0 failed · ${'p'.repeat(19)}…`);
    const hostile = named('$(error) [x](command:y)');
    assert.equal(hostile.text, '$(pass) 0 failed · \\$(error) [x](comman…');
    assert(!linksOf(hostile).includes('command:y'));
  });

  it('has a table of the statuses, the table name and what reading costs', () => {
    const { tooltip } = contentOf({ failed: 3 });
    assert.match(tooltip, /^\*\*3 failed jobs\.\*\*\n\n\| \| Status \| &nbsp; Jobs \|\n/);
    assert.match(
      tooltip,
      /\n\| \$\(error\) \| FAILED \| 3 \|\n\| \$\(pass\) \| SUCCEEDED \| 7 \|\n/,
    );
    assert.match(
      tooltip,
      /\n10 jobs in table Jobs, eu&#45;west&#45;1\. {2}\nUpdated at .*1970.*; refreshes every 1 min\./,
    );
    assert.match(tooltip, /\n6 read units.* 60 this session/);
  });

  it('is calm when there are no failures, and opens the dashboard unchanged on click', () => {
    const content = contentOf();
    assert.equal(content.text, '$(pass) 0 failed');
    assert.match(content.tooltip, /^\*\*No failed jobs\.\*\*/);
    assert.equal(content.isError, false);
    assert.equal(content.click, 'dashboard');
  });

  it('shows the time range of the failures, and recounts as time passes', () => {
    const content = contentOf({ failed: 1, failedWithinHours: 24 });
    assert.match(content.tooltip, /^\*\*1 failed job in the last 24 h\.\*\*/);
    assert.match(content.accessibleName, /1 failed job in the last 24 h\./);
    assert.equal(content.changesWithTime, true);
    assert.equal(contentOf({ failed: 0, failedWithinHours: 24 }).changesWithTime, false);
  });

  it('shows how many failures are acknowledged', () => {
    assert.match(contentOf({ acknowledged: 1 }).tooltip, /\n1 acknowledged failure is not counted/);
    assert.match(contentOf({ acknowledged: 1_200 }).accessibleName, /1,200 acknowledged failures/);
    assert.match(
      contentOf({ acknowledged: 3 }).tooltip,
      /^\*\*No unacknowledged failed jobs\.\*\*/,
    );
    assert.doesNotMatch(contentOf().tooltip, /acknowledged/);
  });

  it('keeps the count and shows its age when a refresh fails', () => {
    const stale = { state: state({ load: failedLoad }), failed: 2 };
    assert.equal(contentOf({ ...stale, now: 2_000 }).text, '$(error) 2 failed (<1 min old)');
    const later = contentOf({ ...stale, now: 1_000 + 125.5 * minute });
    assert.equal(later.text, '$(error) 2 failed (2 h 5 min old)');
    assert.equal(later.changesWithTime, true);
    assert.match(
      later.tooltip,
      /^\*\*2 failed jobs\.\*\*\n\n\$\(warning\) Cannot be reached&#46; Check the network&#46;\n/,
    );
    assert.match(later.accessibleName, /Not updated for 2 h 5 min\. Cannot be reached\./);
    assert.match(contentOf({ ...stale, failed: 0 }).text, /^\$\(warning\) 0 failed/);
  });

  it('shows a warning, with the remedy, when the first read fails', () => {
    const content = contentOf({ state: state({ load: failedLoad, updatedAt: undefined }) });
    assert.equal(content.text, '$(warning) Batch');
    assert.equal(content.isError, false);
    assert.equal(content.click, 'checkConnection');
    assert.equal(content.changesWithTime, false);
    assert.match(content.tooltip, /Check the network/);
    assert.deepEqual(content.tooltipCommands, ['checkConnection', 'refresh', 'showLog']);
  });

  it('shows that automatic refresh is off', () => {
    const content = contentOf({ waitMs: 0, failed: 3 });
    assert.equal(content.text, '$(error) 3 failed $(sync-ignored)');
    assert.match(content.tooltip, /\nUpdated at (?:(?!every)[^\n])+\. {2}\n6 read units/);
    assert.match(content.tooltip, /\n\nAutomatic refresh is off\.\n/);
    assert.match(content.accessibleName, /Automatic refresh is off\.$/);
  });

  it('shows that the index lacks jobs, and that settings are invalid', () => {
    const shape = { index: 'partial', sizeBytes: 0 } as const;
    const { tooltip } = contentOf({ state: state({ shape }), settingProblems: 2 });
    assert.match(tooltip, /index "changes" lacks some jobs/);
    assert.match(tooltip, /\n2 settings are invalid/);
  });

  it('has a complete accessible label', () => {
    assert.equal(
      contentOf({ failed: 3, acknowledged: 1 }).accessibleName,
      'Batch Monitor. 3 failed jobs. 1 acknowledged failure is not counted. FAILED: 3. SUCCEEDED: 7. 10 jobs in table Jobs, eu-west-1.',
    );
  });

  describe('while signed out', () => {
    it('asks the user to sign in when there are no jobs', () => {
      const content = contentOf({ state: state({ load: expired, updatedAt: undefined }) });
      assert.equal(content.text, '$(key) Batch: sign in');
      assert.equal(
        content.accessibleName,
        'Batch Monitor. Your session has expired. Sign in again. Automatic refresh is paused until you sign in.',
      );
      assert.equal(content.isError, false);
      assert.equal(content.click, 'checkConnection');
    });

    it('keeps the count of failures and its age, with the reason', () => {
      const content = contentOf({ state: state({ load: expired }), failed: 2 });
      assert.equal(content.text, '$(error) 2 failed (<1 min old)');
      assert.match(
        content.tooltip,
        / Your session has expired&#46; Sign in again&#46; Automatic refresh is paused/,
      );
      assert.match(contentOf({ state: state({ load: expired }) }).text, /^\$\(key\) 0 failed/);
    });

    it('offers the best remedy first: on click when there are no jobs, and always as a link', () => {
      const error = new UserError('credentials.sso', 'It has ended.', 'Sign in.', 'signIn');
      const load = { phase: 'failed', error } as const;
      const content = contentOf({ state: state({ load, updatedAt: undefined }) });
      assert.equal(content.click, 'signIn');
      assert.equal(content.tooltipCommands[0], 'signIn');
      assert.match(content.tooltip, /\[Sign In\]\(command:batchMonitor\.signIn\)/);
      assert.equal(contentOf({ state: state({ load }) }).tooltipCommands[0], 'signIn');
    });

    it('promises no retry when automatic refresh is off', () => {
      assert.doesNotMatch(
        contentOf({ state: state({ load: expired }), waitMs: 0 }).tooltip,
        /waits/,
      );
    });
  });

  describe('with links', () => {
    it('has one for each command it may run, and no others', () => {
      const states: Partial<StatusBarDetails>[] = [
        {},
        { failed: 3 },
        { failed: 3, state: state({ load: failedLoad }) },
        { state: state({ load: expired, updatedAt: undefined }) },
        { state: state({ load: { phase: 'loading', loaded: 0 }, updatedAt: undefined }) },
      ];
      for (const over of states) {
        const content = contentOf(over);
        assert.deepEqual(
          linksOf(content),
          content.tooltipCommands.map(name => `command:${commands[name]}`),
        );
      }
      assert(contentOf({ failed: 3 }).tooltipCommands.includes('acknowledgeFailures'));
      assert(!contentOf().tooltipCommands.includes('acknowledgeFailures'));
    });

    it('makes no link, icon, cell or line from the contents of the table', () => {
      const hostile = [
        '[click](command:workbench.action.quit)',
        '$(error~spin)',
        'a | b',
        '<img src=x onerror=1>',
        'two\nlines',
        '`code` *bold* _it_ ~~no~~ https://example.com',
        '\u202eesrever',
        '',
      ];
      const content = contentOf({}, Object.fromEntries(hostile.map(status => [status, 1])));
      const table = content.tooltip.split('\n').filter(line => line.startsWith('| $(question)'));
      assert.equal(table.length, hostile.length);
      for (const line of table) {
        assert.match(line, /^\| \$\(question\) \| (?:[\p{L}\p{N} ]|&#\d+;)+ \| 1 \|$/u);
      }
      assert.match(table.join('\n'), /\| No status \| 1 \|/);
      assert.equal(linksOf(content).length, content.tooltipCommands.length);
    });

    it('stays short regardless of the number and length of statuses', () => {
      const counts = Object.fromEntries(
        Array.from({ length: 300 }, (_, index) => [`${'X'.repeat(5_000)}${index}`, 1]),
      );
      const content = contentOf({}, counts);
      assert.match(content.tooltip, /\n\| \| 288 other statuses \| \|\n/);
      assert(content.tooltip.length < 3_000);
    });

    it('shows an error message as text, too', () => {
      const load = {
        phase: 'failed',
        error: new UserError('network', '[x](command:a.b) $(bug)', 'Try.'),
      } as const;
      const content = contentOf({ state: state({ load }) });
      assert.equal(linksOf(content).length, content.tooltipCommands.length);
      assert.doesNotMatch(content.tooltip, /\$\(bug\)/);
    });
  });
});
