import { expect } from 'vitest';
import { finding } from '../../../../../src/findings/finding.js';
import type { FileEntry } from '../../../../../src/report/envelope.js';
import type { SeriesRow, StudyRow } from '../../../../../src/report/manifest-sections.js';
import type { JsonReport, PageSource } from '../../../../../src/report/page/page-source.js';
import { file, series, study } from '../../../sample.js';

export { file, finding, series, study };

/** A report on a page, its sections beside the envelope as in JSON. */
export function source(parts: Partial<JsonReport> & Record<string, unknown> = {}): PageSource {
  const { number = 0, ...rest } = parts as { number?: number };
  const report = {
    schema: 'corelab/report/manifest@1',
    confidentiality: 'linked',
    tool: { name: 'corelab', version: '0.1.0' },
    command: 'manifest',
    run: { id: 'r1', startedAt: '2026-01-02T03:04:05.000Z', durationMs: 12, arguments: [] },
    config: {},
    upstream: [],
    verdict: 'pass',
    summary: { filesIn: 5, dicom: 3, notDicom: 1, unreadable: 1 },
    findings: [],
    roots: [{ id: 0, path: 'in/cd' }],
    files: [] as readonly FileEntry[],
    ...{
      patients: [],
      studies: [],
      devices: [],
      notDicom: [],
      unreadable: [],
      duplicates: [],
      dicomdirs: [],
    },
    ...rest,
  };
  return { number, report: report as unknown as JsonReport, sha256: null };
}

/** A study with a gap: of its series only the geometry matters. */
export function withGap(missing: number | null, own: Partial<SeriesRow> = {}): StudyRow {
  const row = series(own);
  return study([{ ...row, geometry: row.geometry && { ...row.geometry, missingSlices: missing } }]);
}

/** What a piece of HTML says, without its tags. */
export function said(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** Holds every value in a piece of HTML to the report that it points into. */
export function expectPointersToHold(html: string, { number, report }: PageSource): void {
  const pointers = [...html.matchAll(/<(\w+)([^>]*) data-at="([^"]*)"[^>]*>([^<]*)/g)];
  expect(pointers.length).toBeGreaterThan(0);
  for (const [, tag, attributes = '', at = '', text = ''] of pointers) {
    const [start, ...keys] = at.split('/');
    expect(start, at).toBe(String(number));
    const value = keys
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((parent, key) => (parent as Record<string, unknown>)?.[key], report);
    expect(value, at).toBeDefined();
    if (tag === 'data') expect(attributes, at).toContain(`value="${value}"`);
    else if (text !== '') expect(text.replaceAll('&amp;', '&'), at).toBe(String(value));
  }
}
