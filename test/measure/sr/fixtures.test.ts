import { describe, expect, it } from 'vitest';
import type { KeyObjectsTruth } from '../../../fixtures/objects/key-objects.js';
import { OBJECTS } from '../../../fixtures/objects/objects.js';
import type { ReportTruth } from '../../../fixtures/objects/sr/document.js';
import { codeKey } from '../../../src/measure/code.js';
import type { MeasurementSource } from '../../../src/measure/source.js';
import { readStructuredReport } from '../../../src/measure/sr/read-structured-report.js';
import { read } from '../../dicom/bytes.js';

const { files, truth } = await OBJECTS.make();
const reports = (truth as unknown as { reports: ReportTruth[] }).reports;
const keyObjects = (truth as unknown as { keyObjects: KeyObjectsTruth[] }).keyObjects;

function source(path: string): MeasurementSource {
  const found = [...files].find((file) => file.path === path);
  if (!found) throw new Error(`no ${path}`);
  return readStructuredReport(read(found.bytes).dataset);
}

describe('Fixture reports', () => {
  it.each(reports.map((report) => [report.path, report] as const))(
    '%s gives what it was made of',
    (path, report) => {
      const { items, kind, sopInstanceUID } = source(path);
      expect({ kind, sopInstanceUID }).toEqual({ kind: 'SR', sopInstanceUID: report.sopInstanceUID });
      const seen = items.map(({ itemPath, concept, stored, derivation, context }) => ({
        position: itemPath,
        concept: concept ? codeKey(concept) : '^',
        value: stored?.text ?? null,
        unit: stored?.unit ? codeKey(stored.unit) : null,
        derivation: derivation && codeKey(derivation),
        trackingId: context.trackingId ?? null,
        trackingUID: context.trackingUID ?? null,
      }));
      const key = (code: readonly string[]): string => `${code[0]}^${code[1]}`;
      const expected = report.measurements.map((m) => ({
        position: m.position,
        concept: key(m.concept),
        value: m.storedValue,
        unit: m.unit && key(m.unit),
        derivation: m.derivation && key(m.derivation),
        trackingId: m.trackingId,
        trackingUID: m.trackingUID,
      }));
      const inOrder = (list: typeof seen) => [...list].sort((a, b) => (a.position < b.position ? -1 : 1));
      expect(inOrder(seen)).toEqual(inOrder(expected as typeof seen));
    },
  );

  it.each(reports.map((report) => [report.path, report] as const))(
    '%s has geometry exactly where a true value is known',
    (path, report) => {
      const { items } = source(path);
      for (const { position, trueValue } of report.measurements) {
        const item = items.find(({ itemPath }) => itemPath === position);
        expect(item?.geometries.length, position).toBe(trueValue === null ? 0 : 1);
      }
    },
  );

  it('have problems only where they were made to', () => {
    const problems = reports.flatMap(({ path }) =>
      source(path).problems.map(({ code, itemPath }) => `${path} ${code} ${itemPath}`),
    );
    expect(problems).toEqual(['sr/tree.dcm value-missing 1.8', 'sr/faulty.dcm concept-missing 1.7']);
  });

  it('have sites with laterality, time point, session, observers and judgements', () => {
    const { context, template, geometryOf } = source('sr/enhanced.dcm').items[0] ?? {};
    expect({ template, geometryOf }).toEqual({ template: '1501', geometryOf: 'item' });
    expect(context).toMatchObject({
      sites: [{ site: { value: '39607008' }, laterality: { value: '7771000' } }],
      timePoint: 'BASELINE',
      activitySession: '1',
      observer: {
        person: 'Hallgrimsdottir^Sunniva',
        device: { uid: '2.25.40404040404040', name: 'READING-7' },
      },
    });
    expect(context?.qualitative.map(({ name }) => name.value)).toEqual(['MARGIN', 'ROLE']);
  });

  it('share one group number where they are about one lesion', () => {
    const { items } = source('sr/comprehensive-3d.dcm');
    const groups = new Map(items.map(({ group, context }) => [group, context.trackingUID]));
    for (const { group, context } of items) expect(groups.get(group)).toBe(context.trackingUID);
    expect([...groups.keys()]).toEqual([...groups.keys()].sort((a, b) => (a ?? 0) - (b ?? 0)));
  });
});

describe('Fixture key objects', () => {
  it.each(keyObjects.map((object) => [object.path, object] as const))(
    '%s names its images',
    (path, object) => {
      const { kind, title, items, references, problems } = source(path);
      expect({ kind, title: title && codeKey(title), items, problems }).toEqual({
        kind: 'KO',
        title: `${object.title[0]}^${object.title[1]}`,
        items: [],
        problems: [],
      });
      expect(references.map(({ sopInstanceUID }) => sopInstanceUID)).toEqual(object.sopInstanceUIDs);
      expect(references.every(({ seriesUID, studyUID }) => seriesUID && studyUID)).toBe(true);
    },
  );
});
