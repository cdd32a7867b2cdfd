import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PHANTOMS } from '../../../../fixtures/phantoms/collection.js';
import { writeCollection } from '../../../../fixtures/write-collections.js';
import { type MotionReport, motionOf } from '../run-series.js';

const folder = mkdtempSync(join(tmpdir(), 'corelab-phantoms-'));
const data = join(folder, 'phantoms');
beforeAll(() => writeCollection(folder, PHANTOMS));

async function measured(limits: string, ...series: string[]): Promise<MotionReport> {
  return motionOf([data], { limits, series });
}

function limitsFile(name: string, phantom: string): string {
  const path = join(folder, `${name}.yaml`);
  const head = `schema: corelab/limits@1\nlimits: { id: ${name}, version: 1, source: Manual }\n`;
  writeFileSync(path, `${head}phantom:\n  ${phantom}\n`);
  return path;
}

const told = ({ findings }: MotionReport) => findings.map(({ code }) => code);

describe('a phantom that its limits declare', () => {
  it('is measured in each of its series, and every figure has its limit', async () => {
    const report = await measured('acr-large-3t', 'acr-t1', 'acr-localizer');
    expect(report.phantoms.map(({ kind, outcome, declaredBy }) => [kind, outcome, declaredBy])).toEqual([
      ['acr-large', 'pass', expect.any(String)],
      ['acr-large', 'pass', expect.any(String)],
    ]);
    const [localizer, axial] = report.phantoms;
    expect(localizer?.figures.lengthMm).toBeCloseTo(148, 0);
    expect(localizer?.notMeasured.piuPercent).toBe('the images of this series do not show it');
    expect(axial?.figures).toMatchObject({ lengthMm: null, sliceThicknessMm: expect.any(Number) });
    expect(axial?.figures.sliceThicknessMm).toBeCloseTo(5, 0);
    expect(axial?.parts.length).toBeGreaterThan(5);
    expect(new Set(report.checks.map(({ of }) => of))).toEqual(new Set(['phantom']));
    expect([report.images, report.series]).toEqual([[], []]);
  });

  it('is not evaluable under limits of another field strength', async () => {
    const report = await measured('acr-large', 'acr-t1');
    expect([report.verdict, told(report)]).toEqual(['not-evaluable', ['phantom-not-measured']]);
    expect(report.checks.every(({ outcome }) => outcome === 'not-evaluable')).toBe(true);
  });

  it('is not found in what is none', async () => {
    const report = await measured('acr-large-3t', 'uniform-a');
    expect([report.verdict, told(report)]).toEqual(['not-evaluable', ['phantom-not-found']]);
    expect(report.phantoms[0]?.figures).toMatchObject({ piuPercent: null });
  });

  it('gives each of two images the other as its second, and none of three', async () => {
    const limits = limitsFile('U', 'kind: uniform\n  limits: [{ figure: snrTwoImages, min: 90 }]');
    const two = await measured(limits, 'uniform-a', 'uniform-b');
    expect(two.verdict).toBe('pass');
    for (const { figures } of two.phantoms) expect(figures.snrTwoImages).toBeCloseTo(100, -1);
    const three = await measured(limits, 'uniform-a', 'uniform-b', 'uniform-ghost');
    expect(three.verdict).toBe('not-evaluable');
    for (const { figures } of three.phantoms) expect(figures.snrTwoImages).toBeNull();
  });

  it('fails where its water is not what it should be', async () => {
    const good = await measured('ct-water', 'ct-water');
    const bad = await measured('ct-water', 'ct-water-artefact');
    expect([good.verdict, bad.verdict]).toEqual(['pass', 'fail']);
    expect(bad.phantoms[0]?.figures.artefactHu).toBeGreaterThan(10);
  });

  it('over time has the figures of stability in place of those of motion', async () => {
    const report = await measured('fbirn', 'stability');
    expect(report.series).toEqual([]);
    const [row] = report.phantoms;
    expect(row?.figures.driftPercent).toBeCloseTo(1.2, 1);
    expect(row?.figures.fluctuationPercent).toBeCloseTo(0.1, 2);
  });
});

describe('without a declaration', () => {
  it('nothing is taken for a phantom: the same series are images', async () => {
    const report = await measured('default', 'acr-t1', 'ct-water');
    expect(report.phantoms).toEqual([]);
    expect(report.images.map(({ kind }) => kind).sort()).toEqual(['ct', 'multislice']);
  });
});
