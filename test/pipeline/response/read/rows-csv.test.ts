import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../../src/io/config-error.js';
import { csvRows } from '../../../../src/pipeline/csv/csv-rows.js';
import type { Observation } from '../../../../src/pipeline/response/observation.js';
import { factsOfCsv, rowsOfCsv } from '../../../../src/pipeline/response/read/rows-csv.js';

const rows = (text: string) => rowsOfCsv('rows.csv', csvRows('rows.csv', text), 2);
const facts = (text: string) => factsOfCsv('lesions.csv', csvRows('lesions.csv', text), 1);

/** Line, column and message of each fault. */
function faults(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
  }
  return [];
}

/** The one row of a CSV with a subject, a lesion and a visit, and one cell more. */
const withCell = (column: string, cell: string): Observation | undefined =>
  rows(`subject,lesion,visit,${column}\nS1,L1,W8,"${cell}"`)[0];

/** Nothing said but which lesion of whom, and when. */
const BARE: Observation = {
  at: { source: 2, line: 2 },
  isFact: false,
  ...{ subject: 'S1', site: null, reader: null, visit: 'W8', visitNumber: null, date: null, day: null },
  ...{ studyUID: null, isBaseline: null, keys: { trackingUid: null, trackingId: null, label: 'L1' } },
  ...{ role: null, unknownRole: null, isNode: null, organ: null, organCodes: [] },
  ...{ method: null, unknownMethod: null, sliceThicknessMm: null, axis: null, isUnnamedAxis: false },
  ...{ value: null, unit: null, recomputed: null, agrees: null, state: null, unknownState: null },
  ...{ isMeasurable: null, splitFrom: null, mergedInto: null, why: null },
};

