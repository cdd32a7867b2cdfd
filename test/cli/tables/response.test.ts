import { describe, expect, it } from 'vitest';
import { responseTerminalTable } from '../../../src/cli/tables/response.js';
import type { BestRow, OtherwiseCell, ResponseRow } from '../../../src/report/response-sections.js';
import { baselineRow, bestRow, missedRow, responseRow } from '../../report/responses/response-sample.js';

function shown(responses: readonly ResponseRow[], best: readonly BestRow[]): Record<string, unknown>[] {
  const { columns, rows } = responseTerminalTable({ sections: { responses, best } });
  return [...rows].map((cells) => {
    expect(cells).toHaveLength(columns.length);
    return Object.fromEntries(columns.map(({ title }, i) => [title, cells[i]]));
  });
}

const FLIP: OtherwiseCell = {
  ...{ lengths: 'recomputed', of: 1, sumMm: '36', target: 'SD', overall: 'SD', flips: true, agrees: true },
};

describe('responses on a terminal', () => {
  it('shows a subject and reader in one row', () => {
    const best = bestRow({ progressionVisit: 'W24', progressionDay: 168, isConfirmed: true });
    const rows = [baselineRow(), responseRow({ conformance: 'warn' }), missedRow({ visit: 'W16' })];
    expect(shown(rows, [best])).toEqual([
      {
        ...{ Subject: 'S-001', Reader: 'R1', Visits: '2 of 3', 'Baseline mm': '50', 'Nadir mm': '35' },
        ...{ 'Best change': '-30%', 'Best response': 'PR, confirmed', Progression: 'W24 (day 168)' },
        ...{ Conformance: 'warn', Flips: undefined },
      },
    ]);
  });

  it('takes the smallest sum for the nadir by its size, not its text, and the baseline where it is', () => {
    const rows = [
      baselineRow({ sumMm: '100.5' }),
      responseRow({ sumMm: '9.8', nadirSumMm: '100.5' }),
      responseRow({ sumMm: '20', nadirSumMm: '9.8', visit: 'W16' }),
    ];
    expect(shown(rows, [bestRow()])[0]).toMatchObject({ 'Nadir mm': '9.8', 'Baseline mm': '100.5' });
    expect(shown([baselineRow()], [])[0]).toMatchObject({ 'Nadir mm': '50', Visits: '1' });
  });

  it('leaves empty what is not known: never a zero', () => {
    const none = baselineRow({ sumMm: null, baselineSumMm: null, conformance: 'not-evaluable' });
    const best = bestRow({ response: 'NE', bestChangePercent: null });
    expect(shown([none], [best])[0]).toMatchObject({
      ...{ 'Baseline mm': undefined, 'Nadir mm': undefined, 'Best change': undefined },
      ...{ 'Best response': 'NE', Progression: undefined, Conformance: 'not-evaluable' },
    });
  });

  it('says which visits the other lengths change, and how', () => {
    const rows = [
      responseRow({ otherwise: FLIP }),
      responseRow({ visit: 'W16', overall: 'PD', otherwise: { ...FLIP, overall: 'PD' } }),
      responseRow({ visit: 'W24', otherwise: { ...FLIP, flips: false } }),
    ];
    const [row] = shown(rows, [bestRow({ otherwise: 'SD' })]);
    expect(row?.Flips).toBe('W8 PR → SD, W16 target PR → SD, best PR → SD');
  });

  it('signs a growth, and names an unconfirmed response and a progression without a day', () => {
    const best = bestRow({
      response: 'SD',
      bestChangePercent: 12.5,
      isConfirmed: false,
      progressionVisit: 'W8',
    });
    expect(shown([], [best])[0]).toMatchObject({
      ...{ 'Best change': '+12.5%', 'Best response': 'SD, a response was not confirmed', Progression: 'W8' },
      Conformance: undefined,
    });
    expect(shown([], [bestRow({ bestChangePercent: 0 })])[0]?.['Best change']).toBe('0%');
  });

  it('keeps readers apart, and has no rows for an empty report', () => {
    const rows = [baselineRow(), baselineRow({ reader: 'R2' })];
    expect(shown(rows, [bestRow({ reader: 'R2' })]).map(({ Reader }) => Reader)).toEqual(['R1', 'R2']);
    expect([...responseTerminalTable({ sections: {} }).rows]).toEqual([]);
  });
});
