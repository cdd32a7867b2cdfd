import { describe, expect, it } from 'vitest';
import type { BestRow } from '../../../src/report/response-sections.js';
import { bestTable } from '../../../src/report/responses/best-table.js';
import { bestRow } from './response-sample.js';

function cellsOf(row: BestRow): Record<string, unknown> {
  const { columns, rows } = bestTable({ sections: { best: [row] } });
  const [cells = []] = [...rows];
  return Object.fromEntries(columns.map(({ title }, i) => [title, cells[i]]));
}

describe('the table of best responses', () => {
  it('has every key of a best response, in snake case, with its value', () => {
    const row = bestRow({
      ...{ isConfirmed: false, progressionVisit: 'W24', progressionDay: 168, deathDay: 200, isOpen: false },
      ...{ durationOfStableDays: 100, otherwise: 'SD' },
    });
    const cells = cellsOf(row);
    for (const [key, value] of Object.entries(row)) {
      if (key === 'decisions') continue;
      expect(cells[key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]).toBe(value);
    }
    expect(Object.keys(cells)).toHaveLength(Object.keys(row).length + 1);
    expect(cells.why).toBe('best PR: PR at W8');
    expect(cells.sources).toBe('Eisenhauer 2009, 4.4.3');
  });

  it('leaves empty what is not had', () => {
    const cells = cellsOf(bestRow({ bestChangePercent: null, isOpen: null }));
    for (const title of ['best_change_percent', 'is_open', 'progression_day', 'otherwise'])
      expect(cells[title]).toBeUndefined();
  });

  it('has no rows for a report without best responses', () => {
    expect([...bestTable({ sections: {} }).rows]).toEqual([]);
  });
});
