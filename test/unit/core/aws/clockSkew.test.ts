import assert from 'node:assert/strict';
import { clockSkew } from '../../../../src/core/aws/clockSkew';

const now = Date.UTC(2026, 10, 23, 10, 0, 0);
const minute = 60_000;
const skew = (name: string, message: string, answeredAt?: number) =>
  clockSkew({ name, message }, answeredAt, now);

describe('clockSkew', () => {
  it('detects a slow clock from the times in the message', () => {
    const message =
      'Signature expired: 20261123T093000Z is now earlier than 20261123T095500Z (20261123T100000Z - 5 min.)';
    assert.equal(skew('InvalidSignatureException', message), -30 * minute);
  });

  it('detects a fast clock', () => {
    const message =
      'Signature not yet current: 20261123T110000Z is still later than 20261123T100500Z (20261123T100000Z + 5 min.)';
    assert.equal(skew('InvalidSignatureException', message), 60 * minute);
  });

  it('compares with the time of the response if the message has no times', () => {
    const message = 'The difference between the request time and the current time is too large.';
    assert.equal(skew('RequestTimeTooSkewed', message, now + 20 * minute), -20 * minute);
    assert.equal(skew('RequestExpired', 'Request has expired.', now - 7 * minute), 7 * minute);
  });

  it('detects a wrong clock even if the difference is unknown', () => {
    assert.equal(skew('RequestTimeTooSkewed', 'Too skewed.'), 0);
  });

  it('ignores errors with other causes', () => {
    const others = [
      ['ExpiredTokenException', 'The security token included in the request is expired'],
      ['InvalidSignatureException', 'The request signature we calculated does not match'],
      ['UnrecognizedClientException', 'The security token included in the request is invalid.'],
      ['ResourceNotFoundException', 'Requested resource not found'],
    ] as const;
    for (const [name, message] of others) {
      assert.equal(skew(name, message, now - 60 * minute), undefined, name);
    }
  });
});
