import { describe, expect, it } from 'vitest';
import type { ResponseRow } from '../../../src/report/response-sections.js';
import { type AimReport, judgedAim, lesionsFile, studiesFile, visitsFile } from './aim.js';

const PEOPLE = { '0022': '409978', '0023': '12345' };
const PSEUDONYMS = { '0022': 'person-1', '0023': 'person-2' };

const followUps = ({ responses }: AimReport): readonly ResponseRow[] =>
  responses.filter(({ kind }) => kind === 'follow-up');

/** A visit as one line of what it came to. */
const line = (row: ResponseRow): readonly unknown[] => [
  ...[row.subject, row.reader, row.day, row.baselineSumMm, row.sumMm, row.changeFromNadirMm],
  ...[row.changeFromBaselinePercent, row.target, row.nonTarget, row.newLesion, row.overall],
];

/** Worked out by hand from the documents: 42.221248626709 / 39.5795974731445 is 1.0667, and so on. */
const STORED = [
  ['12345', 'A', 193, '36.6118927001953', '49.1345481872559', '12.5226554870606', 34.2],
  ['12345', 'B', 193, '34.9895172119141', '57.3676948547363', '22.3781776428222', 63.9],
  ['409978', 'A', 40, '39.5795974731445', '42.221248626709', '2.6416511535645', 6.7],
  ['409978', 'B', 40, '34.9826850891113', '37.2198791503906', '2.2371940612793', 6.4],
];

/** Of lengths that the coordinates give, to a micrometre: baseline, follow-up, change in mm and percent. */
const RECOMPUTED = [
  ['12345', 'A', 32.889, 44.32, 11.432, 34.8],
  ['12345', 'B', 31.431, 51.747, 20.315, 64.6],
  ['409978', 'A', 39.58, 46.237, 6.657, 16.8],
  ['409978', 'B', 34.983, 40.76, 5.777, 16.5],
];

const ANSWERS = ['PD', 'PD', 'SD', 'SD'];

const rounded = (mm: string | null | undefined): number => Math.round(Number(mm ?? Number.NaN) * 1000) / 1000;

describe('the AIM pairs as sums of one lesion', () => {
  it('are tied by the name of the annotation, which stands in a report with --identifiers alone', async (context) => {
    const named = await judgedAim(context, 'aim', {});
    expect(followUps(named).map(({ overall }) => overall)).toEqual(ANSWERS);
    const masked = await judgedAim(context, 'aim', { identifiers: false });
    expect(followUps(masked).map(({ overall }) => overall)).toEqual(['NE', 'NE', 'NE', 'NE']);
    expect(masked.findings.map(({ code }) => code)).toContain('response-lesion-unnamed');
  });

  it('are what the stored lengths make of them, once a file says which annotations are one lesion', async (context) => {
    const facts = { lesions: lesionsFile(PEOPLE), visits: visitsFile(PEOPLE) };
    const report = await judgedAim(context, 'aim', facts);
    expect(followUps(report).map(line)).toEqual(
      STORED.map((row, i) => [...row, ANSWERS[i], 'NONE', 'NO', ANSWERS[i]]),
    );
    expect(report.responses.map(({ conformance }) => conformance)).toEqual(Array(8).fill('pass'));
    // 40 days are less than the 42 that stable disease needs: the two that are stable have no best response.
    const told = report.findings.filter(({ code }) => code.startsWith('response-'));
    expect(told.map(({ code, message }) => `${code} ${message.slice(0, 9)}`)).toEqual([
      'response-best-not-evaluable 409978, A',
      'response-best-not-evaluable 409978, B',
    ]);
    // 40 days are fewer than the 42 that stable disease asks for: Eisenhauer 2009, 4.4.3.
    expect(report.best.map(({ response }) => response)).toEqual(['PD', 'PD', 'NE', 'NE']);
    expect(report.summary).toMatchObject({ courses: 4, lesions: 4, rowsUsed: 8, evaluableTimePoints: 4 });
  });

  it('are what the recomputed lengths make of them', async (context) => {
    const facts = { lesions: lesionsFile(PEOPLE), visits: visitsFile(PEOPLE) };
    const report = await judgedAim(context, 'aim', { ...facts, lengths: 'recomputed' });
    const rows = followUps(report);
    const found = rows.map(({ subject, reader, baselineSumMm, sumMm, changeFromNadirMm, ...row }) => [
      ...[subject, reader, rounded(baselineSumMm), rounded(sumMm), rounded(changeFromNadirMm)],
      row.changeFromBaselinePercent,
    ]);
    expect(found).toEqual(RECOMPUTED);
    expect(rows.map(({ overall }) => overall)).toEqual(ANSWERS);
  });

  it('do not flip: stored against recomputed lengths, both ways', async (context) => {
    const facts = { lesions: lesionsFile(PEOPLE), visits: visitsFile(PEOPLE) };
    for (const lengths of ['stored', 'recomputed'] as const) {
      const report = await judgedAim(context, 'aim', { ...facts, lengths });
      const rows = followUps(report);
      const other = lengths === 'stored' ? 'recomputed' : 'stored';
      const sums = lengths === 'stored' ? RECOMPUTED.map(([, , , mm]) => mm) : STORED.map((row) => row[4]);
      expect(
        rows.map(({ otherwise }) => [
          lengths === 'stored' ? rounded(otherwise?.sumMm) : otherwise?.sumMm,
          ...[otherwise?.lengths, otherwise?.target, otherwise?.overall, otherwise?.flips, otherwise?.of],
        ]),
      ).toEqual(sums.map((sum, i) => [sum, other, ANSWERS[i], ANSWERS[i], false, 1]));
      expect(report.summary).toMatchObject({ flips: 0 });
    }
  });

  it('are visits by days where nothing names them, and nobody is named without --identifiers', async (context) => {
    const report = await judgedAim(context, 'aim', { identifiers: false, lesions: studiesFile(PSEUDONYMS) });
    expect(
      followUps(report).map(({ subject, reader, visit, overall }) => [subject, reader, visit, overall]),
    ).toEqual([
      ['person-1', 'reader-1', 'day 40', 'SD'],
      ['person-1', 'reader-2', 'day 40', 'SD'],
      ['person-2', 'reader-1', 'day 193', 'PD'],
      ['person-2', 'reader-2', 'day 193', 'PD'],
    ]);
    const { criteria, responses, best, lesions, discordances, stated, findings } = report;
    const own = findings.filter(({ code }) => code.startsWith('response-'));
    const text = JSON.stringify([criteria, responses, best, lesions, discordances, stated, own]);
    for (const identifying of ['409978', '12345', 'NWU', '2000-']) expect(text).not.toContain(identifying);
  });

  it('are the same as reports of SR, whose lengths are rounded to a nanometre, once their dates are given', async (context) => {
    const lesions = lesionsFile(PEOPLE);
    const undated = await judgedAim(context, 'sr', { lesions });
    expect(followUps(undated).map(({ overall }) => overall)).toEqual(['NE', 'NE', 'NE', 'NE']);
    expect(undated.findings.map(({ code }) => code)).toContain('response-visits-unordered');
    const report = await judgedAim(context, 'sr', { lesions, visits: visitsFile(PEOPLE) });
    const found = followUps(report).map((row) => [row.subject, row.reader, row.day, row.sumMm, row.overall]);
    const six = (mm: unknown) => Number(mm).toFixed(6);
    expect(found).toEqual(STORED.map((row, i) => [row[0], row[1], row[2], six(row[4]), ANSWERS[i]]));
  });
});
