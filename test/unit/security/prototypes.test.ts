import assert from 'node:assert/strict';
import { checkSettings } from '../../../src/core/settings/settingsValidation';
import { viewOfLink } from '../../../src/core/filter/dashboardLink';
import { readEventDetails } from '../../../src/core/event/eventDetails';
import { renderItemEvent } from '../../../src/core/event/eventText';
import { jobOf } from '../../../src/core/job/jobItem';
import { JobQueries } from '../../../src/core/query/jobQueries';
import { JobStore } from '../../../src/core/store/jobStore';
import { noFilter } from '../../../src/core/filter/jobFilter';
import { defaultTaskTypeRules } from '../../../src/core/job/taskType';
import { TaskTypes } from '../../../src/core/job/taskTypes';
import { checkActionEntry, checkMarkEntry } from '../../../src/data/log/logEntrySchemas';
import { readLine } from '../../../src/data/log/logLine';
import { checkPreferences } from '../../../src/protocol/schemas';
import { checkToHost, checkToPage } from '../../../src/protocol/messages';
import { readSavedState } from '../../../webview/model/savedState';
import { finish } from '../../local/process/finish';
import { aJob } from '../../support/builders/builders';

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

/** JSON whose keys are the names by which prototypes are reached, with everything below that one may want. */
const poison = (wanted: Readonly<Record<string, unknown>>): unknown =>
  JSON.parse(
    `{${['__proto__', 'constructor', 'prototype']
      .map(name => `"${name}":${JSON.stringify({ ...wanted, polluted: true, prototype: wanted })}`)
      .join()}}`,
  );

const before = Object.getOwnPropertyNames(Object.prototype).toSorted();

describe('prototype pollution', () => {
  afterEach(() => {
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype).toSorted(), before);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    assert.equal(([] as unknown as Record<string, unknown>)['polluted'], undefined);
  });

  it('adds no jobId or attribute to an item', () => {
    assert.equal(jobOf(poison({ jobId: 'evil' }) as Record<string, unknown>).ok, false);
    const read = jobOf({ jobId: 'a', ...(poison({ status: 'FAILED' }) as object) });
    assert(read.ok);
    assert.equal(read.job.status, '');
  });

  it('adds nothing to an event', () => {
    const detail = poison({ container: { image: 'evil' }, attempts: [{}], tags: { a: 'b' } });
    const fullEvent = JSON.stringify({ detail });
    const read = readEventDetails('a', { jobId: 'a', fullEvent });
    assert(!read.ok || read.details.containers.shown.every(({ image }) => image !== 'evil'));
    // Shown as it is stored, to the key.
    assert.equal(renderItemEvent('a', { fullEvent }).text.match(/"__proto__"/g)?.length, 1);
  });

  it('adds nothing to messages, preferences, logs and a saved page: such keys are dropped', () => {
    const query = { id: 1, filter: noFilter, sort: { column: 'jobId', direction: 'ascending' } };
    assert.equal(checkToHost(poison({ type: 'query', ...query })).ok, false);
    assert.equal(checkToPage(poison({ type: 'changed' })).ok, false);
    const columns = [{ id: 'jobId' }];
    assert.equal(
      checkPreferences(poison({ columns, timeZone: 'utc', timeStyle: 'absolute' })),
      undefined,
    );
    assert.equal(checkActionEntry(poison({ id: 'x' })), undefined);
    assert.equal(checkMarkEntry(poison({ id: 'x' })), undefined);
    const line = readLine(JSON.stringify(poison({ written: 1, cleared: true })), checkMarkEntry, 1);
    assert.deepEqual(line, { kind: 'unknown' });
    const saved = readSavedState(poison({ filter: noFilter, detailsOpen: true }));
    assert.equal(saved.detailsOpen, false);
    const state = readSavedState({ filter: poison({ text: 'evil' }) });
    assert.equal(state.filter.text, '');
  });

  it('adds no value to settings, and its keys are not names of settings', () => {
    const { values } = checkSettings(key =>
      key === 'connections'
        ? [poison({ name: 'evil', endpoint: 'http://evil.example' })]
        : key === 'taskTypes'
          ? [poison({ name: 'evil', queue: ['x'] })]
          : undefined,
    );
    assert.deepEqual([values.connections, values.taskTypes], [[], []]);
  });

  it('adds nothing to a link', () => {
    const view = viewOfLink('?__proto__=x&constructor=y&status=__proto__&sort=constructor');
    assert.deepEqual(view?.filter, { ...noFilter, statuses: ['__proto__'], time: undefined });
    assert.equal(view.sort, undefined);
  });

  it('does not affect jobs with such names, which are counted, filtered and found like others', () => {
    const store = new JobStore();
    store.apply(
      names.map(name =>
        aJob({ jobId: name, jobName: name, status: name, region: name, mediaId: name }),
      ),
    );
    const queries = new JobQueries(store, new TaskTypes(defaultTaskTypeRules));
    for (const name of names) {
      assert.equal(store.get(name)?.jobName, name);
      const query = queries.open(
        { ...noFilter, statuses: [name] },
        { column: 'status', direction: 'ascending' },
        0,
      );
      const { jobs, facets } = finish(query.update());
      assert.deepEqual(
        jobs(0, 9).map(({ jobId }) => jobId),
        [name],
      );
      assert.equal(facets.statuses.length, names.length);
      query.dispose();
    }
    assert.equal(store.get('valueOf'), undefined);
    queries.dispose();
  });
});
