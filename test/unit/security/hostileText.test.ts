import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { jobConsoleLink, logConsoleLink } from '../../../src/core/aws/consoleLinks';
import { csvLine } from '../../../src/core/export/csv';
import { linkOf, viewOfLink } from '../../../src/core/filter/dashboardLink';
import { describeError } from '../../../src/core/diagnostics/errors';
import { eventAddress, jobIdOfEvent } from '../../../src/core/event/eventUri';
import { renderEvent } from '../../../src/core/event/redactEnvironment';
import { readEventDetails } from '../../../src/core/event/eventDetails';
import { renderFailure, renderItemEvent } from '../../../src/core/event/eventText';
import { failureMessage } from '../../../src/core/failures/failureMessage';
import { JobQueries } from '../../../src/core/query/jobQueries';
import { noFilter } from '../../../src/core/filter/jobFilter';
import { jobOf } from '../../../src/core/job/jobItem';
import { JobStore } from '../../../src/core/store/jobStore';
import {
  listLabel,
  markdownLabel,
  messageLabel,
  escapeText,
} from '../../../src/core/text/escapeText';
import { singleLine } from '../../../src/core/text/singleLine';
import { exportRows } from '../../../src/core/export/exportRows';
import { JobSnapshot } from '../../../src/core/store/jobSnapshot';
import { defaultTaskTypeRules } from '../../../src/core/job/taskType';
import { TaskTypes } from '../../../src/core/job/taskTypes';
import { terminalQuoted } from '../../../src/core/text/terminalQuoting';
import { finish } from '../../local/process/finish';
import {
  hostileEvent,
  hostileItem,
  maxInEventLength,
  plantedEnd,
} from '../../support/security/hostileJobs';
import { injections } from '../../support/security/injections';
import { plantedSecrets } from '../../support/security/plantedSecrets';
import { readCsv } from '../../support/oracles/readCsv';

const all = injections({
  address: 'http://127.0.0.1:1',
  command: 'evil.canary',
  script: 'globalThis.canary=1',
});
const texts = all.map(({ text }) => text);
const items = all.map(hostileItem);
const jobs = items.map(item => {
  const read = jobOf(item);
  assert(read.ok);
  return read.job;
});

const turnsOrBreaks = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

