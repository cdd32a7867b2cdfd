import { finding } from '../../src/findings/finding.js';
import type { FileEntry, Report } from '../../src/report/envelope.js';
import type { SeriesRow, StudyRow } from '../../src/report/manifest-sections.js';

/** A series row with everything in it. */
export function series(overrides: Partial<SeriesRow> = {}): SeriesRow {
  return {
    seriesUID: '1.2.826.0.1.3680043.8.498.1',
    modality: 'MR',
    seriesNumber: 2,
    description: 't1 mprage',
    manufacturer: 'SIEMENS',
    model: 'Prisma',
    serial: '67001',
    softwareVersions: ['syngo MR E11'],
    fieldStrengthT: 3,
    station: 'MR1',
    sopClasses: ['1.2.840.10008.5.1.4.1.1.4'],
    transferSyntaxes: ['1.2.840.10008.1.2.1'],
    instances: 192,
    frames: 192,
    geometry: {
      rows: 256,
      columns: 256,
      slices: 192,
      sliceSpacingMm: 1,
      sliceThicknessMm: 1,
      missingSlices: 0,
      duplicateSlices: 0,
    },
    timePoints: 1,
    stacks: [],
    volumes: { count: 1, separatedBy: [], incomplete: 0 },
    frameOfReferenceUIDs: ['1.2.9'],
    lossy: false,
    ...overrides,
  };
}

/** A study row with the series given. */
export function study(rows: readonly SeriesRow[] = [series()]): StudyRow {
  return { studyUID: '1.2.3', patient: 1, description: 'brain', dayOffset: 0, series: rows };
}

/** A file entry of a DICOM instance. */
export function file(path: string, overrides: Partial<FileEntry> = {}): FileEntry {
  return { root: 0, path, kind: 'dicom', bytes: 512, seriesUID: '1.2.3.4', ...overrides };
}

/** A small report: one study, one finding, two files. */
export function report(overrides: Partial<Report> = {}): Report {
  return {
    schema: 'corelab/report/manifest@1',
    confidentiality: 'linked',
    tool: { name: 'corelab', version: '0.1.0' },
    command: 'manifest',
    run: {
      id: 'r1',
      startedAt: '2026-01-02T03:04:05.000Z',
      durationMs: 1234,
      arguments: ['manifest', 'in/cd'],
    },
    config: { keyFingerprint: '0011223344556677' },
    upstream: [],
    verdict: 'fail',
    summary: { filesIn: 2, dicom: 1, notDicom: 1 },
    findings: [finding('unreadable-file', { subject: { file: 1 }, params: { reason: 'the file is empty' } })],
    sections: { studies: [study()], notDicom: [{ file: 1, path: 'junk/README.txt', looksLike: 'text' }] },
    roots: [{ id: 0, path: 'in/cd' }],
    files: [file('DICOM/IM1'), file('junk/README.txt', { kind: 'not-dicom' })],
    ...overrides,
  };
}

/** All pieces of a text as one. */
export function text(chunks: Iterable<string>): string {
  return [...chunks].join('');
}

/** Bytes as a stream that hands them on in pieces of `size`. */
export async function* stream(bytes: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const whole = Buffer.from(bytes as Uint8Array);
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}
