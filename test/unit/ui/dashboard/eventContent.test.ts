import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readEventDetails } from '../../../../src/core/event/eventDetails';
import type { EventOutcome, Fact } from '../../../../src/protocol/details';
import { checkToPage } from '../../../../src/protocol/messages';
import { eventContent } from '../../../../src/ui/dashboard/eventContent';
import { fixture } from '../../../support/builders/batchEvents';
import { damagedEvent } from '../../../support/builders/damagedEvents';

type Read = Extract<EventOutcome, { kind: 'read' }>;

const contentOf = (detail: unknown, known: readonly string[] = []): Read => {
  const read = readEventDetails('job-1', { fullEvent: JSON.stringify({ detail }) });
  assert(read.ok);
  const outcome = eventContent(read.details, id => known.includes(id));
  const checked = checkToPage(
    JSON.parse(JSON.stringify({ type: 'event', jobId: 'job-1', outcome })),
  );
  assert(checked.ok, checked.ok ? '' : checked.reason);
  assert(outcome.kind === 'read');
  return outcome;
};
const lines = (facts: readonly Fact[] = []): string[] =>
  facts.map(({ label, value }) => `${label}: ${value}`);

describe('eventContent', () => {
  it('omits empty sections', () => {
    assert.deepEqual(contentOf({ parameters: {}, tags: { resourceArn: 'arn' } }), {
      kind: 'read',
      note: undefined,
      attempts: [],
      earlierAttempts: 0,
      sections: [],
    });
  });

  it('names containers if there are several', () => {
    const { sections } = contentOf({
      ecsProperties: {
        taskProperties: [
          {
            containers: [
              { name: 'main', image: 'a', environment: [{ name: 'X' }] },
              { image: 'b' },
            ],
          },
        ],
      },
    });
    assert.deepEqual(
      sections.map(({ title }) => title),
      ['Container main', 'Container 2', 'Environment of container main'],
    );
    assert.deepEqual(lines(sections[2]?.facts), ['X: (redacted)']);
  });

  it('shows the outcome of each container of an attempt', () => {
    const { attempts } = contentOf({
      attempts: [
        {
          taskProperties: [
            {
              containers: [
                { name: 'main', exitCode: 0 },
                { name: 'log', exitCode: 3 },
              ],
            },
          ],
        },
        { container: { exitCode: 0, logStreamName: 's' } },
        { container: {} },
        { container: {} },
      ],
    });
    assert.deepEqual(
      attempts.map(({ succeeded }) => succeeded),
      [false, false, false, undefined],
    );
    assert.deepEqual(lines(attempts[0]?.facts), [
      'Container: main',
      'Exit code: 0',
      'Container: log',
      'Exit code: 3',
    ]);
    assert.deepEqual(lines(attempts[1]?.facts), ['Exit code: 0', 'Log stream: s']);
  });

  it('marks only the last attempt of a successful job as succeeded', () => {
    const outcomes = (status: string | undefined, ...exitCodes: (number | undefined)[]) =>
      contentOf({
        status,
        attempts: exitCodes.map(exitCode => ({ container: { exitCode } })),
      }).attempts.map(({ succeeded }) => succeeded);
    assert.deepEqual(outcomes('FAILED', 0), [false], 'whatever its exit code');
    assert.deepEqual(outcomes('FAILED', 0, 0), [false, false]);
    assert.deepEqual(outcomes('SUCCEEDED', 0, 0), [false, true]);
    assert.deepEqual(outcomes('SUCCEEDED', 1, undefined), [false, true]);
    for (const status of ['RUNNABLE', 'STARTING', 'RUNNING']) {
      assert.deepEqual(outcomes(status, 0), [false], 'another attempt follows');
    }
    assert.deepEqual(outcomes(undefined, 1, 0), [false, true], 'only its exit code tells');
    assert.deepEqual(outcomes('NEW', 3), [false]);
    assert.deepEqual(outcomes('NEW', undefined), [undefined]);
  });

  it('has a stopped sidecar in a successful attempt', () => {
    const { detail } = fixture('40');
    assert.deepEqual(
      contentOf({ ...(detail as object), jobId: 'job-1' }).attempts.map(
        ({ succeeded }) => succeeded,
      ),
      [true],
    );
  });

  it('recognizes an attempt that ran by an exit code, including that of an init container alone', () => {
    const ranOf = (prefix: string) =>
      contentOf({ ...(fixture(prefix)['detail'] as object), jobId: 'job-1' }).attempts.map(
        ({ ran }) => ran,
      );
    assert.deepEqual(ranOf('41'), [true]);
    assert.deepEqual(ranOf('42'), [true], 'it started, though its main container did not');
  });

  it('treats a time of 0 as missing', () => {
    const [attempt] = contentOf({ attempts: [{ startedAt: 0, stoppedAt: 7 }] }).attempts;
    assert.deepEqual([attempt?.startedAt, attempt?.stoppedAt], [undefined, 7]);
  });

  it('shows the containers of nodes, and the init containers of a pod', () => {
    const titles = (prefix: string) =>
      contentOf({ ...(fixture(prefix)['detail'] as object), jobId: 'job-1' }).sections.map(
        ({ title, facts }) => `${title}: ${lines(facts).join(', ')}`,
      );
    assert.deepEqual(titles('44'), [
      'Container: Image: i, Command: run --media_id 65f1c0ffee65f1c0ffee65f2, Log group: /ml/train',
      'Settings: Nodes: 2 nodes, main node 0',
      'Environment: KEY: (redacted)',
    ]);
    assert.deepEqual(titles('50'), [
      'Container init: Image: i, Command: prep --media-id 65f1c0ffee65f1c0ffee65f9',
      'Container main: Image: m',
    ]);
  });

  it('shows where the log of a container is, if not in the default location', () => {
    const logsOf = (logConfiguration: object) =>
      lines(contentOf({ container: { image: 'i', logConfiguration } }).sections[0]?.facts).slice(1);
    assert.deepEqual(logsOf({ logDriver: 'awslogs', options: {} }), []);
    assert.deepEqual(logsOf({ logDriver: 'splunk', options: { 'splunk-url': 'u' } }), [
      'Log driver: splunk',
    ]);
    assert.deepEqual(
      logsOf({ options: { 'awslogs-group': '/g', 'awslogs-region': 'us-west-2' } }),
      ['Log group: /g', 'Log region: us-west-2'],
    );
  });

  it('counts the children of an array job by status', () => {
    const { sections } = contentOf({ ...(fixture('46')['detail'] as object), jobId: 'job-1' });
    assert.deepEqual(lines(sections[0]?.facts), ['Children: SUCCEEDED 2']);
  });

  it('accepts an event with any damage', () => {
    fc.assert(
      fc.property(damagedEvent, event => {
        const jobId = (event['detail'] as { jobId?: unknown } | null)?.jobId;
        const read = readEventDetails(typeof jobId === 'string' ? jobId : 'job-1', {
          fullEvent: JSON.stringify(event),
        });
        if (read.ok) {
          const outcome = eventContent(read.details, () => false);
          const message = JSON.stringify({ type: 'event', jobId: 'job-1', outcome });
          assert(checkToPage(JSON.parse(message)).ok);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('copies the full value of what it shows in part', () => {
    const image = 'x'.repeat(12_000);
    const [fact] = contentOf({ container: { image } }).sections[0]?.facts ?? [];
    assert.deepEqual(fact?.copy, { name: 'Image', text: image });
    assert.match(fact.value, /… \(12,000 characters\)$/);
  });

  it('links to dependencies that can be shown', () => {
    const dependsOn = [{ jobId: 'a' }, { jobId: 'b' }];
    const [settings] = contentOf({ dependsOn }, ['b']).sections;
    assert.deepEqual(
      settings?.facts.map(({ jobId }) => jobId),
      [undefined, 'b'],
    );
  });
});
