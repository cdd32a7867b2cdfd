import type { Report } from '../../../src/report/envelope.js';
import type { MeasurementRow, RowCode, RowSource } from '../../../src/report/measure-export-sections.js';
import type { Cell, Table } from '../../../src/report/table.js';
import { report } from '../sample.js';

const code =
  (scheme: string) =>
  (value: string, meaning: string): RowCode => ({ value, scheme, meaning });

/** Codes of SNOMED CT, of the DICOM terminology, and of SNOMED RT style. */
export const sct = code('SCT');
export const dcm = code('DCM');
export const srt = code('SRT');

const SOURCE: RowSource = {
  ...{ file: 0, path: 'sr/report.dcm', kind: 'SR', sopInstanceUID: '1.2.840.1.1' },
  sopClassUID: '1.2.840.10008.5.1.4.1.1.88.22',
  ...{ seriesUID: '1.2.840.1.2', studyUID: '1.2.840.1.3', itemPath: '1.6.1.5' },
};

/** Where a row comes from, with what is given instead. */
export function source(over: Partial<RowSource> = {}): RowSource {
  return { ...SOURCE, ...over };
}

/** A long axis that is stored in an SR as 24.50 mm and agrees with its line. */
export function storedRow(over: Partial<MeasurementRow> = {}): MeasurementRow {
  return {
    ...{ subject: 'S-001', site: '07', visit: 'Week 4', studyDate: '2024-03-05', source: SOURCE, group: 0 },
    ...{ trackingUid: '1.2.840.9.1', trackingId: 'lesion 1', lesionLabel: null },
    finding: sct('108369006', 'Neoplasm'),
    findingToday: sct('108369006', 'Neoplasm'),
    findingCategory: null,
    findingSite: sct('10200004', 'Liver'),
    findingSiteToday: sct('10200004', 'Liver'),
    sites: [{ site: sct('10200004', 'Liver'), laterality: sct('24028007', 'Right') }],
    laterality: sct('24028007', 'Right'),
    lateralityToday: sct('24028007', 'Right'),
    concept: srt('G-A185', 'Long Axis'),
    conceptToday: sct('103339001', 'Long Axis'),
    parents: [dcm('126010', 'Imaging Measurements')],
    ...{ derivation: null, derivationToday: null, method: null, methodToday: null },
    ...{ modifiers: [], qualitative: [], qualifier: null },
    ...{ value: '24.50', valueFrom: 'stored', unit: 'mm', storedValue: '24.50' },
    storedUnit: { value: 'mm', scheme: 'UCUM', meaning: 'millimeter' },
    ...{ recomputedValue: 24.48, difference: 0.02, differencePercent: 0.0817, agrees: true },
    ...{ figure: 'longAxis', why: null, voxelCount: null },
    image: {
      ...{ studyUID: '1.2.840.1.3', seriesUID: '1.2.840.1.4', sopInstanceUID: '1.2.840.1.5' },
      ...{ frames: [], modality: 'CT', sliceThicknessMm: 5, frameOfReferenceUID: '1.2.840.1.6' },
    },
    geometry: [{ type: 'POLYLINE', space: 'pixel', coordinates: [1, 2, 3, 4], purpose: null }],
    ...{ reader: 'reader-1', readerRole: null, device: 'ACME Viewer', deviceVersion: '2.1' },
    ...{ algorithm: null, algorithmVersion: null, timePoint: null, activitySession: null },
    ...{ dateTime: '2024-04-01T09:30:00+01:00', template: '1410', problems: [] },
    ...over,
    ...(over.derivation !== undefined && { derivationToday: over.derivation }),
    ...(over.method !== undefined && { methodToday: over.method }),
  };
}

/** A volume that was recomputed from a segment, and that nothing was stored for. */
export function recomputedRow(over: Partial<MeasurementRow> = {}): MeasurementRow {
  return storedRow({
    source: source({
      kind: 'SEG',
      path: 'seg.dcm',
      file: 1,
      sopInstanceUID: '1.2.840.1.7',
      itemPath: 'SegmentSequence[0]',
    }),
    concept: sct('118565006', 'Volume'),
    conceptToday: sct('118565006', 'Volume'),
    method: dcm('126030', 'Sum of segmented voxel volumes'),
    ...{ value: '33582.4', valueFrom: 'recomputed', unit: 'mm3', storedValue: null, storedUnit: null },
    ...{ recomputedValue: 33582.4, difference: null, differencePercent: null, agrees: null },
    ...{ figure: 'volume', voxelCount: 795, dateTime: null, geometry: [] },
    ...over,
  });
}

/** A report with these rows. */
export function rowsReport(rows: readonly MeasurementRow[]): Report {
  return report({
    schema: 'corelab/report/measure-export@1',
    command: 'measure-export',
    sections: { rows, references: [], sources: [] },
  });
}

/** The rows of a table, each by the titles of its cells. A title that stands twice is an error. */
export function byTitle({ columns, rows }: Table): Record<string, Cell>[] {
  const titles = columns.map(({ title }) => title);
  if (new Set(titles).size !== titles.length) throw new Error('two columns have one title');
  return [...rows].map((row) => {
    if (row.length !== titles.length) throw new Error(`${row.length} cells in ${titles.length} columns`);
    return Object.fromEntries(titles.map((title, at) => [title, row[at]]));
  });
}

/** Values that try what a format can hold: none is lost, and none breaks the file. */
export const AWKWARD_ROWS: readonly MeasurementRow[] = [
  storedRow({
    value: 'n/a',
    storedValue: 'n/a',
    agrees: null,
    why: 'the value is no number',
    problems: ['measure-value-not-numeric'],
  }),
  storedRow({
    value: null,
    valueFrom: null,
    storedValue: null,
    recomputedValue: Number.NaN,
    agrees: null,
    qualifier: dcm('114000', 'Not a number'),
  }),
  storedRow({
    value: null,
    valueFrom: null,
    storedValue: null,
    qualifier: { value: 'constructor', scheme: 'DCM', meaning: '' },
    agrees: null,
  }),
  storedRow({
    concept: null,
    conceptToday: null,
    unit: null,
    storedUnit: null,
    agrees: null,
    group: null,
    subject: null,
  }),
  storedRow({
    concept: { value: 'a  b', scheme: 'constructor', meaning: ' ' },
    conceptToday: null,
    unit: 'q zz',
    storedUnit: { value: 'q zz', scheme: '99X', meaning: '' },
  }),
  storedRow({
    concept: { value: ' ', scheme: '', meaning: '' },
    conceptToday: null,
    trackingUid: 'not a uid',
    dateTime: '2024-04-01T09:30:00',
    studyDate: null,
  }),
  storedRow({
    reader: '=1+1"\u0000,\r\nx',
    lesionLabel: ' ',
    device: '',
    modifiers: [{ name: { value: '', scheme: '', meaning: '' }, value: 'seen from "left"' }],
  }),
  recomputedRow({
    value: null,
    valueFrom: null,
    concept: null,
    conceptToday: null,
    method: null,
    unit: null,
    recomputedValue: null,
    figure: null,
    why: 'the region is empty',
    group: 5,
  }),
  recomputedRow({
    differencePercent: Number.POSITIVE_INFINITY,
    value: '+.5E+3',
    voxelCount: 2 ** 40,
    image: null,
    sites: [],
  }),
];
