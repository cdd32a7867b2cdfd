import { beforeAll, describe, expect, it } from 'vitest';
import type { AimTruth } from '../../../fixtures/objects/aim.js';
import type { PresentationStateTruth } from '../../../fixtures/objects/presentation-states.js';
import type { StructureSetTruth } from '../../../fixtures/objects/rtstruct/structure-sets.js';
import type { MeasurementRow } from '../../../src/report/measure-export-sections.js';
import { type Measured, made, measureExport, rowsOf, wholeFolder } from './lab.js';

interface Stored {
  readonly position: string;
  readonly trackingId: string | null;
  readonly trackingUID: string | null;
  readonly concept: readonly [string, string, string] | null;
  readonly storedValue: string | null;
  readonly unit: readonly [string, string, string] | null;
  readonly trueValue: number | null;
}
interface Truth {
  readonly reports: readonly { readonly path: string; readonly measurements: readonly Stored[] }[];
  readonly segmentations: readonly {
    readonly path: string;
    readonly kind: string;
    readonly segments: readonly {
      readonly number: number;
      readonly label: string;
      readonly voxelCount: number;
      readonly volumeMm3: number;
    }[];
  }[];
  readonly structureSets: readonly StructureSetTruth[];
  readonly presentationStates: readonly PresentationStateTruth[];
  readonly keyObjects: readonly { readonly path: string; readonly sopInstanceUIDs: readonly string[] }[];
  readonly annotations: readonly AimTruth[];
}

const truth = made.truth as unknown as Truth;
let measured: Measured;

beforeAll(async () => {
  measured = await measureExport(wholeFolder());
});

function figure(rows: readonly MeasurementRow[], name: string): MeasurementRow | undefined {
  return rows.find((row) => row.figure === name);
}

