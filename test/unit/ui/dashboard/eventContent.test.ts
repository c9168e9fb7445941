import assert from 'node:assert/strict';
import { readEventDetails } from '../../../../src/core/event/eventDetails';
import { checkToPage, type EventOutcome, type Fact } from '../../../../src/protocol';
import { eventContent } from '../../../../src/ui/dashboard/eventContent';

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
  it('has no section without facts', () => {
    assert.deepEqual(contentOf({ parameters: {}, tags: { resourceArn: 'arn' } }), {
      kind: 'read',
      note: undefined,
      attempts: [],
      earlierAttempts: 0,
      sections: [],
    });
  });

  it('names containers where there are several', () => {
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

  it('tells the outcome of each container of an attempt', () => {
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
      [false, true, false, undefined],
    );
    assert.deepEqual(lines(attempts[0]?.facts), [
      'Container: main',
      'Exit code: 0',
      'Container: log',
      'Exit code: 3',
    ]);
    assert.deepEqual(lines(attempts[1]?.facts), ['Exit code: 0', 'Log stream: s']);
  });

  it('copies the whole of what it shows a part of', () => {
    const image = 'x'.repeat(12_000);
    const [fact] = contentOf({ container: { image } }).sections[0]?.facts ?? [];
    assert.deepEqual(fact?.copy, { name: 'Image', text: image });
    assert.match(fact.value, /… \(12,000 characters\)$/);
  });

  it('leads to the jobs depended on that can be shown', () => {
    const dependsOn = [{ jobId: 'a' }, { jobId: 'b' }];
    const [settings] = contentOf({ dependsOn }, ['b']).sections;
    assert.deepEqual(
      settings?.facts.map(({ jobId }) => jobId),
      [undefined, 'b'],
    );
  });
});
