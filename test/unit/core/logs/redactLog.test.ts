import assert from 'node:assert/strict';
import { redactLog } from '../../../../src/core/logs/redactLog';

const secretKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKE1';

describe('secrets in a log', () => {
  for (const line of [
    'AWS_SECRET_ACCESS_KEY=S3CRET-value',
    '"password": "S3CRET with spaces"',
    "token='S3CRET with spaces'",
    String.raw`{"message":"{\"api_key\": \"S3CRET with spaces\"}"}`,
    'Authorization: Bearer S3CRET-abcdefgh.ijk',
    'https://user:S3CRET@example.com/path',
    'environment: [{"name":"MODE","value":"S3CRET"}]',
    '{"env":{"MODE":"S3CRET"},"level":"info"}',
    String.raw`"{\"environment\":[{\"name\":\"A\",\"value\":\"S3CRET\"}]}"`,
  ]) {
    it(`are redacted in ${line}`, () => {
      assert.doesNotMatch(redactLog(line), /S3CRET|with spaces/);
      assert.match(redactLog(line), /\(redacted\)/);
    });
  }

  for (const word of [secretKey, 'AKIAIOSFODNN7EXAMPLE', 'eyJhbGciOi.eyJzdWIiOiIx.c2ln']) {
    it(`are redacted by their format alone: ${word}`, () =>
      assert.equal(redactLog(`using ${word} now`), 'using (redacted) now'));
  }

  it('redact a private key line by line', () => {
    const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj';
    assert.equal(redactLog(`-----BEGIN PRIVATE KEY-----\n${line}`).includes(line), false);
  });

  for (const line of [
    '{"env":"production","level":"error","value":42,"message":"boom"}',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 ok',
    'reading /data/Media/2026/11/Assembly01/frames/Part0001/File00001',
    'max_tokens=4096, next_token: null, KeyError: x',
    'arn:aws:batch:eu-west-1:123456789012:job-definition/storage-pre-v2:129',
    'GET https://example.com/a?page=2 200',
  ]) {
    it(`are not seen in ${line}`, () => assert.equal(redactLog(line), line));
  }

  it('cost no more than the line is long', () => {
    for (const part of ['secret', '://', 'token=', '"env": [', 'A1b/', 'password\\"']) {
      const line = part.repeat(1_000_000 / part.length);
      const start = performance.now();
      redactLog(line);
      assert(performance.now() - start < 3_000, part);
    }
  });
});
