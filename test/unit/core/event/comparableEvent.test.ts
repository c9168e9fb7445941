import assert from 'node:assert/strict';
import { comparableEvent } from '../../../../src/core/event/comparableEvent';
import { eventFixtures, anEvent, anAttempt, fixture } from '../../../support/builders/batchEvents';

const textOf = (event: unknown): string =>
  comparableEvent('job-1', { jobId: 'job-1', fullEvent: JSON.stringify(event) });

const detailOf = (event: unknown): Record<string, unknown> =>
  (JSON.parse(textOf(event)) as { detail: Record<string, unknown> }).detail;

describe('comparableEvent', () => {
  it('is the same for two runs that differ only in ids, times, and addresses', () => {
    const first = anEvent({
      jobName: 'pre-69490f5fc05fb78da7b7380f-1766395755577',
      createdAt: 1_766_395_755_577,
      container: {
        command: ['ingest', '--media_id', '69490f5fc05fb78da7b7380f', '--date', '2026-11-23'],
        taskArn: 'arn:aws:ecs:eu-west-1:123456789012:task/c/0c1d8f7e3d2b4a5f9e8d7c6b5a493827',
        networkInterfaces: [
          { attachmentId: '6e8d3a5b-6b8b-4a49-93ad-3c1f7e2c1fb1', privateIpv4Address: '10.0.3.77' },
        ],
      },
    });
    const second = anEvent(
      {
        jobId: '11111111-0a82-49aa-ba5a-4727fcce14a8',
        jobName: 'pre-5e8f0a77c05fb78da7b73aaa-1766399999999',
        createdAt: 1_766_399_999_999,
        container: {
          networkInterfaces: [
            {
              privateIpv4Address: '10.0.9.1',
              attachmentId: '7f8d3a5b-6b8b-4a49-93ad-3c1f7e2c1fb1',
            },
          ],
          taskArn: 'arn:aws:ecs:eu-west-1:123456789012:task/c/99999f7e3d2b4a5f9e8d7c6b5a493827',
          command: ['ingest', '--media_id', '5e8f0a77c05fb78da7b73aaa', '--date', '2026-11-29'],
        },
      },
      { time: '2026-11-29T08:00:00Z', id: '99999999-76e5-d76a-f980-7011e206042b' },
    );
    assert.equal(textOf(first), textOf(second));
    assert.match(textOf(first), /"jobName": "pre-<id>-<time>"/);
    assert.match(textOf(first), /task\/c\/<id>"/);
  });

  it('keeps what tells two runs apart: revision, image, resources, exit code, account', () => {
    const image = `repo/ingest@sha256:${'0a1b2c3d'.repeat(8)}`;
    const detail = detailOf(
      anEvent({
        jobDefinition: 'arn:aws:batch:eu-west-1:123456789012:job-definition/test:42',
        attempts: [anAttempt({ exitCode: 137 })],
        container: { image, resourceRequirements: [{ type: 'VCPU', value: '4' }] },
      }),
    );
    assert.equal(
      detail['jobDefinition'],
      'arn:aws:batch:eu-west-1:123456789012:job-definition/test:42',
    );
    assert.deepEqual(detail['container'], {
      image,
      resourceRequirements: [{ type: 'VCPU', value: '4' }],
    });
    assert.match(JSON.stringify(detail['attempts']), /"exitCode":137/);
  });

  it('lists environment variables by name, without their values', () => {
    const environment = [
      { name: 'STAGE', value: 'do-not-show' },
      { name: 'API_TOKEN', value: 'do-not-show' },
    ];
    const pod = { env: ['B=do-not-show', 'A=do-not-show'] };
    const event = anEvent({ container: { environment }, pod });
    assert.doesNotMatch(textOf(event), /do-not-show/);
    assert.deepEqual(detailOf(event)['container'], {
      environment: { API_TOKEN: '(redacted)', STAGE: '(redacted)' },
    });
    assert.deepEqual(detailOf(event)['pod'], { env: { A: '(redacted)', B: '(redacted)' } });
  });

  it('sorts keys and lists of named things, and keeps the order of all others', () => {
    const event = anEvent({
      b: 1,
      a: ['z', 'y'],
      secrets: [
        { name: 'TOKEN', valueFrom: 'x' },
        { name: 'KEY', valueFrom: 'y' },
      ],
    });
    const detail = detailOf(event);
    assert.deepEqual(Object.keys(detail), Object.keys(detail).toSorted());
    assert.deepEqual(detail['a'], ['z', 'y']);
    assert.deepEqual(detail['secrets'], [
      { name: 'KEY', valueFrom: 'y' },
      { name: 'TOKEN', valueFrom: 'x' },
    ]);
  });

  it('is a JSON string that says why where the event cannot be read', () => {
    const missing = JSON.parse(comparableEvent('job-1', undefined)) as string;
    assert.equal(missing, 'Job job-1 is no longer in the table.');
    const damaged = comparableEvent('job-1', {
      fullEvent: '{"environment":[{"name":"A","value":"do-not-show"}],"cut',
    });
    assert.match(JSON.parse(damaged) as string, /^The stored fullEvent is not valid JSON/);
    assert.doesNotMatch(damaged, /do-not-show/);
    const none = comparableEvent('job-1', { jobId: 'job-1', environment: { A: 'do-not-show' } });
    assert.match(JSON.parse(none) as string, /has no fullEvent/);
    assert.doesNotMatch(none, /do-not-show/);
  });

  it('reads every recorded event, the same whatever the order of its keys', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) {
        return value.map(reversed);
      }
      return typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([key, part]) => [key, reversed(part)]),
          )
        : value;
    };
    for (const name of eventFixtures) {
      const event = fixture(name.slice(0, 2));
      assert.equal(textOf(event), textOf(reversed(event)), name);
    }
  });

  it('takes no longer than its length for hostile texts', () => {
    const started = performance.now();
    for (const text of ['1a'.repeat(50_000), '-'.repeat(100_000), '1:'.repeat(50_000)]) {
      textOf(anEvent({ statusReason: text }));
    }
    assert(performance.now() - started < 2_000);
  });
});
