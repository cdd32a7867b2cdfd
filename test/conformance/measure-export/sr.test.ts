import { join, relative } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { codeKey } from '../../../src/measure/code.js';
import type { MeasurementItem, MeasurementSource } from '../../../src/measure/source.js';
import { readStructuredReport } from '../../../src/measure/sr/read-structured-report.js';
import { jsonFromPython, pythonWithPydicom } from '../../helpers/peers.js';
import { readShared, SHARED_DICOM, sharedFiles, skipOrFail } from '../shared-data.js';

const DCMQI = 'dcmqi/data/sr-example/sr.dcm';
const HIGHDICOM = 'highdicom/data/test_files/sr_document_with_multiple_groups.dcm';

function reportAt(path: string): MeasurementSource {
  const file = readShared(path);
  if (typeof file === 'string') throw new Error(`${path}: ${file}`);
  return readStructuredReport(file.dataset);
}

function needed(context: TestContext, path: string): MeasurementSource {
  if (!sharedFiles(context).includes(path)) skipOrFail(context, `skipped: no ${path}`);
  return reportAt(path);
}

const find = ({ items }: MeasurementSource, key: string): MeasurementItem | undefined =>
  items.find(({ concept }) => concept && codeKey(concept) === key);

/** A NUM as pydicom sees it. */
interface PeerNumber {
  readonly path: string;
  readonly concept: string | null;
  readonly value: string | null;
  readonly unit: string | null;
}

describe('Structured reports of other makers', () => {
  it('have the NUMs that pydicom walks to, all of them', { timeout: 120_000 }, (context) => {
    const files = sharedFiles(context);
    const python = pythonWithPydicom() ?? skipOrFail(context, 'skipped: no pydicom');
    const script = join(import.meta.dirname, 'sr_numbers.py');
    const peers = jsonFromPython<{ file: string; numbers: PeerNumber[] }>(
      python,
      [script],
      files.map((path) => join(SHARED_DICOM, path)),
    );
    for (const { file, numbers } of peers) {
      const { items } = reportAt(relative(SHARED_DICOM, file));
      const seen = items.flatMap(({ itemPath, concept, stored, modifiers }): PeerNumber[] => {
        if (!stored) return [];
        // In AIM's reports what is calculated stands for the name that all numbers have.
        const named = modifiers.find(({ name }) => codeKey(name) === 'zzz015^99NCIAIM')?.name ?? concept;
        return [
          {
            path: itemPath,
            concept: named ? codeKey(named) : null,
            value: stored.text ?? null,
            unit: stored.unit ? codeKey(stored.unit) : null,
          },
        ];
      });
      expect(seen, file).toEqual(numbers);
    }
    expect(peers.length).toBeGreaterThanOrEqual(15);
    expect(peers.flatMap(({ numbers }) => numbers).length).toBeGreaterThanOrEqual(40);
  });

  it('of dcmqi: 33.5824 ml of a referenced segment, SUVbw by a real-world map', (context) => {
    const read = needed(context, DCMQI);
    const volume = find(read, 'G-D705^SRT');
    expect(volume).toMatchObject({
      itemPath: '1.6.1.15',
      stored: { text: '33.5824', unit: { value: 'ml', scheme: 'UCUM' } },
      method: { value: '126030' },
      template: '1411',
      geometryOf: 'group',
      geometries: [{ kind: 'segments', image: { segments: [1] } }],
      context: {
        trackingId: 'primary tumor',
        finding: { value: 'M-80003' },
        sites: [{ site: { value: 'T-C5300' } }],
        timePoint: '1',
        activitySession: '1',
        method: { value: '126410' },
        observer: { person: 'User2' },
      },
    });
    expect(volume?.context.realWorldMaps).toHaveLength(1);
    expect(volume?.context.sourceSeriesUID).toMatch(/^1\.3\.6\.1\.4\.1\.14519\./);
    const suv = read.items.filter(({ concept }) => concept && codeKey(concept) === '126401^DCM');
    expect(suv.map(({ derivation }) => derivation?.value)).toEqual([
      'R-00317',
      'R-404FB',
      'G-A437',
      '126031',
      'R-10047',
      '250137',
      'R-00319',
      '250138',
      '250139',
      'C2347976',
    ]);
    expect(read.problems).toEqual([]);
  });

  it('of highdicom: four groups with an image, a circle, a polyline and a point in space', (context) => {
    const { items, problems } = needed(context, HIGHDICOM);
    expect(
      items.map(({ stored, template, geometries }) => [stored?.text, template, geometries[0]?.kind]),
    ).toEqual([
      ['-119.07385253906', '1501', 'image'],
      ['10.0', '1410', 'planar'],
      ['20.0', '1410', 'planar'],
      ['200.0', '1411', 'spatial'],
    ]);
    expect(items.map(({ group }) => group)).toEqual([0, 1, 2, 3]);
    expect(items[2]?.context.finding?.value).toBe('15825003');
    expect(problems).toEqual([]);
  });

  it('of AIM 1: each stored length has its line, its image and its reader', (context) => {
    const files = sharedFiles(context).filter((path) => /^aim\/AIMAnnotations\/.*\.dcm$/.test(path));
    if (files.length === 0) skipOrFail(context, 'skipped: no reports of AIM');
    for (const path of files) {
      const { items, references, problems } = reportAt(path);
      expect(items, path).toHaveLength(1);
      expect(items[0], path).toMatchObject({
        concept: { value: 'G-A22A', scheme: 'SRT' },
        stored: { unit: { value: 'mm', scheme: 'DCM' } },
        geometries: [{ kind: 'planar', type: 'POLYLINE', image: { seriesUID: expect.any(String) } }],
        context: { observer: { person: path.includes('A.dcm') ? 'A' : 'B' } },
      });
      expect([references, problems], path).toEqual([[], []]);
    }
    expect(files).toHaveLength(8);
  });

  it('of dcmtk: a by-reference relationship, a circle that no number is about, nested sections', (context) => {
    const { items, problems, references } = needed(
      context,
      'pydicom/src/pydicom/data/test_files/test-SR.dcm',
    );
    expect(items.map(({ itemPath, stored }) => [itemPath, stored?.text])).toEqual([
      ['1.2.2', '3'],
      ['1.2.4.2', '3'],
      ['1.3.2', undefined],
    ]);
    expect(references.map(({ sopInstanceUID }) => sopInstanceUID)).toContain('1.2.3.4.5.0');
    expect(problems).toEqual([]);
  });
});