describe('measure-export of a delivery whose truth is known', () => {
  it('ends with 1, for two stored values are wrong, and says nothing on standard error', () => {
    const { code, stderr, report } = measured;
    expect([code, stderr, report.verdict]).toEqual([1, '', 'fail']);
    const wrong = report.rows.filter(({ agrees }) => agrees === false);
    const expected = truth.reports.flatMap(({ measurements }) =>
      measurements.filter(
        ({ storedValue, trueValue }) =>
          trueValue !== null &&
          storedValue !== null &&
          Math.abs(Number(storedValue) - trueValue) > 0.01 * trueValue,
      ),
    );
    expect(wrong.map(({ value }) => value)).toEqual(expected.map(({ storedValue }) => storedValue));
    expect(wrong.length).toBeGreaterThan(0);
  });

  it('has a row for every number of every report: place, value, unit, concept and lesion', () => {
    let count = 0;
    for (const { path, measurements } of truth.reports) {
      const rows = rowsOf(measured.report, path).filter(({ valueFrom }) => valueFrom !== 'recomputed');
      for (const one of measurements) {
        const row = rows.find(({ source }) => source.itemPath === one.position);
        expect(row, `${path} ${one.position}`).toMatchObject({
          value: one.storedValue,
          storedUnit: one.unit?.[0] ? { value: one.unit[0], scheme: one.unit[1] } : null,
          concept: one.concept?.[0]
            ? { value: one.concept[0], scheme: one.concept[1], meaning: one.concept[2] }
            : null,
          trackingId: one.trackingId,
          trackingUid: one.trackingUID,
        });
        count++;
      }
    }
    expect(count).toBe(truth.reports.flatMap(({ measurements }) => measurements).length);
  });

  it('recomputes what is true of them', () => {
    let count = 0;
    for (const { path, measurements } of truth.reports) {
      for (const { position, trueValue } of measurements) {
        const row = rowsOf(measured.report, path).find(({ source }) => source.itemPath === position);
        if (trueValue === null || row?.recomputedValue == null) continue;
        expect(Math.abs(row.recomputedValue - trueValue), `${path} ${position}`).toBeLessThan(
          0.01 * Math.abs(trueValue) + 0.005,
        );
        count++;
      }
    }
    expect(count).toBeGreaterThan(15);
  });

  it('counts the voxels of every segment, and has a row of those that are empty', () => {
    let count = 0;
    for (const { path, kind, segments } of truth.segmentations) {
      if (kind === 'PROBABILITY' || kind === 'OCCUPANCY') continue;
      for (const { number, label, voxelCount, volumeMm3 } of segments) {
        const rows = rowsOf(measured.report, path).filter(({ source, lesionLabel }) => {
          return source.itemPath === `SegmentSequence[${number - 1}]` && lesionLabel === label;
        });
        expect(rows.length, `${path} ${number}`).toBeGreaterThan(0);
        expect(figure(rows, 'voxelCount')?.value).toBe(String(voxelCount));
        expect(Number(figure(rows, 'volume')?.value)).toBeCloseTo(volumeMm3, 6);
        count++;
      }
    }
    expect(count).toBeGreaterThan(8);
  });

  it('counts the voxels within every ROI of closed contours, and names the others', () => {
    for (const { path, rois } of truth.structureSets) {
      for (const [i, { name, voxelCount, volumeMm3 }] of rois.entries()) {
        const rows = rowsOf(measured.report, path).filter(
          ({ source }) => source.itemPath === `ROIContourSequence[${i}]`,
        );
        expect(rows[0]?.lesionLabel, `${path} ${i}`).toBe(name);
        if (voxelCount === null || volumeMm3 === null) continue;
        expect(figure(rows, 'voxelCount')?.value, `${path} ${name}`).toBe(String(voxelCount));
      }
    }
  });

  it('measures every drawing in pixels, and keeps those of the display without a length', () => {
    for (const { path, drawings } of truth.presentationStates) {
      const rows = rowsOf(measured.report, path);
      for (const [i, { units, lengthMm, areaMm2, type }] of drawings.entries()) {
        const own = rows.filter(({ source }) =>
          source.itemPath.startsWith(`GraphicAnnotationSequence[${i}].`),
        );
        expect(own.length, `${path} ${i}`).toBeGreaterThan(0);
        if (units === 'DISPLAY') expect(own.every(({ value }) => value === null)).toBe(true);
        if (lengthMm !== null && type === 'POLYLINE')
          expect(Number(figure(own, 'length')?.value)).toBeCloseTo(lengthMm, 6);
        if (areaMm2 !== null) expect(Number(figure(own, 'area')?.value)).toBeCloseTo(areaMm2, 6);
      }
    }
  });

  it('names every key object and whether it is there', () => {
    for (const { path, sopInstanceUIDs } of truth.keyObjects) {
      const own = measured.report.references.filter(({ source }) => source.path.endsWith(path));
      expect(own.map(({ sopInstanceUID }) => sopInstanceUID)).toEqual(sopInstanceUIDs);
      expect(own.every(({ isPresent }) => isPresent)).toBe(true);
    }
  });

  it('holds the line of the annotation against its image', () => {
    for (const { path, lengthMm, storedLengthMm, referencedSopInstanceUID } of truth.annotations) {
      const rows = rowsOf(measured.report, path);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        ...{ value: String(storedLengthMm), unit: 'mm', agrees: true, recomputedValue: lengthMm },
        image: { sopInstanceUID: referencedSopInstanceUID, frames: [1] },
      });
    }
  });

  it('adds up: rows of the summary, of sources, and of the report', () => {
    const { rows, sources, summary, references } = measured.report;
    expect(summary).toMatchObject({
      rows: rows.length,
      references: references.length,
      sources: sources.length,
    });
    expect(sources.reduce((sum, { measurements }) => sum + measurements, 0)).toBe(rows.length);
    expect(summary.agree + summary.disagree + summary.notEvaluable).toBe(summary.stored);
  });
});
