import { type Finding, finding, type Subject } from '../../findings/finding.js';
import { figureOf } from '../../rules/motion/all-figures.js';
import type { LimitResult } from '../../rules/motion/limits/limits.js';
import type { GatheredSeries } from './gathered.js';
import { actualText, codeOf, seriesHead } from './rows.js';

/** `series 5`, `series 5, run 2`: a description may hold a name. */
export function nameOf(series: GatheredSeries, number = 0, what: 'run' | 'image' = 'run'): string {
  const { seriesNumber } = seriesHead(series, () => '');
  const name = seriesNumber === null ? 'a series without number' : `series ${seriesNumber}`;
  return number === 0 ? name : `${name}, ${what} ${number + 1}`;
}

/** What a finding of a series is about. */
export function subjectOf({ studyUID, view }: GatheredSeries): Subject {
  return { studyUID, seriesUID: view.seriesUID };
}

/** What is told of a limit that did not pass; nothing of one that did. */
export function limitFinding(
  result: LimitResult,
  { run, subject }: { readonly run: string; readonly subject: Subject },
): Finding[] {
  const { figure, outcome, severity, value, why = 'it was not measured', expected, unit, source } = result;
  if (outcome === 'pass' || outcome === 'not-applicable') return [];
  return [
    finding(codeOf(result), {
      params: { run, figure: figureOf(figure).label, why },
      ...{ outcome, severity, subject, expected, source },
      ...(value !== undefined && { actual: actualText(value, unit) }),
    }),
  ];
}
