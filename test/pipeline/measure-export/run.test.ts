import { describe, expect, it } from 'vitest';
import { OBJECTS } from '../../../fixtures/objects/objects.js';
import type { ReportTruth } from '../../../fixtures/objects/sr/document.js';
import type { MeasurementRow } from '../../../src/report/measure-export-sections.js';
import { measureExport, written } from './measured.js';

const made = await OBJECTS.make();
const files = [...made.files];
const { reports } = made.truth as unknown as { reports: readonly ReportTruth[] };
const isImage = (path: string): boolean => path.startsWith('ct/') || path.startsWith('mr/');
const images = written(files.filter(({ path }) => isImage(path)));
const objects = written(files.filter(({ path }) => !isImage(path)));

/** What a row says, without where its file lies. */
function said({ source, ...row }: MeasurementRow) {
  return { ...row, itemPath: source.itemPath, sopInstanceUID: source.sopInstanceUID };
}

describe('measurements of a delivery', () => {
  it('gives every stored measurement a row, as it was written, that agrees where it is true', async () => {
    const { rows } = await measureExport([objects], { images: [images] });
    for (const { path, sopInstanceUID, measurements } of reports) {
      const own = rows.filter(({ source }) => source.sopInstanceUID === sopInstanceUID);
      expect(own.map(({ source }) => source.itemPath)).toEqual(measurements.map(({ position }) => position));
      for (const [i, { storedValue, trueValue, trackingId }] of measurements.entries()) {
        const row = own[i];
        expect([path, row?.storedValue]).toEqual([path, storedValue]);
        expect(row?.trackingId ?? null).toBe(trackingId);
        if (trueValue === null || row?.recomputedValue === null) continue;
        expect(Math.abs((row?.recomputedValue ?? Number.NaN) / trueValue - 1)).toBeLessThan(1e-4);
        expect(row?.agrees).toBe(Math.abs(Number(storedValue) / trueValue - 1) <= 0.01);
      }
    }
  });

  it('says the same wherever the images lie, and takes no measurement from there', async () => {
    const apart = await measureExport([objects], { images: [images] });
    const together = await measureExport([objects, images]);
    expect(apart.rows.map(said)).toEqual(together.rows.map(said));
    const swapped = await measureExport([images], { images: [objects] });
    expect(swapped.rows).toEqual([]);
    expect(swapped.findings.map(({ code }) => code)).toContain('measure-nothing-found');
    expect(swapped.verdict).toBe('not-evaluable');
  });

  it('never agrees without the images, and says that they are absent', async () => {
    const { rows, findings } = await measureExport([objects]);
    const onImages = rows.filter(({ source, agrees }) => source.kind === 'SR' && agrees !== null);
    // What stays is of segments and points in the patient: their objects hold their own geometry.
    expect(onImages.map(({ figure }) => figure).sort()).toEqual(['length', 'volume', 'volume']);
    expect(findings.map(({ code }) => code)).toContain('measure-image-absent');
    const lacking = rows.filter(({ storedValue, agrees }) => storedValue !== null && agrees === null);
    expect(lacking.filter(({ why }) => why === null)).toEqual([]);
  });

  it('does not depend on the number of jobs', async () => {
    const [one, two] = [
      await measureExport([objects, images]),
      await measureExport([objects, images], { jobs: 2 }),
    ];
    expect(two.rows).toEqual(one.rows);
    expect(two.findings).toEqual(one.findings);
  });

  it('keeps key objects and other references, with whether they are there', async () => {
    const { references } = await measureExport([objects], { images: [images] });
    const key = references.filter(({ source }) => source.kind === 'KO');
    expect(key).toHaveLength(27);
    expect(key.every(({ isPresent }) => isPresent)).toBe(true);
    const without = await measureExport([objects]);
    expect(
      without.references.filter(({ source }) => source.kind === 'KO').some(({ isPresent }) => isPresent),
    ).toBe(false);
  });

  it('shows where the points of a structure set lie, which have no size', async () => {
    const { rows } = await measureExport([objects], { images: [images] });
    const marker = rows.find(
      ({ lesionLabel, source }) => lesionLabel === 'Marker' && source.kind === 'RTSTRUCT',
    );
    expect(marker).toMatchObject({ value: null, why: 'a point has no size' });
    expect(marker?.geometry).toMatchObject([{ type: 'POINT', space: 'patient' }]);
    expect(marker?.geometry[0]?.coordinates).toHaveLength(3);
  });

  it('holds an annotation of another patient than its image for that patient’s, and says so', async () => {
    const aim = files.find(({ path }) => path.startsWith('aim/'));
    const text = Buffer.from(aim?.bytes ?? []).toString('utf8');
    const [, id = ''] = /<id value="([^"]+)"/.exec(text) ?? [];
    const asIs = await measureExport([written([{ path: 'a.xml', bytes: Buffer.from(text) }])], {
      images: [images],
    });
    expect(asIs.rows.map(({ agrees, problems }) => [agrees, problems])).toEqual([[true, []]]);
    const others = Buffer.from(text.replaceAll(id, 'OTHER-1'));
    const swapped = written([
      { path: 'a.xml', bytes: others },
      ...files.filter(({ path }) => path === 'sr/echo.dcm'),
    ]);
    const { rows, findings } = await measureExport([swapped], { images: [images] });
    expect(findings.map(({ code }) => code)).toContain('measure-patient-at-odds');
    expect(new Set(rows.map(({ subject }) => subject)).size).toBe(2);
    const alone = await measureExport([written([{ path: 'a.xml', bytes: others }])]);
    expect(alone.rows[0]?.subject).toBe('person-1');
  });

  it('names a file that was given itself', async () => {
    const { rows } = await measureExport([`${objects}/sr/echo.dcm`]);
    expect(rows.map(({ source }) => source.path)).toEqual(['echo.dcm', 'echo.dcm', 'echo.dcm']);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(measureExport([objects], { signal })).rejects.toThrow('stopped');
  });
});
