import { expect, it } from 'vitest';
import { manifestTerminalTable } from '../../../src/cli/tables/manifest.js';
import { report, series, study } from '../../report/sample.js';

function cells(row: Parameters<typeof series>[0]): Record<string, unknown> {
  const { columns, rows } = manifestTerminalTable(report({ sections: { studies: [study([series(row)])] } }));
  const [first = []] = [...rows];
  expect(first).toHaveLength(columns.length);
  return Object.fromEntries(columns.map(({ title }, i) => [title, first[i]]));
}

const geometry = { rows: 2, columns: 2, slices: 9, sliceSpacingMm: 3, sliceThicknessMm: 3 };

it('shows a series in a line', () => {
  expect(cells({})).toMatchObject({
    Pat: 1,
    Day: 0,
    Mod: 'MR',
    Series: 't1 mprage',
    Device: 'SIEMENS Prisma',
    Slices: 192,
  });
});

it('notes what is odd about it', () => {
  const odd = { ...geometry, missingSlices: 1, duplicateSlices: 2 };
  const volumes = { count: 4, separatedBy: ['EchoTime', 'TriggerTime'], incomplete: 1 };
  expect(cells({ geometry: odd, volumes, lossy: true })).toMatchObject({
    Miss: 1,
    Dup: 2,
    Notes: 'gap, doubled, by EchoTime+TriggerTime, lossy',
  });
  expect(cells({}).Notes).toBe('');
});

it('names a series without a description by the end of its UID', () => {
  expect(cells({ description: '' }).Series).toBe('…0043.8.498.1');
});

it('leaves empty what a series without images lacks', () => {
  expect(cells({ geometry: null, manufacturer: null })).toMatchObject({
    Slices: undefined,
    Miss: undefined,
    Device: 'Prisma',
  });
});

it('says where nothing could be told, instead of showing none', () => {
  const unknown = { ...geometry, missingSlices: null, duplicateSlices: null };
  expect(cells({ geometry: unknown })).toMatchObject({ Miss: undefined, Dup: undefined, Notes: 'ambiguous' });
  const volumes = { count: null, separatedBy: [], incomplete: 0 };
  expect(cells({ volumes, timePoints: null })).toMatchObject({ Times: undefined, Notes: 'ambiguous' });
});

it('calls images without a place in the patient not ambiguous', () => {
  const unknown = { ...geometry, slices: null, missingSlices: null, duplicateSlices: null };
  expect(cells({ geometry: unknown, volumes: null, timePoints: null, lossy: true }).Notes).toBe('lossy');
});

it('reads like a chart: by person, day and series number, whatever the order of the files', () => {
  const one = (patient: number, dayOffset: number | null, seriesNumber: number | null) => ({
    ...study([series({ seriesNumber, description: `${patient}/${dayOffset}/${seriesNumber}` })]),
    patient,
    dayOffset,
  });
  const studies = [one(2, 0, 1), one(1, null, 1), one(1, 30, 2), one(1, 0, null), one(1, 0, 3)];
  const rows = [...manifestTerminalTable(report({ sections: { studies } })).rows];
  expect(rows.map((row) => row[3])).toEqual(['1/0/3', '1/0/null', '1/30/2', '1/null/1', '2/0/1']);
});

it('shows whose a series is where its study holds several persons', () => {
  expect(cells({ ofPatients: [2] }).Pat).toBe('2');
  expect(cells({ ofPatients: [1, 2] }).Pat).toBe('1+2');
});
