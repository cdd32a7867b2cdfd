import type { BestRow, CriteriaCell, LesionRow, ResponseRow } from '../../../src/report/response-sections.js';

/** A decision of a sample. */
const DECISION = {
  step: 'target',
  answer: 'PR',
  rule: 'decreased',
  text: 'sum 35 mm is 30% below baseline',
  source: 'Eisenhauer 2009, 4.3.1',
};

/** A visit after baseline as a row: a partial response, unless told otherwise. */
export function responseRow(other: Partial<ResponseRow> = {}): ResponseRow {
  return {
    ...{ subject: 'S-001', site: '07', reader: 'R1', visit: 'W8', day: 56, date: null, kind: 'follow-up' },
    ...{ sumMm: '35', baselineSumMm: '50', nadirSumMm: '50', nadirVisit: 'BL' },
    ...{ changeFromBaselinePercent: -30, changeFromNadirPercent: -30, changeFromNadirMm: '-15' },
    ...{ target: 'PR', nonTarget: 'NON-CR/NON-PD', newLesion: 'NO', overall: 'PR' },
    ...{ isAfterProgression: false, missing: [], decisions: [DECISION] },
    ...{ margins: [], alternatives: [], otherwise: null },
    conformance: 'pass',
    ...other,
  };
}

/** A baseline as a row. */
export function baselineRow(other: Partial<ResponseRow> = {}): ResponseRow {
  return responseRow({
    ...{ visit: 'BL', day: 0, kind: 'baseline', sumMm: '50', nadirSumMm: null, nadirVisit: null },
    ...{ changeFromBaselinePercent: null, changeFromNadirPercent: null, changeFromNadirMm: null },
    ...{ target: null, nonTarget: null, newLesion: null, overall: null, decisions: [] },
    ...other,
  });
}

/** A visit that was not read, as a row. */
export function missedRow(other: Partial<ResponseRow> = {}): ResponseRow {
  return responseRow({
    ...{ kind: 'missed', sumMm: null, changeFromBaselinePercent: null, changeFromNadirPercent: null },
    ...{ changeFromNadirMm: null, target: 'NE', nonTarget: 'NE', newLesion: 'NE', overall: 'NE' },
    ...other,
  });
}

/** A best response as a row: a partial response, unless told otherwise. */
export function bestRow(other: Partial<BestRow> = {}): BestRow {
  return {
    ...{ subject: 'S-001', site: '07', reader: 'R1', response: 'PR', isConfirmed: null, visit: 'W8' },
    ...{ bestChangePercent: -30, progressionVisit: null, progressionDay: null, deathDay: null },
    ...{ durationOfResponseDays: 112, durationOfStableDays: null, isOpen: true },
    decisions: [{ ...DECISION, step: 'best', text: 'PR at W8', source: 'Eisenhauer 2009, 4.4.3' }],
    otherwise: null,
    ...other,
  };
}

/** A lesion at a visit as a row: a target, unless told otherwise. */
export function lesionRow(other: Partial<LesionRow> = {}): LesionRow {
  return {
    ...{ subject: 'S-001', reader: 'R1', lesion: 'T1', role: 'target', isNode: false, organ: 'liver' },
    ...{ visit: 'BL', day: 0, state: 'measured', mm: '50', storedMm: '50', recomputedMm: '50.2' },
    ...{ axis: 'long', method: 'ct', sliceThicknessMm: '5', note: null },
    ...other,
  };
}

/** The criteria of a sample. */
export function criteriaCell(): CriteriaCell {
  return {
    ...{ name: 'recist-1.1', title: 'RECIST 1.1', source: 'Eisenhauer 2009' },
    ...{ thresholds: [], modifications: [], choices: [] },
  };
}

/** What a code is about, in percent from baseline. */
function codeOf(percent: number): string {
  if (percent <= -100) return 'CR';
  if (percent <= -30) return 'PR';
  return percent >= 20 ? 'PD' : 'SD';
}

/** A trial of so many subjects with four visits each, by each reader; every eleventh is never evaluable. */
export function trial(
  subjects: number,
  readers: readonly string[] = ['R1'],
): { responses: ResponseRow[]; best: BestRow[] } {
  const responses: ResponseRow[] = [];
  const best: BestRow[] = [];
  for (const [r, reader] of readers.entries()) {
    for (let s = 0; s < subjects; s++) {
      const subject = `S-${String(s + 1).padStart(3, '0')}`;
      const isEvaluable = s % 11 !== 10;
      const end = ((s * 37 + r * 11) % 173) - 100 + (s % 13 === 5 ? 90 : 0);
      const changes = [0.45, 0.8, 1].map((part) => Math.round(end * part * 10) / 10);
      responses.push(baselineRow({ subject, reader, sumMm: isEvaluable ? '50' : null }));
      changes.forEach((change, v) => {
        const hasSum = isEvaluable && !(s % 7 === 3 && v === 1);
        const percent = hasSum ? change : null;
        const fresh = s % 9 === 4 && v === 2;
        responses.push(
          responseRow({
            ...{ subject, reader, visit: `W${8 * (v + 1)}`, day: 56 * (v + 1) + ((s * 5) % 9) - 4 },
            ...{ changeFromBaselinePercent: percent, newLesion: fresh ? 'YES' : 'NO' },
            ...{ overall: hasSum ? (fresh ? 'PD' : codeOf(change)) : 'NE', sumMm: hasSum ? '40' : null },
          }),
        );
      });
      const change = isEvaluable ? Math.min(...changes) : null;
      const response = change === null ? 'NE' : codeOf(change);
      best.push(bestRow({ subject, reader, response, bestChangePercent: change }));
    }
  }
  return { responses, best };
}
