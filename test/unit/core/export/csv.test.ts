import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvCell, csvLine } from '../../../../src/core/export/csv';
import { readCsv } from '../../../support/oracles/readCsv';

describe('csvCell', () => {
  it('quotes every cell, and doubles quotes', () => {
    assert.equal(csvCell('plain'), '"plain"');
    assert.equal(csvCell(''), '""');
    assert.equal(csvCell(undefined), '""');
    assert.equal(csvCell('say "x", twice'), '"say ""x"", twice"');
    assert.equal(csvCell('two\nlines\tand a tab'), '"two\nlines\tand a tab"');
  });

  it('never writes text as a formula, whatever precedes its sign', () => {
    const formulas = [
      '=HYPERLINK("http://evil.example","x")',
      '+1',
      '-2+3+cmd|" /C calc"!A0',
      '@SUM(1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '\tx',
      '\nx',
      '  =1',
      ' \tx',
      '\v\v\t',
      '\u00a0=1',
      '\u200b=1',
      '\ufeff=1',
      '\u0001=1',
      '＝1',
      '\0=1',
      '\0\0@x',
    ];
    for (const text of formulas) {
      assert.match(csvCell(text), /^"'/, JSON.stringify(text));
    }
    for (const text of ['a=1', 'x-y', "'=1", ' x', '1e5', '5 - 3', '🙂=', '']) {
      assert.equal(csvCell(text), `"${text}"`);
    }
  });

  it('keeps numbers unchanged, including negative ones', () => {
    assert.deepEqual([csvCell(-1), csvCell(0), csvCell(1.5)], ['"-1"', '"0"', '"1.5"']);
  });

  it('removes NUL and no other character', () => {
    assert.equal(csvCell('a\0b'), '"ab"');
    assert.equal(csvCell('a\u0007\u001b[31mb'), '"a\u0007\u001b[31mb"');
  });

  it('preserves any text, except for NUL and the apostrophe before a formula', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('=', '"', "'", ',', '-', '@', ' ', '\t', '\r', '\n', '\0', 'a'),
      }),
    );
    const lines = fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1 });
    fc.assert(
      fc.property(lines, wanted => {
        const read = readCsv(wanted.map(csvLine).join(''));
        const kept = wanted.map(line => line.map(cell => cell.replaceAll('\0', '')));
        const without = read.map((line, row) =>
          line.map((cell, column) =>
            cell === kept[row]?.[column] ? cell : cell.replace(/^'/, ''),
          ),
        );
        assert.deepEqual(without, kept);
        assert(read.flat().every(cell => !/^\s*[=+\-@]|^ *[\t\r\n]/.test(cell)));
      }),
    );
  });
});
