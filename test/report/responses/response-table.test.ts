import { describe, expect, it } from 'vitest';
import type { ResponseRow } from '../../../src/report/response-sections.js';
import { responseTable } from '../../../src/report/responses/response-table.js';
import { csvChunks } from '../../../src/report/write-csv.js';
import { baselineRow, responseRow } from './response-sample.js';

function cellsOf(row: ResponseRow): Record<string, unknown> {
  const { columns, rows } = responseTable({ sections: { responses: [row] } });
  const [cells = []] = [...rows];
  expect(cells).toHaveLength(columns.length);
  return Object.fromEntries(columns.map(({ title }, i) => [title, cells[i]]));
}

const DECISIONS = [
  { step: 'target', answer: 'PR', rule: 'decreased', text: 'sum 35 mm', source: 'A' },
  { step: 'overall', answer: 'PR', rule: 'table-1', text: 'as the target', source: 'A' },
  { step: 'new', answer: 'NO', rule: 'none', text: 'none seen', source: 'B' },
];

describe('the table of responses', () => {
  it('has a column for every key of a response, in snake case, each once', () => {
    const titles = responseTable({ sections: {} }).columns.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    const kept = Object.keys(responseRow()).filter((key) => !['decisions', 'otherwise'].includes(key));
    const snake = kept.map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    expect(titles).toEqual(expect.arrayContaining(snake));
    expect(titles.filter((title) => !snake.includes(title) && !title.startsWith('otherwise_'))).toEqual([
      'why',
      'sources',
    ]);
  });

  it('keeps sums as exact text, and says why with each source once', () => {
    expect(cellsOf(responseRow({ sumMm: '35.10', decisions: DECISIONS }))).toMatchObject({
      ...{
        subject: 'S-001',
        sum_mm: '35.10',
        change_from_baseline_percent: -30,
        is_after_progression: false,
      },
      why: 'target PR: sum 35 mm | overall PR: as the target | new NO: none seen',
      sources: 'A | B',
    });
  });

  it('leaves empty what is not had: never a zero', () => {
    const cells = cellsOf(baselineRow({ sumMm: null, day: null }));
    const empty = ['sum_mm', 'day', 'overall', 'missing', 'margins', 'why', 'sources', 'otherwise_flips'];
    for (const title of empty) expect(cells[title]).toBeUndefined();
    expect(cellsOf(baselineRow()).day).toBe(0);
  });

  it('tells missing lesions, margins, and what it would be otherwise', () => {
    const cells = cellsOf(
      responseRow({
        missing: ['T1', 'T2'],
        margins: [
          { answer: 'PD', side: 'at-least', sumMm: '60', changeMm: '25' },
          { answer: 'PR', side: 'below', sumMm: '20', changeMm: '-15' },
        ],
        alternatives: [
          { part: 'target', answer: 'PD', overall: 'PD' },
          { part: 'non-target', answer: 'PD', overall: 'PD' },
        ],
        otherwise: {
          ...{ lengths: 'recomputed', of: 2, sumMm: '36', target: 'SD', overall: 'SD', flips: true },
          agrees: false,
        },
      }),
    );
    expect(cells.missing).toBe('T1 | T2');
    expect(cells.margins).toBe('PD: sum at least 60 mm (change 25 mm) | PR: sum below 20 mm (change -15 mm)');
    expect(cells.alternatives).toBe('PD: target PD | PD: non-target PD');
    expect(cells).toMatchObject({
      ...{ otherwise_lengths: 'recomputed', otherwise_of: 2, otherwise_sum_mm: '36' },
      ...{ otherwise_target: 'SD', otherwise_overall: 'SD', otherwise_flips: true, otherwise_agrees: false },
    });
  });

  it('runs no formula in a spreadsheet, and keeps a negative length a number', () => {
    const row = responseRow({ subject: '=1+1', reader: '@R', changeFromNadirMm: '-15.5' });
    const csv = [...csvChunks(responseTable({ sections: { responses: [row] } }))].join('');
    expect(csv).toContain("\r\n'=1+1,07,'@R,");
    expect(csv).toContain(',-15.5,');
  });
});
