import type {
  DeidQuarantineRow,
  DeidReviewRow,
  DeidSections,
} from '../../../../../src/report/deid-sections.js';
import type { JsonReport, PageSource } from '../../../../../src/report/page/page-source.js';
import { sourceOf } from '../../page-sample.js';

/** A list of PS3.15 in short. */
const TABLE = 'PS3.15 Table E.1-1';

/** A quarantined file. */
export function quarantinedOf(but: Partial<DeidQuarantineRow> = {}): DeidQuarantineRow {
  return {
    ...{ root: 0, path: 'a/1', code: 'secondary-capture', reason: 'it may show names', source: TABLE },
    kept: true,
    ...but,
  };
}

/** A decision of a dry run. */
export function reviewOf(but: Partial<DeidReviewRow> = {}): DeidReviewRow {
  return {
    ...{ seriesUID: '2.25.1', path: 'InstitutionName', action: 'remove', rule: 'X', source: TABLE, files: 4 },
    ...but,
  };
}

/** A deid report of ten files, all but what a test is about. */
export function deidSource(
  sections: Partial<DeidSections>,
  but: Partial<JsonReport> & { readonly mode?: string } = {},
): PageSource {
  const { mode = 'release', ...rest } = but;
  const none = { planned: 0, skipped: 0, duplicates: 0, clean: 0, suspect: 0 };
  return sourceOf({
    command: 'deid',
    config: { mode, exclude: { globs: [], leftOut: 0 } },
    summary: { filesIn: 10, filesOut: 9, quarantined: 1, ...none, patients: 1, studies: 1, series: 1 },
    inputs: [{ id: 0, path: '/cd' }],
    ...sections,
    ...rest,
  });
}
