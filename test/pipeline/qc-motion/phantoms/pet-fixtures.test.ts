import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PET_SUV } from '../../../../fixtures/pet/pet-suv.js';
import { writeCollection } from '../../../../fixtures/write-collections.js';
import { motionOf } from '../run-series.js';

const folder = mkdtempSync(join(tmpdir(), 'corelab-pet-'));
const data = join(folder, 'pet-suv');
beforeAll(() => writeCollection(folder, PET_SUV));

let files = 0;

function spheres(truth: string): string {
  const path = join(folder, `${++files}.yaml`);
  writeFileSync(
    path,
    `schema: corelab/limits@1
limits: { id: NEMA, version: 1, source: Manual }
phantom:
  kind: pet-spheres
  spheres: [37 mm, 28 mm, 22 mm, 17 mm, 13 mm, 10 mm]
  ringRadius: 57.2 mm
  ${truth}
  limits: [{ figure: rcMax37, min: 0.95, max: 1.16 }]
`,
  );
  return path;
}

async function phantom(limits: string, series: string) {
  const { phantoms, findings, verdict } = await motionOf([data], { limits, series: [series] });
  const [row] = phantoms;
  if (!row) throw new Error('nothing was measured');
  return { row, findings, verdict };
}

describe('a PET cylinder', () => {
  it('has its SUV, whatever its scanner writes', async () => {
    const { row, verdict } = await phantom('earl-cylinder', 'PET cylinder');
    expect(verdict).toBe('pass');
    expect(row.figures.meanSuv).toBeCloseTo(1, 3);
  });

  it('is not found in a body with spheres', async () => {
    const { row, verdict } = await phantom('earl-cylinder', 'PET nema');
    expect([verdict, row.figures.meanSuv]).toEqual(['not-evaluable', null]);
  });
});

describe('spheres', () => {
  it.each([
    ['a ratio to the background', 'sphereToBackground: 4', 'PET nema'],
    ['an SUV', 'sphereSuv: 4', 'PET nema'],
    ['an SUV, of counts', 'sphereSuv: 4', 'PET philips-suv'],
    ['an SUV, of SUV', 'sphereSuv: 4', 'PET gml'],
  ])('are held against %s', async (_, truth, series) => {
    const { row, verdict } = await phantom(spheres(truth), series);
    expect(verdict).toBe('pass');
    expect(row.figures.rcMax37).toBeCloseTo(1, 2);
    expect(row.parts.map(({ name }) => name)).toContain('sphere 10 mm');
  });

  it('that are blurred recover less, the small ones least', async () => {
    const { row } = await phantom(spheres('sphereToBackground: 4'), 'PET nema-psf');
    const { rcMax37, rcMax17, rcMax10 } = row.figures;
    expect(rcMax37).toBeCloseTo(1, 2);
    expect(rcMax17).toBeLessThan(0.96);
    expect(rcMax10).toBeLessThan(0.7);
  });

  it('are not measured without their truth, nor against activity that the images do not hold', async () => {
    const none = await phantom('earl-2017', 'PET nema');
    expect(none.row.why).toContain('the true activity of its spheres is not given');
    expect(none.findings.map(({ code }) => code)).toEqual(['phantom-not-measured']);
    const counts = await phantom(spheres('sphereActivity: 13000 Bq/ml'), 'PET philips-suv');
    expect(counts.row.why).toContain('its values are no activity: Units is CNTS');
    expect(counts.verdict).toBe('not-evaluable');
  });
});
