import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import type { Dataset } from '../../../src/dicom/dataset.js';
import { readAim } from '../../../src/measure/aim/read-aim.js';
import type { PlanarGeometry } from '../../../src/measure/source.js';
import { readShared, SHARED_DICOM, skipOrFail } from '../shared-data.js';

/** Annotations of two patients at two times by two readers, each as two flavours of AIM 3 and as a report. */
const FOLDERS = ['aim/AIMAnnotations/Baseline', 'aim/AIMAnnotations/FollowUp'];

function annotationPaths(context: TestContext): string[] {
  if (!existsSync(join(SHARED_DICOM, FOLDERS[0] ?? '')))
    skipOrFail(context, 'skipped: no shared annotations');
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(SHARED_DICOM, folder))
      .filter((name) => name.endsWith('.xml'))
      .sort()
      .map((name) => join(folder, name)),
  );
}

const source = (path: string) => readAim(readFileSync(join(SHARED_DICOM, path)));
const patternValue = (xml: string, pattern: RegExp): string[] =>
  [...xml.matchAll(pattern)].map(([, value]) => value ?? '');

/** Every item of the content tree. */
function contentItems(dataset: Dataset): Dataset[] {
  return dataset.sequence('ContentSequence').flatMap((item) => [item, ...contentItems(item)]);
}

describe('the AIM documents of the shared data', () => {
  it('are read, values, units, coordinates and identifiers as their text has them', (context) => {
    const paths = annotationPaths(context);
    expect(paths).toHaveLength(16);
    for (const path of paths) {
      const xml = readFileSync(join(SHARED_DICOM, path), 'utf8');
      const { items, problems, references, sopInstanceUID } = source(path);
      expect([path, problems, references]).toEqual([path, [], []]);
      const values = patternValue(xml, /<CalculationData [^>]*value="([^"]*)"/g);
      expect(items.map(({ stored }) => stored?.text)).toEqual(values);
      expect(items.map(({ stored }) => stored?.unit?.value)).toEqual(['mm']);
      expect([sopInstanceUID]).toEqual(
        patternValue(xml, /<ImageAnnotation [^>]*uniqueIdentifier="([^"]*)"/g),
      );
      const geometry = items[0]?.geometries[0] as PlanarGeometry | undefined;
      const [xs, ys] = ['x', 'y'].map((axis) =>
        patternValue(xml, new RegExp(`<SpatialCoordinate [^>]*\\s${axis}="([^"]*)"`, 'g')).map(Number),
      );
      expect(geometry).toMatchObject({ type: 'POLYLINE', units: 'pixel' });
      expect(geometry?.points).toEqual(xs?.map((x, i) => [x, ys?.[i]]));
      expect([geometry?.image?.sopInstanceUID]).toEqual(patternValue(xml, /sopInstanceUID="([^"]*)"/g));
      expect(items[0]).toMatchObject({
        concept: { value: 'G-A22A', scheme: 'SRT' },
        context: { observer: { personId: 'NWU#3' }, sites: [{ site: { value: 'REX0001' } }] },
      });
    }
  });

  it('say what their reports say', (context) => {
    for (const path of annotationPaths(context)) {
      const report = readShared(path.replace(/(_Model)?\.xml$/, '.dcm'));
      if (typeof report === 'string') throw new Error(report);
      const contents = contentItems(report.dataset);
      const { items } = source(path);
      const numbers = contents.flatMap((item) => item.sequence('MeasuredValueSequence'));
      expect(numbers).toHaveLength(items.length);
      const stored = Number(items[0]?.stored?.text);
      expect(Math.abs((numbers[0]?.number('NumericValue') ?? 0) - stored)).toBeLessThan(1e-4);
      const graphics = contents.filter((item) => item.string('GraphicType') === 'POLYLINE');
      const geometry = items[0]?.geometries[0] as PlanarGeometry | undefined;
      expect(graphics.map((item) => item.numbers('GraphicData'))).toEqual([geometry?.points.flat()]);
    }
  });

  it('do not let out who the patient is, and tell what is to be masked', (context) => {
    for (const path of annotationPaths(context)) {
      const xml = readFileSync(join(SHARED_DICOM, path), 'utf8');
      const [person = ''] = patternValue(xml, /<Person ([^>]*)>/g);
      const identifying = ['name', 'id', 'birthDate'].flatMap((name) =>
        patternValue(person, new RegExp(`\\b${name}="([^"]*)"`, 'g')),
      );
      const { identifying: masked, patientID, ...read } = source(path);
      const text = JSON.stringify(read);
      expect(identifying).toHaveLength(3);
      expect(identifying).toContain(patientID);
      expect([...(masked?.words ?? []), ...(masked?.phrases ?? [])]).toEqual(
        expect.arrayContaining(identifying),
      );
      for (const value of identifying) expect(text).not.toContain(`"${value}"`);
    }
  });
});
