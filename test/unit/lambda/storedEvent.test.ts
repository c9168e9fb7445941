import assert from 'node:assert/strict';
import fc from 'fast-check';
import { storedEvent } from '../../../lambda/storedEvent';
import { truncationMarker, isCutEvent } from '../../../src/core/event/truncationMarker';
import { anEvent } from '../../support/builders/batchEvents';

const room = 65_536;
const store = (event: unknown, redactsEnvironment = false): string =>
  storedEvent(event, { room, redactsEnvironment });

function nested(depth: number): unknown {
  let value: unknown = 'core';
  for (let level = 0; level < depth; level++) {
    value = [value];
  }
  return value;
}

describe('storedEvent', () => {
  it('is the unchanged event, if it fits', () => {
    const event = anEvent({ parameters: { a: '1' } });
    assert.equal(store(event), JSON.stringify(event));
  });

  it('shortens as little as necessary: one long string leaves the rest unchanged', () => {
    const event = anEvent({ parameters: { long: 'x'.repeat(80_000), short: 'y'.repeat(30_000) } });
    const { detail } = JSON.parse(store(event)) as ReturnType<typeof anEvent>;
    const { long, short } = (detail as { parameters: Record<string, string> }).parameters;
    assert.equal(short, 'y'.repeat(30_000));
    assert.equal(long, `${'x'.repeat(32_768)}… (cut: 47232 more characters)`);
  });

  it('starts with a marker that lists what was cut', () => {
    const stored = store(anEvent({ long: 'x'.repeat(80_000) }));
    assert(isCutEvent(stored));
    const note = (JSON.parse(stored) as Record<string, unknown>)[truncationMarker];
    assert.match(
      String(note),
      /^This event has \d{5} bytes, more than a DynamoDB item has room for\./,
    );
  });

  it('never splits a character', () => {
    const stored = store(anEvent({ long: `x${'😀'.repeat(40_000)}` }));
    assert(JSON.parse(stored) !== undefined && stored.isWellFormed());
    assert(!/\\ud[89a-f]/i.test(stored));
  });

  it('redacts log driver options that may be secrets, also in a shortened event', () => {
    const options = { 'awslogs-group': '/g', 'splunk-token': 's3cret', apikey: 's3cret' };
    for (const rest of [{}, { parameters: { long: 'x'.repeat(80_000) } }]) {
      const event = anEvent({ container: { logConfiguration: { options } }, ...rest });
      const stored = store(event, true);
      assert(!stored.includes('s3cret'), stored.slice(0, 1_000));
      assert(stored.includes('"awslogs-group":"/g"'));
      assert(store(event).includes('s3cret'), 'only where the function is told to');
    }
  });

  it('removes excessive nesting, however small', () => {
    const stored = store(anEvent({ deep: nested(20_000) }));
    assert(isCutEvent(stored));
    assert.match(stored, /… \(cut: nested deeper than 100\)/);
  });

  it('fits for any shape, as valid JSON, redacted or not', () => {
    const wide = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`n${index}`, { a: [1, {}] }]),
      );
    const hostile = [
      wide(5_000),
      { ['k'.repeat(200_000)]: 1 },
      Array.from({ length: 60 }, () => wide(60)),
      Array.from({ length: 4 }, () => '\u0000'.repeat(40_000)),
      Array.from({ length: 20_000 }, () => null),
      { environment: [{ name: 'x'.repeat(300_000), value: 'secret' }] },
    ];
    for (const event of hostile) {
      for (const redacts of [false, true]) {
        const stored = store(anEvent({ event }), redacts);
        assert(Buffer.byteLength(stored) <= room);
        assert(isCutEvent(stored));
        assert(!(redacts && stored.includes('secret')));
        JSON.parse(stored);
      }
    }
  });

  it('fits for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.integer({ min: 0, max: 4 }), (value, power) => {
        const list = Array.from({ length: 10 ** power }, () => value);
        const stored = store(anEvent({ list }));
        assert(Buffer.byteLength(stored) <= room);
        JSON.parse(stored);
      }),
      { numRuns: 200 },
    );
  });
});
