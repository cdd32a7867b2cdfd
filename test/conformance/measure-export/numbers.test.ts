import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { MeasurementRow } from '../../../src/report/measure-export-sections.js';
import { jsonFromPython, pythonWithPydicom } from '../../helpers/peers.js';
import { type MeasuredReport, measureExport } from '../../pipeline/measure-export/measured.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from '../shared-data.js';

/** An object that can hold measurements, as pydicom and ElementTree see it. */
interface PeerObject {
  readonly file: string;
  readonly kind: MeasurementRow['source']['kind'];
  /** NUMs of a tree, segments but the background, ROIs, graphics, calculations. */
  readonly places: number;
  readonly sha256: string;
}

/** What was stored: a number, or the reason that there is none. */
const isNumber = ({ storedValue, qualifier, storedUnit, concept }: MeasurementRow): boolean =>
  storedValue !== null || qualifier !== null || (storedUnit !== null && concept !== null);

const topOf = ({ source }: MeasurementRow): string => source.itemPath.split('.')[0] ?? '';

describe('all shared data as one delivery', () => {
  let report: MeasuredReport | undefined;
  const made = (context: TestContext): MeasuredReport =>
    report ?? skipOrFail(context, 'skipped: no shared data');

  beforeAll(async () => {
    if (existsSync(SHARED_DICOM)) report = await measureExport([SHARED_DICOM]);
  }, 60_000);

  it('has a row of every NUM, segment, ROI and calculation that pydicom finds', {
    timeout: 60_000,
  }, (context) => {
    const { rows, sources } = made(context);
    const python = pythonWithPydicom() ?? skipOrFail(context, 'skipped: no pydicom');
    const script = join(import.meta.dirname, 'measured_objects.py');
    const files = sharedFiles(context).map((path) => join(SHARED_DICOM, path));
    const peers = jsonFromPython<PeerObject>(python, [script], files);
    const kinds = new Map(
      sources.map(({ source }) => [join(SHARED_DICOM, source.path), source.kind] as const),
    );
    const read = new Set(peers.filter(({ file }) => kinds.has(file)).map(({ sha256 }) => sha256));
    for (const { file, kind, places, sha256 } of peers) {
      // What came twice, byte for byte, is read once.
      expect(read.has(sha256), file).toBe(true);
      if (!kinds.has(file)) continue;
      const own = rows.filter(({ source }) => join(SHARED_DICOM, source.path) === file);
      const found =
        kind === 'SR' || kind === 'AIM' ? own.filter(isNumber).length : new Set(own.map(topOf)).size;
      expect({ kind: kinds.get(file), places: found }, file).toEqual({ kind, places });
    }
    expect([...kinds.keys()].sort()).toEqual(
      peers
        .map(({ file }) => file)
        .filter((file) => kinds.has(file))
        .sort(),
    );
    for (const [kind, least] of [
      ['SR', 15],
      ['SEG', 29],
      ['RTSTRUCT', 6],
      ['AIM', 16],
    ] as const)
      expect(peers.filter((peer) => peer.kind === kind).length, kind).toBeGreaterThanOrEqual(least);
  });

  it('has no row without a value and without a reason', (context) => {
    const { rows } = made(context);
    expect(rows.length).toBeGreaterThan(2500);
    const silent = rows.filter(
      ({ value, why, qualifier, problems }) => value === null && !why && !qualifier && problems.length === 0,
    );
    expect(silent.map(({ source }) => [source.path, source.itemPath])).toEqual([]);
    const unjudged = rows.filter(
      ({ storedValue, agrees, why }) => storedValue !== null && agrees === null && !why,
    );
    expect(unjudged.map(({ source }) => [source.path, source.itemPath])).toEqual([]);
  });

  it('writes values as decimals, and recomputed ones are finite and have a unit', (context) => {
    for (const { value, valueFrom, storedValue, recomputedValue, unit, figure, source } of made(context)
      .rows) {
      const where = `${source.path} ${source.itemPath} ${figure}`;
      if (valueFrom === 'stored') expect(value, where).toBe(storedValue);
      if (valueFrom === 'recomputed') expect(value, where).toMatch(/^-?\d+(\.\d+)?$/);
      if (valueFrom === 'recomputed')
        expect(Math.abs(Number(value) - Number(recomputedValue)), where).toBeLessThanOrEqual(
          Math.abs(Number(recomputedValue)) * 1e-11,
        );
      if (recomputedValue === null) continue;
      expect(Number.isFinite(recomputedValue), where).toBe(true);
      expect(unit, where).toBeTruthy();
    }
  });

  it('takes the difference of what is stored and what was recomputed, and judges by it', (context) => {
    const judged = made(context).rows.filter(({ agrees }) => agrees !== null);
    expect(judged.length).toBeGreaterThanOrEqual(25);
    for (const { storedValue, recomputedValue, difference, differencePercent, agrees, source } of judged) {
      const where = `${source.path} ${source.itemPath}`;
      const expected = Number(storedValue) - Number(recomputedValue);
      expect(difference, where).toBeCloseTo(expected, 9);
      expect(differencePercent, where).toBeCloseTo((100 * expected) / Number(recomputedValue), 6);
      const decimals = storedValue?.split('.')[1]?.length ?? 0;
      const allowed = Math.max(0.01 * Math.abs(Number(storedValue)), 0.5 * 10 ** -decimals);
      expect(agrees, where).toBe(Math.abs(expected) <= allowed);
    }
  });

  it('counts in its summary and its sources what stands in its rows', (context) => {
    const { rows, sources, summary, files } = made(context);
    expect([...files]).toHaveLength(summary.filesIn);
    const sum = (key: 'measurements' | 'recomputed' | 'disagreeing'): number =>
      sources.reduce((total, source) => total + source[key], 0);
    expect([sum('measurements'), sum('recomputed'), sum('disagreeing')]).toEqual([
      ...[rows.length, summary.recomputed, summary.disagree],
    ]);
    expect(summary.agree + summary.disagree + summary.notEvaluable).toBe(summary.stored);
  });

  it('names in findings the problems that its rows have', (context) => {
    const { rows, findings } = made(context);
    const named = new Set(findings.map(({ code }) => code as string));
    const ofRows = new Set(rows.flatMap(({ problems }) => problems));
    expect(ofRows.size).toBeGreaterThanOrEqual(5);
    expect([...ofRows].filter((code) => !named.has(code))).toEqual([]);
  });
});
