import { describe, expect, it } from 'vitest';
import { deidTerminalTable } from '../../../src/cli/tables/deid.js';
import type { DeidQuarantineRow } from '../../../src/report/deid-sections.js';
import type { Report } from '../../../src/report/envelope.js';
import { exampleReport } from '../../report/assign-id-sample.js';

const example = (name: string): Report => exampleReport('report-deid', name);
const shown = (report: Report): string[] => [...deidTerminalTable(report).rows].map((row) => row.join('|'));

describe('a deid report on a terminal', () => {
  it('says how many files need somebody', () => {
    const titleOf = (quarantined: number) =>
      deidTerminalTable({ ...example('valid-release'), summary: { filesIn: 412, quarantined } }).columns.at(
        -1,
      )?.title;
    expect([titleOf(3), titleOf(1), titleOf(0)]).toEqual([
      '3 of 412 files need you',
      '1 of 412 files needs you',
      '0 of 412 files need you',
    ]);
  });

  it('has the patients first that need somebody, with the reason in words', () => {
    expect(shown(example('valid-release')).slice(0, 2)).toEqual([
      '2|quarantined||1|0|1|the assignments have no subject for the study',
      '1|partly|07-0001-Y|1|2|1|the output still held a value or UID of the delivery',
    ]);
  });

  it('names the files of each reason, and where something was found', () => {
    expect(shown(example('valid-release')).slice(2)).toEqual([
      '|||||1|identifier-found: the output still held a value or UID of the delivery',
      '||||||  DICOM/IM3: ImageComments',
      '|||||1|unassigned: the assignments have no subject for the study',
      '||||||  DICOM/IM4',
    ]);
  });

  it('names three files of a reason, and counts the others', () => {
    const report = example('valid-release');
    const [, row] = report.sections.quarantine as DeidQuarantineRow[];
    const quarantine = Array.from({ length: 5 }, (_, i) => ({ ...row, path: `IM${i}` }));
    const last = shown({ ...report, sections: { ...report.sections, patients: [], quarantine } });
    expect(last.slice(1)).toEqual(['||||||  IM0', '||||||  IM1', '||||||  IM2', '||||||  … and 2 more']);
  });

  it('of a review shows what changes, series by series, and not what stays', () => {
    const report = example('valid-dry-run');
    const kept = { ...(report.sections.review as object[])[1], path: 'Modality', action: 'keep' };
    const review = [...(report.sections.review as object[]), kept];
    expect(shown({ ...report, sections: { ...report.sections, review } })).toEqual([
      'series 2.25.12||||',
      'PatientName|dummy|Z|PS3.15 2026d Table E.1-1|3',
      '  Quill^Mara → P4NTY9D9YBFV4X||||',
      expect.stringMatching(/^StudyDate\|shift\|C\|/),
    ]);
  });

  it('of a search shows the files that something is wrong with', () => {
    expect(shown(example('valid-verify-only'))).toEqual([
      'a.dcm|identity-not-removed (PatientIdentityRemoved)|StudyDescription (names)',
    ]);
  });
});
