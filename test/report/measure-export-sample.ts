import type { MeasurementRow, RowCode } from '../../src/report/measure-export-sections.js';

/** A code for a sample. */
export function rowCode(value: string, scheme: string, meaning: string): RowCode {
  return { value, scheme, meaning };
}

/** A measurement as a row: a long axis of a report that agrees with its coordinates, unless told otherwise. */
export function measurementRow(other: Partial<MeasurementRow> = {}): MeasurementRow {
  const longAxis = rowCode('103339001', 'SCT', 'Long Axis');
  return {
    subject: 'S-001',
    site: '07',
    visit: 'V1',
    studyDate: null,
    source: {
      ...{ file: 3, path: 'sr/report.dcm', kind: 'SR', itemPath: '1.9.1.7' },
      ...{ sopInstanceUID: '2.25.3', sopClassUID: '1.2.840.10008.5.1.4.1.1.88.34' },
      ...{ seriesUID: '2.25.2', studyUID: '2.25.1' },
    },
    group: 0,
    trackingUid: '2.25.9',
    trackingId: 'Lesion 1',
    lesionLabel: 'Lesion 1',
    finding: rowCode('4147007', 'SCT', 'Mass'),
    findingToday: rowCode('4147007', 'SCT', 'Mass'),
    findingCategory: null,
    findingSite: rowCode('10200004', 'SCT', 'Liver'),
    findingSiteToday: rowCode('10200004', 'SCT', 'Liver'),
    sites: [{ site: rowCode('10200004', 'SCT', 'Liver'), laterality: null }],
    laterality: null,
    lateralityToday: null,
    concept: longAxis,
    conceptToday: longAxis,
    parents: [rowCode('126000', 'DCM', 'Imaging Measurement Report')],
    derivation: null,
    derivationToday: null,
    method: null,
    methodToday: null,
    modifiers: [],
    qualitative: [],
    qualifier: null,
    value: '20.0',
    valueFrom: 'stored',
    unit: 'mm',
    storedValue: '20.0',
    storedUnit: rowCode('mm', 'UCUM', 'mm'),
    recomputedValue: 20.01,
    difference: -0.01,
    differencePercent: -0.05,
    agrees: true,
    figure: 'longAxis',
    why: null,
    voxelCount: null,
    image: {
      ...{ studyUID: '2.25.1', seriesUID: '2.25.4', sopInstanceUID: '2.25.5', frames: [] },
      frameOfReferenceUID: '2.25.6',
      modality: 'CT',
      sliceThicknessMm: 5,
    },
    geometry: [{ type: 'POLYLINE', space: 'pixel', coordinates: [38, 31, 46, 37], purpose: null }],
    reader: 'reader-1',
    readerRole: null,
    device: null,
    deviceVersion: null,
    algorithm: null,
    algorithmVersion: null,
    timePoint: null,
    activitySession: null,
    dateTime: null,
    template: '1501',
    problems: [],
    ...other,
  };
}
