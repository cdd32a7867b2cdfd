import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/io/schemas.js';
import type {
  DeidHit,
  DeidPatientRow,
  DeidQuarantineRow,
  DeidReviewRow,
  DeidSeriesRow,
  DeidSummary,
  DeidVerification,
  DeidVerifiedRow,
} from '../../src/report/deid-sections.js';
import type { Action } from '../../src/rules/deid/action.js';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${path}`, import.meta.url), 'utf8'));
const schema = read('report-deid.schema.json');

const ACTIONS = {
  ...{ keep: 0, remove: 0, empty: 0, dummy: 0, uid: 0, shift: 0, clean: 0, items: 0 },
} satisfies Record<Action, number>;

/** Every key of each row, the optional ones too, so that the compiler tells when a row grows. */
const ROWS = {
  patient: {
    ...{ patient: 1, subject: null, studies: 1, files: 1, released: 0, quarantined: 1 },
    ...{ outcome: 'quarantined', reasons: [] },
  } satisfies Required<DeidPatientRow>,
  series: {
    ...{ subject: '', studyUID: '', seriesUID: '', modality: '', files: 1, actions: {} },
  } satisfies Required<DeidSeriesRow>,
  hit: { where: '', from: '', kind: '' } satisfies Required<DeidHit>,
  quarantined: {
    ...{ root: 0, path: '', pathBase64: '', code: '', reason: '', source: '', hits: [], kept: true },
  } satisfies Required<DeidQuarantineRow>,
  review: {
    ...{ seriesUID: '', path: '', action: 'keep', rule: '', source: '', files: 1, examples: [] },
  } satisfies Required<DeidReviewRow>,
  verification: {
    ...{ values: 0, uids: 0, files: 0, searches: 0, places: [] },
  } satisfies Required<DeidVerification>,
  verified: {
    ...{ root: 0, path: '', pathBase64: '', problems: [], hits: [] },
  } satisfies Required<DeidVerifiedRow>,
};

describe('the deid schema', () => {
  it.each(Object.entries(ROWS))('knows the keys of a row of %s, in their order', (name, row) => {
    expect(Object.keys(schema.$defs[name].properties)).toEqual(Object.keys(row));
  });

  it('knows every action', () => {
    expect(schema.$defs.review.properties.action.enum).toEqual(Object.keys(ACTIONS));
    expect(Object.keys(schema.$defs.series.properties.actions.properties)).toEqual(Object.keys(ACTIONS));
  });

  it('counts what the types count, in their order', () => {
    const counts = {
      ...{ filesIn: 0, filesOut: 0, planned: 0, quarantined: 0, skipped: 0, duplicates: 0 },
      ...{ clean: 0, suspect: 0, patients: 0, studies: 0, series: 0 },
    } satisfies DeidSummary;
    expect(Object.keys(schema.properties.summary.properties)).toEqual(Object.keys(counts));
    expect(schema.properties.summary.required).toEqual(Object.keys(counts));
  });
});

describe('a deid report', () => {
  it.each(['profile', 'identity'])(
    'of a run is refused without its %s, one of a search is not',
    async (key) => {
      const validate = await validatorOf('report-deid');
      const run = read('examples/report-deid/valid-release.json');
      delete run.config[key];
      expect(validate(run).map(({ instancePath }) => instancePath)).toContain('/config');
      expect(validate(read('examples/report-deid/valid-verify-only.json'))).toEqual([]);
    },
  );

  it('holds values of headers only when it is identified', async () => {
    const validate = await validatorOf('report-deid');
    const review = read('examples/report-deid/valid-dry-run.json');
    expect(validate(review)).toEqual([]);
    expect(validate({ ...review, confidentiality: 'linked' }).map(({ keyword }) => keyword)).toEqual(['not']);
  });

  it.each(['patients', 'series', 'quarantine'])('of a run is refused without %s', async (section) => {
    const validate = await validatorOf('report-deid');
    const run = read('examples/report-deid/valid-release.json');
    delete run[section];
    expect(validate(run).map(({ keyword }) => keyword)).toContain('required');
  });
});
