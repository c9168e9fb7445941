import assert from 'node:assert/strict';
import { checkSettings } from '../../../../src/core/settings/settingsValidation';
import { defaultStuckLimits } from '../../../../src/core/job/stuckJobs';
import { defaultTaskTypeRules } from '../../../../src/core/job/taskType';

const check = (raw: Record<string, unknown>) => checkSettings(key => raw[key]);

describe('checkSettings', () => {
  it('uses the default table and region when nothing is set', () => {
    assert.deepEqual(check({}), {
      values: {
        tableName: 'MonitoringToolTest',
        region: 'eu-west-1',
        profile: undefined,
        endpoint: undefined,
        connections: [],
        source: 'table',
        historyHours: 168,
        queues: [],
        refreshIntervalMs: 60_000,
        liveIntervalMs: 5_000,
        taskTypes: defaultTaskTypeRules,
        stuckAfter: defaultStuckLimits,
        failedWithinHours: undefined,
        failureCount: 'all',
        costWarningPerDay: 1,
        timeZone: 'local',
        actionsMode: 'simulate',
        acknowledgesRetried: true,
        previewsLogs: true,
        savesJobs: true,
        notifications: undefined,
      },
      problems: [],
    });
  });

  it('uses the values that are set, trimmed', () => {
    const { values, problems } = check({
      tableName: ' Jobs ',
      source: 'batch',
      historyHours: 24,
      queues: [' fast ', 'arn:aws:batch:eu-west-1:1:job-queue/slow'],
      region: 'us-gov-west-1',
      profile: 'media',
      endpoint: 'http://127.0.0.1:8000',
      refreshIntervalSeconds: 30,
      'statusBar.failedWithin': 24,
      'statusBar.count': 'unresolved',
      costWarningPerDay: 0,
      timeZone: 'utc',
      'actions.mode': 'live',
      'actions.acknowledgeRetried': false,
      'logs.preview': false,
      'cache.enabled': false,
      'notifications.mode': 'failures',
      'notifications.filter': ' type:encode ',
      'notifications.windowSeconds': 5,
      taskTypes: [{ name: 'Encode', queue: ['gpu'] }],
      stuckAfter: { RUNNABLE: 180, STARTING: 0 },
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(values, {
      tableName: 'Jobs',
      region: 'us-gov-west-1',
      profile: 'media',
      endpoint: 'http://127.0.0.1:8000',
      connections: [],
      source: 'batch',
      historyHours: 24,
      queues: ['fast', 'arn:aws:batch:eu-west-1:1:job-queue/slow'],
      refreshIntervalMs: 30_000,
      liveIntervalMs: 5_000,
      taskTypes: [{ name: 'Encode', queue: ['gpu'], definition: [] }],
      stuckAfter: { ...defaultStuckLimits, RUNNABLE: 10_800_000, STARTING: Infinity },
      failedWithinHours: 24,
      failureCount: 'unresolved',
      costWarningPerDay: 0,
      timeZone: 'utc',
      actionsMode: 'live',
      acknowledgesRetried: false,
      previewsLogs: false,
      savesJobs: false,
      notifications: { filter: 'type:encode', windowMs: 5_000 },
    });
  });

  it('uses the default limit of a status whose limit is invalid, and says so', () => {
    const { values, problems } = check({
      stuckAfter: { RUNNABLE: 'soon', PENDING: -1, STARTING: 1e9, RUNNING: 5, SUBMITTED: 30 },
    });
    assert.deepEqual(values.stuckAfter, { ...defaultStuckLimits, SUBMITTED: 1_800_000 });
    assert.deepEqual(problems, [
      'batchMonitor.stuckAfter.RUNNABLE is not a number from 0 to 525600; 60 is used instead.',
      'batchMonitor.stuckAfter.PENDING is not a number from 0 to 525600; 60 is used instead.',
      'batchMonitor.stuckAfter.STARTING is not a number from 0 to 525600; 10 is used instead.',
      'batchMonitor.stuckAfter: "RUNNING" is not one of SUBMITTED, PENDING, RUNNABLE, STARTING; it is ignored.',
    ]);
    for (const stuckAfter of [7, 'RUNNABLE', null, [60]]) {
      const checked = check({ stuckAfter });
      assert.equal(checked.values.stuckAfter, defaultStuckLimits);
      assert.match(checked.problems.join(), /^batchMonitor\.stuckAfter is not an object; /);
    }
  });

  it('sends no notifications by default, nor with an invalid filter', () => {
    const rules = (raw: Record<string, unknown>) => check(raw).values.notifications;
    const on = { 'notifications.mode': 'failures' };
    assert.deepEqual(rules(on), { filter: '', windowMs: 30_000 });
    assert.equal(rules({ 'notifications.mode': 'off' }), undefined);
    assert.equal(rules({ 'notifications.mode': true }), undefined);
    for (const filter of ['colour:red', 'is:odd', '"open', 7, 'x'.repeat(1001)]) {
      const { values, problems } = check({ ...on, 'notifications.filter': filter });
      assert.equal(values.notifications, undefined);
      assert.match(
        problems.join(),
        /^batchMonitor\.notifications\.filter .*so notifications are off\./,
      );
    }
    const { problems } = check({ ...on, 'notifications.windowSeconds': -1 });
    assert.match(problems.join(), /windowSeconds is not a number from 0 to 3600; 30 is used/);
    assert.match(check({ 'notifications.mode': 'all' }).problems.join(), /"off" is used instead/);
  });

  it('counts all failures by default, or if the setting is invalid', () => {
    assert.equal(check({}).values.failureCount, 'all');
    const { values, problems } = check({ 'statusBar.count': 'some' });
    assert.equal(values.failureCount, 'all');
    assert.match(problems.join(), /statusBar\.count .*"all" is used instead/);
  });

  it('shows local times by default, or if the setting is invalid', () => {
    const { values, problems } = check({ timeZone: 'Europe/Paris' });
    assert.equal(values.timeZone, 'local');
    assert.match(problems.join(), /timeZone .*"local" is used instead/);
  });

  it('reports for each invalid value what is used instead', () => {
    const { values, problems } = check({
      tableName: 'a b',
      region: 'Ireland',
      endpoint: 'ftp://x',
      refreshIntervalSeconds: -1,
      taskTypes: 'none',
      costWarningPerDay: '5',
      'logs.preview': 'yes',
    });
    assert.equal(values.tableName, 'MonitoringToolTest');
    assert.equal(values.endpoint, undefined);
    assert.deepEqual(problems, [
      'batchMonitor.refreshIntervalSeconds is not a number from 0 to 86400; 60 is used instead.',
      'batchMonitor.costWarningPerDay is not a number from 0 to 1000000; 1 is used instead.',
      'batchMonitor.tableName is not a valid DynamoDB table name; "MonitoringToolTest" is used instead.',
      'batchMonitor.region is not a valid AWS region; "eu-west-1" is used instead.',
      'batchMonitor.endpoint is not an http or https URL; it is ignored.',
      'batchMonitor.taskTypes is not a list; the default rules are used instead.',
      'batchMonitor.logs.preview is not true or false; true is used instead.',
    ]);
  });

  it('accepts empty values, and the bounds of each range', () => {
    const { values, problems } = check({
      tableName: '',
      profile: '',
      taskTypes: [],
      refreshIntervalSeconds: 86_400,
      liveIntervalSeconds: 1,
      'notifications.mode': 'off',
      'notifications.filter': 'x'.repeat(1_000),
    });
    assert.deepEqual(problems, []);
    assert.equal(values.tableName, 'MonitoringToolTest');
    assert.equal(values.taskTypes, defaultTaskTypeRules);
    assert.equal(values.refreshIntervalMs, 86_400_000);
    assert.equal(check({ refreshIntervalSeconds: 5 }).problems.length, 0);
    assert.deepEqual(check({ refreshIntervalSeconds: 4 }).problems, [
      'batchMonitor.refreshIntervalSeconds is below the minimum of 5 s; 5 s is used instead.',
    ]);
    assert.match(check({ tableName: 7 }).problems.join(), /tableName is not/);
  });

  it('turns refresh off at 0 and never polls faster than every 5 seconds', () => {
    assert.equal(check({ refreshIntervalSeconds: 0 }).values.refreshIntervalMs, 0);
    assert.equal(check({ refreshIntervalSeconds: 9_999_999 }).values.refreshIntervalMs, 60_000);
    assert.equal(check({ refreshIntervalSeconds: 0 }).values.liveIntervalMs, 0);
    assert.equal(check({ liveIntervalSeconds: 0 }).values.liveIntervalMs, 0);
    assert.equal(check({ liveIntervalSeconds: 0.1 }).values.liveIntervalMs, 1_000);
    assert.equal(check({ refreshIntervalSeconds: 0.1 }).values.refreshIntervalMs, 5_000);
  });

  it('ignores task-type rules that would match nothing or everything, and keeps the rest', () => {
    const { values, problems } = check({
      taskTypes: [
        null,
        { name: '' },
        { name: 'All' },
        { name: 'Bad', queue: [7, 'q'] },
        { name: 'Empty', queue: ['', 'q'] },
        { name: '', queue: ['q'] },
        { name: 7, queue: ['q'] },
        'rule',
        { name: 'Good', definition: ['x'] },
      ],
    });
    assert.deepEqual(values.taskTypes, [{ name: 'Good', queue: [], definition: ['x'] }]);
    assert.equal(problems.length, 8);
  });
});