describe('hostile text', () => {
  it('stays on its line and does not change the direction of other text', () => {
    for (const label of [escapeText, messageLabel, listLabel, markdownLabel, singleLine]) {
      for (const text of texts) {
        assert.doesNotMatch(label(text, 200), turnsOrBreaks);
        assert(label(text, 200).length <= 5000);
      }
    }
  });

  it('makes no link in messages, no icon in lists, and no markup in Markdown', () => {
    for (const text of texts) {
      assert(!messageLabel(text, 200).includes(']('), text);
      assert.doesNotMatch(listLabel(text, 200), /(?<!\\)\$\([a-z0-9-]+(~[a-z0-9-]+)?\)/i);
      assert.doesNotMatch(markdownLabel(text, 200), /(?!&#\d+;)[^\p{L}\p{N} ;#&…]/u);
      assert.doesNotMatch(singleLine(text), /\$\(|\]\(/);
    }
  });

  it('makes no link in a notification, whatever failed', () => {
    for (const { jobId, jobName } of jobs) {
      const failure = { jobId, jobName, time: undefined };
      for (const failures of [[failure], [failure, failure], [failure, failure, failure]]) {
        const message = failureMessage(failures);
        assert(!message.includes(']('), message);
        assert.doesNotMatch(message, turnsOrBreaks);
      }
    }
  });

  it('never shows the end of a secret, wherever an event is cut', () => {
    for (const text of texts) {
      const event = JSON.stringify(hostileEvent(text.slice(0, 300), 'job'));
      assert(!renderEvent(event).text.includes(plantedEnd));
      for (const parts of [2, 3, 5, 7, 11]) {
        const cut = event.slice(0, Math.floor((event.length * (parts - 1)) / parts));
        assert(!renderEvent(cut).text.includes(plantedEnd), text);
      }
    }
    const { variables, ending } = plantedSecrets('cut');
    const event = JSON.stringify({ container: { environment: variables }, image: 'i' });
    for (let end = 0; end <= event.length; end++) {
      for (const text of [event.slice(0, end), JSON.stringify({ event: event.slice(0, end) })]) {
        assert(!renderEvent(text).text.includes(ending), text);
        assert(!renderEvent(text.slice(0, -1)).text.includes(ending), text);
      }
    }
  });

  it('is exported completely, and no cell of it is a formula', () => {
    for (const text of texts) {
      const [[cell = '', ...others] = [], ...lines] = readCsv(csvLine([text]));
      assert.deepEqual([others, lines], [[], []]);
      assert.doesNotMatch(cell, /^[\s\p{C}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u);
      assert.equal(cell.replace(/^'/, ''), text.replaceAll('\0', '').replace(/^'/, ''));
    }
  });

  it('keeps every job on one line of an export, in both formats', () => {
    const store = new JobStore();
    store.apply(jobs);
    const taskTypes = new TaskTypes(defaultTaskTypeRules);
    const text = (format: 'csv' | 'json'): string => {
      const settled = new JobSnapshot(store, Uint32Array.from(jobs.keys()));
      return [...exportRows(settled, format, taskTypes.of)].map(chunk => chunk.text).join('');
    };
    const rows = readCsv(text('csv'));
    assert.equal(rows.length, jobs.length + 1);
    const exported = JSON.parse(text('json')) as { jobName: string }[];
    assert.deepEqual(
      exported.map(({ jobName }) => jobName),
      jobs.map(({ jobName }) => jobName),
    );
  });

  it('is a file name without a path in the URI of an event, and is restored from it', () => {
    for (const job of jobs) {
      for (const jobId of [job.jobId, job.jobName]) {
        const address = eventAddress(jobId, job, 'place');
        assert.match(address.path, /^\/[\w.-]{1,128}( \([\w.-]{1,32}\))?\.json$/);
        assert(!address.path.slice(1).startsWith('/'));
        const expected = jobId.replace(/\p{Surrogate}/gu, '\ufffd');
        assert.equal(jobIdOfEvent(address), expected === '' ? undefined : expected);
      }
    }
  });

  it('opens no console except that of AWS', () => {
    const console =
      /^https:\/\/[a-z0-9-]+\.console\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)\//;
    for (const job of jobs) {
      const real = { ...job, jobId: 'a', region: 'eu-west-1' };
      for (const link of [
        jobConsoleLink(job),
        jobConsoleLink({ ...job, region: 'eu-west-1' }),
        jobConsoleLink({ ...real, jobQueue: job.jobName }),
        jobConsoleLink({ ...real, region: job.region }),
        logConsoleLink(job, job),
        logConsoleLink(real, { logGroupName: job.jobName, logStreamName: job.jobName }),
      ]) {
        if (link.ok) {
          assert.match(link.text, console);
          assert.equal(new URL(link.text).username, '');
        }
      }
    }
  });

  it('is restored from a link to the dashboard as the same filter and nothing else', () => {
    for (const text of texts) {
      const filter = { ...noFilter, queues: [text], statuses: [text], text: 'x' };
      const view = viewOfLink(linkOf('vscode://momentslab.batch-monitor/dashboard', { filter }));
      const kept = text.replace(/\p{Surrogate}/gu, '\ufffd');
      assert.deepEqual(view?.filter, {
        ...filter,
        queues: [kept],
        statuses: [kept],
        time: undefined,
      });
      assert.doesNotThrow(() => viewOfLink(text));
    }
  });

  it('is one word of a terminal’s line, as a shell parses it', function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    const words = texts.flatMap(text => {
      const line = terminalQuoted(['aws', '--profile', text], false);
      return line === undefined || text.length > 10_000 ? [] : [{ text, line }];
    });
    assert(words.length > 250, String(words.length));
    const script = words.map(({ line }) => `printf '%s\\0' ${line}`).join('\n');
    const { stdout, stderr } = spawnSync('sh', { input: script, encoding: 'utf8' });
    assert.equal(stderr, '');
    const kept = words.map(({ text }) => text.replace(/\p{Surrogate}/gu, '\ufffd'));
    assert.deepEqual(
      stdout.split('\0').filter((_, index) => index % 3 === 2),
      kept,
    );
  });

  it('contains nothing that a Windows terminal would run', () => {
    for (const text of texts) {
      const line = terminalQuoted(['aws', '--profile', text], true);
      assert.doesNotMatch(line ?? '', /[^\w@+=:,./ ()"-]/);
    }
  });

  it('leaves events valid JSON, with the values of all variables redacted', () => {
    for (const [index, item] of items.entries()) {
      const { text, language } = renderItemEvent(String(item['jobId']), item);
      assert.equal(language, 'json');
      const shown = JSON.parse(text) as {
        detail: { container: { environment: { name: string; value: string }[] } };
      };
      const [variable, ...others] = shown.detail.container.environment;
      assert.equal(variable?.value, '(redacted)');
      assert.deepEqual(others, []);
      // A text that holds variables itself has theirs covered.
      assert(
        variable.name === texts[index]?.slice(0, maxInEventLength) ||
          variable.name.includes('(redacted)'),
      );
    }
  });

  it('does not corrupt the message about an unreadable event', () => {
    for (const text of texts) {
      const note = renderItemEvent(text, undefined).text;
      assert.doesNotMatch(note.trimEnd(), turnsOrBreaks);
      assert.equal(renderFailure(text, 'Why.', 'What.').text.split('\n').length, 5);
      assert.doesNotThrow(() => readEventDetails('id', { fullEvent: text }));
      assert.doesNotThrow(() => renderItemEvent('id', { fullEvent: text }));
    }
  });

  it('is searched literally, even if it looks like a pattern', () => {
    const store = new JobStore();
    store.apply(jobs);
    const taskTypes = new TaskTypes(defaultTaskTypeRules);
    const queries = new JobQueries(store, taskTypes);
    const sort = { column: 'jobId', direction: 'ascending' } as const;
    for (const text of texts) {
      const query = queries.open({ ...noFilter, text: text.slice(0, 1000) }, sort, 0);
      finish(query.update());
      query.dispose();
    }
    queries.dispose();
  });

  it('stays on its line of the log, also within an error', () => {
    for (const text of texts) {
      const error = new Error(text, { cause: new TypeError(text) });
      assert.doesNotMatch(describeError(error), turnsOrBreaks, text);
    }
  });
});
