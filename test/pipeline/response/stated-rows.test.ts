import { describe, expect, it } from 'vitest';
import type { StatedResponse } from '../../../src/pipeline/response/observation.js';
import { visitKey } from '../../../src/pipeline/response/response-rows.js';
import { statedRows } from '../../../src/pipeline/response/stated-rows.js';
import { course } from '../../rules/response/courses.js';
import { judged } from './judged.js';

const PARTIAL = judged(course([{ label: 'L1', said: [20, 14] }]));
const OTHER = judged(course([{ label: 'L1', said: [20, 20] }], { reader: 'R2' }));
const DATES = new Map([[visitKey('S-01', 'V1'), '2024-02-27']]);

const stated = (more: Partial<StatedResponse>): StatedResponse => ({
  ...{ at: { source: 0, line: 2 }, subject: 'S-01', reader: 'R1', visit: 'V1', visitNumber: null },
  ...{ date: null, day: null, of: 'overall', answer: 'PR', ...more },
});

const rowOf = (more: Partial<StatedResponse>, all = [PARTIAL, OTHER]) =>
  statedRows([stated(more)], all, DATES)[0];

describe('What a source states', () => {
  it.each<[Partial<StatedResponse>, string | null, boolean | null]>([
    [{}, 'PR', true],
    [{ answer: ' pr ' }, 'PR', true],
    [{ answer: 'SD' }, 'PR', false],
    [{ reader: 'R2' }, 'SD', false],
    [{ of: 'target' }, 'PR', true],
    [{ of: 'non-target', answer: 'NA' }, 'NONE', true],
    [{ of: 'non-target', answer: 'NOT APPLICABLE' }, 'NONE', true],
    [{ of: 'non-target', answer: 'NON-CR/NON-PD' }, 'NONE', false],
    [{ of: 'new', answer: 'N' }, 'NO', true],
    [{ of: 'new', answer: 'NONE' }, 'NO', true],
    [{ of: 'new', answer: 'Y' }, 'NO', false],
    [{ of: 'new', answer: 'UNEQUIVOCAL' }, 'NO', false],
    [{ of: 'best', visit: null }, 'PR', true],
    [{ visit: null, date: '2024-02-27' }, 'PR', true],
    [{ visit: null, date: '2024-02-28' }, null, null],
    [{ visit: null }, null, null],
    [{ visit: 'V9' }, null, null],
    [{ visit: 'BL' }, null, null],
    [{ reader: 'R3' }, null, null],
    [{ subject: 'S-02' }, null, null],
    [{ subject: null }, null, null],
  ])('%j is %s of the criteria', (more, found, agrees) => {
    expect(rowOf(more)).toMatchObject({ found, agrees });
  });

  it('is not evaluable in several words', () => {
    const missing = judged(course([{ label: 'L1', said: [20, 'not-evaluated'] }]));
    for (const answer of ['NE', 'NAE', 'Not evaluable']) {
      expect(rowOf({ answer }, [missing])).toMatchObject({ found: 'NE', agrees: true });
    }
  });

  it('without a reader is held against the only one; of two it is not known which', () => {
    expect(rowOf({ reader: null }, [PARTIAL])).toMatchObject({ reader: 'R1', found: 'PR', agrees: true });
    expect(rowOf({ reader: null })).toMatchObject({ reader: '', found: null, agrees: null });
  });
});
