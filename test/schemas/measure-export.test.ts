import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type {
  MeasureExportSummary,
  MeasurementRow,
  ReferenceRow,
  RowGeometry,
  RowImage,
  RowSource,
  SourceRow,
} from '../../src/report/measure-export-sections.js';
import { measurementRow } from '../report/measure-export-sample.js';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/report-measure-export.schema.json', import.meta.url), 'utf8'),
);

const row: MeasurementRow = measurementRow();
const source: RowSource = row.source;
const image: RowImage = {
  ...{
    studyUID: '1',
    seriesUID: '2',
    sopInstanceUID: '3',
    frames: [],
    modality: 'CT',
    sliceThicknessMm: 5,
    frameOfReferenceUID: '4',
  },
};
const geometry: RowGeometry = { type: 'POINT', space: 'pixel', coordinates: [1, 2], purpose: null };
const { itemPath: _, ...where } = source;
const reference: ReferenceRow = {
  ...{ source, title: null, sopInstanceUID: '1', frames: [], segments: [], isPresent: true },
};
const object: SourceRow = { source: where, title: null, measurements: 1, recomputed: 1, disagreeing: 0 };
const summary: Record<keyof MeasureExportSummary, number> = {
  ...{ filesIn: 0, notDicom: 0, unreadable: 0, sources: 0, rows: 0, stored: 0, recomputed: 0 },
  ...{ agree: 0, disagree: 0, notEvaluable: 0, references: 0 },
};

/** Keys that version 1 got later: optional, for reports that were written before (docs/schemas.md). */
const LATER = ['modality', 'sliceThicknessMm'];

/** Counts that are there only with --criteria. */
const RESPONSE_COUNTS = [
  ...['diameters', 'rowsUsed', 'subjects', 'readers', 'courses', 'lesions', 'timePoints'],
  ...['evaluableTimePoints', 'notEvaluableTimePoints', 'flips', 'discordances', 'adjudicated'],
];

describe('the schema of measure-export', () => {
  it.each<[string, object]>([
    ['row', row],
    ['rowSource', source],
    ['image', image],
    ['geometry', geometry],
    ['reference', reference],
    ['source', object],
  ])('knows every key of a %s', (name, value) => {
    expect(Object.keys(schema.$defs[name].properties).sort()).toEqual(Object.keys(value).sort());
    const asked = Object.keys(value).filter((key) => !LATER.includes(key));
    expect([...schema.$defs[name].required].sort()).toEqual(asked.sort());
  });

  it('knows every count, and asks for all but those of responses', () => {
    const { properties, required } = schema.properties.summary;
    expect(required).toEqual(Object.keys(summary));
    expect(Object.keys(properties)).toEqual([...Object.keys(summary), ...RESPONSE_COUNTS]);
  });

  it('knows the sections of responses, which are all there where criteria are', () => {
    const names = ['criteria', 'responses', 'best', 'lesions', 'discordances', 'stated'];
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(names));
    expect(schema.required).toEqual(['rows', 'references', 'sources']);
    expect(schema.dependentRequired.criteria.toSorted()).toEqual(names.toSorted());
  });
});
