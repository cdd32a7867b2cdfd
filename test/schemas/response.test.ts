import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type {
  BestRow,
  CriteriaCell,
  DecisionCell,
  DiscordanceRow,
  LesionRow,
  ResponseRow,
  ResponseSummary,
  StatedRow,
} from '../../src/report/response-sections.js';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/report-response.schema.json', import.meta.url), 'utf8'),
);

/** Every key, so that a new one does not compile until it stands here. */
type Keys<T> = Readonly<Record<keyof T, true>>;

const criteria: Keys<CriteriaCell> = {
  ...{ name: true, title: true, source: true, modifications: true, choices: true, thresholds: true },
};
const decision: Keys<DecisionCell> = { step: true, answer: true, rule: true, text: true, source: true };
const response: Keys<ResponseRow> = {
  ...{ subject: true, site: true, reader: true, visit: true, day: true, date: true, kind: true },
  ...{ sumMm: true, baselineSumMm: true, nadirSumMm: true, nadirVisit: true },
  ...{ changeFromBaselinePercent: true, changeFromNadirPercent: true, changeFromNadirMm: true },
  ...{ target: true, nonTarget: true, newLesion: true, overall: true, isAfterProgression: true },
  ...{ missing: true, decisions: true, conformance: true },
  ...{ margins: true, alternatives: true, otherwise: true },
};
const best: Keys<BestRow> = {
  ...{ subject: true, site: true, reader: true, response: true, isConfirmed: true, visit: true },
  ...{ bestChangePercent: true, progressionVisit: true, progressionDay: true, deathDay: true },
  ...{ durationOfResponseDays: true, durationOfStableDays: true, isOpen: true },
  ...{ decisions: true, otherwise: true },
};
const lesion: Keys<LesionRow> = {
  ...{ subject: true, reader: true, lesion: true, role: true, isNode: true, organ: true, visit: true },
  ...{ day: true, state: true, mm: true, storedMm: true, recomputedMm: true, axis: true },
  ...{ method: true, sliceThicknessMm: true, note: true },
};
const discordance: Keys<DiscordanceRow> = {
  ...{ subject: true, visit: true, of: true, readers: true, adjudicated: true },
};
const stated: Keys<StatedRow> = {
  ...{ subject: true, reader: true, visit: true, of: true, stated: true, found: true, agrees: true },
};
const summary: Readonly<Record<keyof ResponseSummary, number>> = {
  ...{ rowsIn: 0, rowsUsed: 0, subjects: 0, readers: 0, courses: 0, lesions: 0, timePoints: 0 },
  ...{ evaluable: 0, notEvaluable: 0, flips: 0, discordances: 0, adjudicated: 0 },
};

/** Keys that came after the first reports were made: docs/schemas.md. */
const LATER = ['alternatives'];

describe('the schema of response', () => {
  it.each<[string, object]>([
    ['criteria', criteria],
    ['decision', decision],
    ['response', response],
    ['best', best],
    ['lesion', lesion],
    ['discordance', discordance],
    ['stated', stated],
  ])('knows every key of a %s', (name, value) => {
    expect(Object.keys(schema.$defs[name].properties).sort()).toEqual(Object.keys(value).sort());
    const required = Object.keys(value).filter((key) => !LATER.includes(key));
    expect([...schema.$defs[name].required].sort()).toEqual(required.sort());
  });

  it('knows every count', () => {
    expect(Object.keys(schema.properties.summary.properties)).toEqual(Object.keys(summary));
    expect(schema.properties.summary.required).toEqual(Object.keys(summary));
  });

  it('asks for every section', () => {
    expect(schema.required).toEqual(['criteria', 'responses', 'best', 'lesions', 'discordances', 'stated']);
  });
});
