import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OBJECTS } from '../../../fixtures/objects/objects.js';
import type { ResponseSections } from '../../../src/report/response-sections.js';
import { type MeasuredReport, measureExport, written } from '../../pipeline/measure-export/measured.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from '../shared-data.js';

type Judged = MeasuredReport & ResponseSections;

async function judged(...places: string[]): Promise<Judged> {
  const report = await measureExport(places, { respond: { criteria: 'recist-1.1', lengths: 'stored' } });
  return report as unknown as Judged;
}

/** What holds of every report, whatever the files are. */
function expectHonest(report: Judged, place: string): void {
  const { responses, best, findings, summary, rows, verdict } = report;
  const codes = findings.map(({ code }) => code);
  // Nobody says of these files which lesion is a target, so that nothing can be told.
  const answered = responses.filter(({ kind, overall }) => kind === 'follow-up' && overall !== 'NE');
  expect(answered, place).toEqual([]);
  expect(
    best.filter(({ response }) => response !== 'NE'),
    place,
  ).toEqual([]);
  expect(verdict, place).not.toBe('pass');
  const counts = summary as unknown as Readonly<Record<string, number>>;
  expect(counts.diameters, place).toBeLessThanOrEqual(rows.length);
  if (counts.courses === 0) expect(codes, place).toContain('response-nothing');
  else
    expect(
      codes.some((code) => code.startsWith('response-')),
      place,
    ).toBe(true);
}

describe('measurements of other projects by RECIST 1.1', () => {
  it('are named as what they lack, and never a response', async (context) => {
    const files = sharedFiles(context);
    const sets = ['highdicom', 'dcmqi', 'dicomParser', 'pydicom', 'ibsi'];
    const lengths: number[] = [];
    for (const set of sets) {
      if (!files.some((file) => file.startsWith(`${set}/`))) skipOrFail(context, `skipped: no ${set}`);
      const report = await judged(join(SHARED_DICOM, set));
      expectHonest(report, set);
      lengths.push((report.summary as unknown as Readonly<Record<string, number>>).diameters ?? 0);
    }
    expect(Math.max(...lengths)).toBeGreaterThan(0);
  });
});

describe('the objects of the fixtures by RECIST 1.1', () => {
  it('are one visit of each subject: no response, and what is missing is named', async () => {
    const { files } = await OBJECTS.make();
    const report = await judged(written(files));
    expectHonest(report, 'objects');
    // Nobody says what they are to the criteria: none stands in a course.
    expect(report.lesions).toEqual([]);
    const codes = new Set(report.findings.map(({ code }) => code));
    expect([...codes]).toEqual(expect.arrayContaining(['response-role-missing', 'response-lesion-unnamed']));
  });
});
