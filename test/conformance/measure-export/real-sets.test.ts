import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../../src/io/schemas.js';
import { corelab } from '../../commands/cli.js';
import { jsonFromPython, pythonWithPydicom } from '../../helpers/peers.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from '../shared-data.js';
import { figures, measuredShared } from './measured.js';

const STS = 'ibsi/dicom/STS_001';
const DRO = 'suv_computation/DRO';

describe('measure-export of every shared set', () => {
  it('prints a report of its schema', { timeout: 120_000 }, async (context) => {
    const sets = new Set(sharedFiles(context).map((path) => path.split('/')[0] ?? ''));
    expect(sets.size).toBeGreaterThanOrEqual(19);
    const validate = await validatorOf('report-measure-export');
    for (const set of sets) {
      const report = await printed(join(SHARED_DICOM, set), '1');
      expect(validate(report).slice(0, 3), set).toEqual([]);
    }
  });

  it('prints of all of them the same by one thread and by two', { timeout: 120_000 }, async (context) => {
    sharedFiles(context);
    const [one, two] = [await printed(SHARED_DICOM, '1'), await printed(SHARED_DICOM, '2')];
    expect((one.rows as unknown[]).length).toBeGreaterThan(2500);
    expect(without(two)).toEqual(without(one));
  });
});

async function printed(place: string, jobs: string): Promise<Record<string, unknown>> {
  const { stdout, stderr, code } = await corelab(['measure-export', place, '--json', '--jobs', jobs]);
  expect([0, 1, 3], `${place}: ${stderr.slice(-500)}`).toContain(code);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const without = ({ run: _, ...report }: Record<string, unknown>) => report;

/** Figures of the voxels of a region, by numpy. */
interface PeerFigures {
  readonly set: string;
  readonly voxels: number;
  readonly mean: number;
  readonly maximum: number;
  readonly minimum: number;
  readonly standardDeviation: number;
  readonly energy: number;
  /** Of other SUVs, by the code of their concept. */
  readonly means: Readonly<Record<string, number>>;
  readonly metabolicVolume: number | null;
  readonly totalLesionGlycolysis: number | null;
}

describe('structure sets of a sarcoma in CT, MR and PET', () => {
  it.for([
    ['CT', 117_145],
    ['MR_T1', 117_145],
    ['PET', 5095],
  ] as const)(
    'have in %s the voxels and the values that numpy has',
    { timeout: 60_000 },
    async ([set, voxels], context) => {
      const report = await measuredShared(context, `${STS}/${set}`);
      const python = pythonWithPydicom() ?? skipOrFail(context, 'skipped: no pydicom');
      const script = join(import.meta.dirname, 'structure_values.py');
      const [peer] = jsonFromPython<PeerFigures>(python, [script, join(SHARED_DICOM, STS)], [set]);
      expect(peer?.set).toBe(set);
      const quantity = set === 'PET' ? '126401' : undefined;
      const rows = report.rows.filter(
        ({ concept, derivation }) => !quantity || !derivation || concept?.value === quantity,
      );
      expect(peer?.voxels).toBe(voxels);
      expect(figures({ rows }, 'voxelCount')).toEqual([voxels]);
      for (const name of ['mean', 'maximum', 'minimum', 'standardDeviation', 'energy'] as const) {
        const [value, ...more] = figures({ rows }, name);
        expect(more, name).toEqual([]);
        expect(Math.abs((value ?? Number.NaN) / (peer?.[name] ?? 0) - 1), name).toBeLessThan(1e-6);
      }
      if (set !== 'PET') return;
      for (const name of ['metabolicVolume', 'totalLesionGlycolysis'] as const) {
        const [value] = figures({ rows: report.rows }, name);
        expect(Math.abs((value ?? Number.NaN) / (peer?.[name] ?? 0) - 1), name).toBeLessThan(1e-6);
      }
      expect(Object.keys(peer?.means ?? {})).toHaveLength(3);
      for (const [code, mean] of Object.entries(peer?.means ?? {})) {
        const rowsOf = report.rows.filter(({ concept }) => concept?.value === code);
        expect((figures({ rows: rowsOf }, 'mean')[0] ?? Number.NaN) / mean, code).toBeCloseTo(1, 6);
      }
      const codes = report.rows.filter(({ figure }) => /^metabolic|^totalLesion/.test(figure ?? ''));
      expect(codes.map(({ concept, unit }) => [concept?.value, unit])).toEqual([
        ['126032', 'mm3'],
        ['126033', 'g'],
      ]);
    },
  );
});

describe('the digital reference objects of the SUV', () => {
  it('of becquerels have the SUV that they were made of: 0.2, 1 and 4', {
    timeout: 20_000,
  }, async (context) => {
    const report = await measuredShared(context, `${DRO}/DRO_0_0`);
    expect(report.verdict).toBe('pass');
    const ofBodyWeight = { rows: report.rows.filter(({ concept }) => concept?.value === '126401') };
    // Dose, half-life and time are given to six digits.
    for (const [figure, suv] of [
      ['minimum', 0.2],
      ['median', 1],
      ['maximum', 4],
      ['globalPeak', 4],
    ] as const)
      expect(figures(ofBodyWeight, figure)[0], figure).toBeCloseTo(suv, 5);
    expect(figures(report, 'voxelCount')).toEqual([174_690]);
  });

  it('of counts have none: Philips’ factor stands without its creator', {
    timeout: 20_000,
  }, async (context) => {
    const report = await measuredShared(context, `${DRO}/DRO_2_4`);
    expect(report.verdict).toBe('not-evaluable');
    expect(report.findings.map(({ code }) => code)).toEqual(['measure-suv-refused']);
    expect(report.findings[0]?.message).toContain('counts-without-factor');
    expect(report.rows.filter(({ concept }) => concept?.meaning.startsWith('SUV'))).toEqual([]);
    const raw = { rows: report.rows.filter(({ concept }) => concept?.value === 'pixel-value') };
    expect(['minimum', 'median', 'maximum'].flatMap((name) => figures(raw, name))).toEqual([400, 2000, 8000]);
    expect(new Set(raw.rows.filter(({ figure }) => figure === 'mean').map(({ unit }) => unit))).toEqual(
      new Set(['{counts}']),
    );
  });
});