describe('a CSV of rows', () => {
  it('says nothing that is not written', () => {
    expect(rows('subject,lesion,visit\nS1,L1,W8')).toEqual([BARE]);
  });

  it('says all that its columns hold', () => {
    const cells: readonly (readonly [string, string])[] = [
      ...([
        ['Subject', 'S1'],
        ['SITE', '07'],
        ['reader', 'R1'],
        ['visit', 'W8'],
      ] as const),
      ...([
        ['visit_number', '2.1'],
        ['date', '2026-03-01'],
        ['day', '-7'],
        ['study_uid', '1.2.3'],
      ] as const),
      ...([
        ['baseline', 'no'],
        ['lesion', 'L1'],
        ['tracking_uid', '2.25.9'],
        ['tracking_id', 'T1'],
      ] as const),
      ...([
        ['role', 'Target'],
        ['node', 'yes'],
        ['organ', 'Liver'],
        ['organ_code', 'SCT:10200004 FMA:7197'],
      ] as const),
      ...([
        ['method', 'CT scan'],
        ['slice_thickness_mm', '2.50'],
        ['axis', 'short'],
      ] as const),
      ...([
        ['value', '8.20'],
        ['unit', 'mm'],
        ['recomputed', '8.25'],
        ['agrees', 'true'],
      ] as const),
      ...([
        ['state', 'measured'],
        ['measurable', 'yes'],
        ['split_from', 'L0'],
        ['merged_into', 'L2'],
      ] as const),
      ['why', 'motion'],
    ];
    const text = [0, 1].map((i) => cells.map((pair) => pair[i]).join(',')).join('\n');
    expect(rows(text)).toEqual([
      {
        at: { source: 2, line: 2 },
        isFact: false,
        ...{ subject: 'S1', site: '07', reader: 'R1', visit: 'W8', visitNumber: 2.1, date: '2026-03-01' },
        ...{ day: -7, studyUID: '1.2.3', isBaseline: false },
        keys: { trackingUid: '2.25.9', trackingId: 'T1', label: 'L1' },
        ...{ role: 'target', unknownRole: null, isNode: true, organ: 'Liver' },
        organCodes: ['SCT:10200004', 'FMA:7197'],
        ...{ method: 'ct', unknownMethod: null, sliceThicknessMm: '2.50', axis: 'short' },
        ...{ isUnnamedAxis: false, value: '8.20', unit: 'mm', recomputed: '8.25', agrees: true },
        ...{ state: 'measured', unknownState: null, isMeasurable: true, splitFrom: 'L0', mergedInto: 'L2' },
        why: 'motion',
      },
    ]);
  });

  it('keeps words and values that it does not know as they are written: they are named later', () => {
    expect(withCell('role', 'Index lesion')).toEqual({ ...BARE, unknownRole: 'Index lesion' });
    expect(withCell('state', 'ND')).toEqual({ ...BARE, unknownState: 'ND' });
    expect(withCell('method', 'PET/CT')).toEqual({ ...BARE, unknownMethod: 'PET/CT' });
    expect(withCell('value', '12,5')).toEqual({ ...BARE, value: '12,5', isUnnamedAxis: true });
    expect(withCell('value', 'n/a')).toMatchObject({ value: 'n/a' });
    expect(withCell('value', '-3')).toMatchObject({ value: '-3' });
  });

  it('takes a length whose axis is not named, or named a length, for one without an axis', () => {
    const axis = (column: string, cell: string) => {
      const { axis, isUnnamedAxis } = withCell(column, cell) ?? BARE;
      return [axis, isUnnamedAxis];
    };
    expect(axis('value', '5')).toEqual([null, true]);
    expect(axis('recomputed', '5')).toEqual([null, true]);
    expect(axis('axis', 'Length')).toEqual([null, true]);
    expect(axis('axis', 'diameter')).toEqual([null, true]);
    expect(axis('axis', 'Longest diameter')).toEqual(['long', false]);
    expect(axis('axis', 'short axis')).toEqual(['short', false]);
    expect(axis('state', 'absent')).toEqual([null, false]);
  });

  it('keeps every digit, and writes a decimal as JSON does', () => {
    expect(withCell('value', '+08.20')?.value).toBe('8.20');
    expect(withCell('value', '.1000000000000000055')?.value).toBe('0.1000000000000000055');
  });

  it.each(['visit', 'date', 'day', 'study_uid'])('needs a time, as %s', (column) => {
    const cell = column === 'date' ? '2026-01-01' : '1';
    expect(rows(`subject,lesion,${column}\nS1,L1,${cell}`)).toHaveLength(1);
  });

  it('is refused without a column that it needs, and with one that is not known', () => {
    expect(faults(() => rows('subject,lesion,value\nS1,L1,5'))).toEqual([
      '1:1: one of these columns is needed, and none is there: visit, date, day, study_uid',
    ]);
    expect(faults(() => rows('subject,visit\nS1,W8'))[0]).toMatch(/^1:1: the column 'lesion' is missing; /);
    expect(faults(() => rows('lesion,visit\nL1,W8'))[0]).toMatch(/^1:1: the column 'subject' is missing; /);
    expect(faults(() => rows('subject,lesion,visit,vlaue\nS1,L1,W8,5'))).toEqual([
      "1:22: unknown column 'vlaue' (did you mean 'value'?)",
    ]);
  });

  it('names every cell that cannot be taken, with its place', () => {
    const text = [
      'subject,lesion,visit,node,date,day,axis,slice_thickness_mm,recomputed,measurable',
      'S1,L1,W8,perhaps,1.2.2026,2.5,shrt,0.0,x,so-so',
      'S1,L1,W8,yes,2026-02-01,2,short,-5,1,no',
    ].join('\n');
    expect(faults(() => rows(text))).toEqual([
      "2:10: 'node' is not one of yes, no",
      "2:18: 'date' is not a day (YYYY-MM-DD)",
      "2:27: 'day' is not a whole number",
      "2:31: 'axis' is 'shrt', not one of long, short, length (did you mean 'short'?)",
      "2:36: 'slice_thickness_mm' is 0.0, not a thickness",
      "2:40: 'recomputed' is not a number",
      "2:42: 'measurable' is not one of yes, no",
      "3:33: 'slice_thickness_mm' is -5, not a thickness",
    ]);
  });

  it('takes rows without a subject or a lesion: findings name them', () => {
    expect(rows('subject,lesion,visit\n,,W8')).toEqual([
      { ...BARE, subject: null, keys: { ...BARE.keys, label: null } },
    ]);
  });
});

describe('a list of lesions', () => {
  it('is of facts, which need no visit', () => {
    expect(facts('subject,tracking_uid,role\nS1,2.25.9,nt')).toEqual([
      {
        ...BARE,
        at: { source: 1, line: 2 },
        isFact: true,
        visit: null,
        role: 'non-target',
        keys: { trackingUid: '2.25.9', trackingId: null, label: null },
      },
    ]);
  });

  it('takes the axis of a lesion that is measured under another name', () => {
    expect(facts('subject,lesion,axis\nS1,L1,short')[0]).toMatchObject({
      axis: 'short',
      isUnnamedAxis: false,
    });
  });

  it('is refused where a line is of no subject or no lesion', () => {
    expect(faults(() => facts('subject,role\nS1,target'))).toEqual([
      '1:1: one of these columns is needed, and none is there: lesion, tracking_uid, tracking_id',
    ]);
    expect(faults(() => facts('subject,lesion,role\n,L1,new\nS1,,new'))).toEqual([
      "2:1: 'subject' is empty",
      "3:1: 'lesion' is empty, and so are tracking_uid and tracking_id: a fact is that of a lesion",
    ]);
  });
});
