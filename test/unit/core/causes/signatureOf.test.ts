import assert from 'node:assert/strict';
import { causeOf, signatureOf } from '../../../../src/core/causes/causeOf';

const signature = (reason: string): string => signatureOf({ reason });

describe('the signature of a failure', () => {
  const alike: readonly (readonly [what: string, a: string, b: string])[] = [
    [
      'instance ids',
      'Host EC2 (instance i-06aab15f) terminated.',
      'Host EC2 (instance i-1) ended.'.replace('i-1) ended', 'i-04b17daec78ef4a0b) terminated'),
    ],
    [
      'UUIDs',
      'Job 7f3a2b1c-0d4e-4f5a-8b6c-1a2b3c4d5e6f lost',
      'Job 00000000-1111-4222-8333-444444444444 lost',
    ],
    [
      'children',
      'Job 7f3a2b1c-0d4e-4f5a-8b6c-1a2b3c4d5e6f:12 lost',
      'Job 7f3a2b1c-0d4e-4f5a-8b6c-1a2b3c4d5e6f:7 lost',
    ],
    [
      'digests',
      'layer sha256:5f70bf18a086007016e948b04aed3b82 bad',
      'layer sha256:c02342326b04a05fa0fc4c703c4aaa8f bad',
    ],
    [
      'ObjectIDs',
      'media 69490f5fc05fb78da7b7380f missing',
      'media 65f1c0ffee65f1c0ffee65f2 missing',
    ],
    ['numbers', 'used 3,100.5 of 2048 MiB', 'used 9 of 512 MiB'],
    ['lists of numbers', 'rows 1, 2, 3 are bad', 'rows 17 are bad'],
    [
      'dates',
      'failed at 2026-11-28T10:00:00Z again',
      'failed at 2025-01-02T03:04:05.678+01:00 again',
    ],
    ['clock times', 'failed at 10:00:00 again', 'failed at 3:04:05.678 again'],
    ['paths', 'write /usr/local/bin/ripples-fast: no space', 'write /tmp/x.so: no space'],
    ['URLs', 'Get https://a.example/v2/?x=1 failed', 'Get http://b.example failed'],
    [
      'images',
      'manifest for 123456789012.dkr.ecr.us-east-1.amazonaws.com/a:1 not found',
      'manifest for quay.io/b/c:latest not found',
    ],
    [
      'hosts',
      'lookup api.ecr.us-east-2.amazonaws.com failed',
      'lookup registry-1.docker.io failed',
    ],
    ['addresses', 'dial tcp 52.95.20.41:443: i/o timeout', 'dial tcp 10.0.0.1:8443: i/o timeout'],
    [
      'IPv6 addresses',
      'dial tcp [2600:1f18:22ba::1]:443 failed',
      'dial tcp [2600:1f18:1:2:3:4:5:6]:443 failed',
    ],
    ['ARNs', 'role arn:aws:iam::1:role/a refused', 'role arn:aws-cn:iam::2:role/b/c refused'],
    ['quoted names', 'cannot find "alpha" here', 'cannot find "beta gamma" here'],
    ['single quotes', "cannot find 'alpha' here", "cannot find 'beta gamma' here"],
    ['escaped quotes', String.raw`exec: \"a\": not found`, String.raw`exec: \"b\": not found`],
    ['further lines', 'failed to start\n\tat a', 'failed to start\r\nat b'],
    ['rows of numbers', 'rows 1 2 3 are bad', 'rows 17 are bad'],
    ['spaces', '  failed   to\tstart ', 'failed to start'],
    ['empty lines before', '\r\n\n failed to start', 'failed to start'],
  ];
  for (const [what, a, b] of alike) {
    it(`is the same whatever the ${what} are`, () => {
      assert.equal(signature(a), signature(b));
      assert.notEqual(signature(a), '');
    });
  }

  it('keeps what distinguishes failures', () => {
    assert.notEqual(
      signature('CannotPullContainerError: x'),
      signature('CannotStartContainerError: x'),
    );
    assert.equal(signature('Host EC2 is gone'), 'Host EC2 is gone');
    assert.equal(signature("it can't be the user's fault"), "it can't be the user's fault");
    assert.equal(signature('the facade and the cafe'), 'the facade and the cafe');
    assert.equal(signature('vCPU/memory/GPU is too high'), 'vCPU/memory/GPU is too high');
  });

  it('is that of the container’s reason, otherwise of the status reason, otherwise of the blocked queue', () => {
    const facts = { blocked: { reason: 'third' } };

    assert.equal(signatureOf({ reason: 'first', statusReason: 'second', facts }), 'first');
    assert.equal(signatureOf({ reason: ' \n ', statusReason: 'second', facts }), 'second');
    assert.equal(signatureOf({ reason: null, statusReason: '', facts }), 'third');
    assert.equal(signatureOf({}), '');
  });

  it('is its own signature, and short', () => {
    const texts = [...alike.flatMap(([, a, b]) => [a, b]), 'word '.repeat(500)];
    for (const text of texts) {
      assert.equal(signature(signature(text)), signature(text));
      assert.ok(signature(text).length <= 240);
    }
  });
});

describe('hostile texts', () => {
  const length = 100_000;
  const texts = [
    ...[' ', 'a', '0', '"', "'", '\\', '/', '.', ':', '-', '[', '#', '\n', '…', '\ud83d', '<'],
    ...['a-', 'a.', 'a/', '1,', '1.', 'f:', '::', '\\"', "a'", 'a1', '/.', '~/', 'arn:', '# '],
    ...['http://', 'aa bb ', 'cannotpull ', 'cannotpull … ', '2026-11-', 'sha256:', 'i-0', '0000-'],
    ...['essential container ', 'unable to pull secrets ', 'efs ', '10:00:', 'a.b.c/', 'e'],
  ].map(part => part.repeat(Math.ceil(length / part.length)));

  it('of 100 KB are explained and folded in a few milliseconds each', () => {
    for (const text of texts) {
      const times = [1, 2, 3].map(() => {
        const start = performance.now();
        signatureOf({ reason: text, statusReason: text });
        causeOf({ status: 'FAILED', reason: text, statusReason: text, exitCode: 1 });
        return performance.now() - start;
      });

      // The fastest counts: other programs may have slowed the rest.
      assert.ok(Math.min(...times) < 50, `${times.join(', ')} ms for ${text.slice(0, 12)}`);
    }
  });
});
