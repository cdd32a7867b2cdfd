import type { Protocol } from '../../../../src/rules/protocol/compiled.js';
import type { Acceptance } from '../../../../src/rules/protocol/dispositions/acceptance.js';
import { judgeStudy } from '../../../../src/rules/protocol/evaluate/judge-study.js';
import type { SeriesView } from '../../../../src/rules/protocol/series-view.js';
import type { StudyView } from '../../../../src/rules/protocol/study-view.js';
import { entry, exactly, protocol, series, study, type ViewOptions } from './views.js';

/** A protocol's series of one check each. */
export const T1 = entry('t1', { checks: [exactly('EchoTime', 3)], source: '§5' });
export const T2 = entry('t2', { checks: [exactly('EchoTime', 90)] });
/** A protocol that asks for both. */
export const BOTH = protocol([T1, T2]);

/** A series of a description; its Series Number goes with its number in the delivery. */
export function scan(
  description: string,
  number: number,
  echoTime = 3,
  options: ViewOptions = {},
): SeriesView {
  return series([{ SeriesDescription: description, EchoTime: echoTime }], { number, ...options });
}
/** All that {@link BOTH} asks for. */
export const FULL = [scan('t1', 1), scan('t2', 2, 90)];

/** Acceptances of series by their numbers. */
export function accept(...numbers: readonly number[]): ReadonlyMap<string, Acceptance> {
  return new Map(
    numbers.map((number, index) => {
      const seriesUID = `2.25.${100 + number}`;
      return [seriesUID, { seriesUID, who: 'R1', when: '2026-01-02', why: 'sharper', number: index + 1 }];
    }),
  );
}

/** What a protocol says of a study of these series. */
export function judged(all: readonly SeriesView[], of: Protocol = BOTH, more: Partial<StudyView> = {}) {
  return judgeStudy(of, study(all, more), new Map());
}

/** {@link judged}, only its counts. */
export const counts = (...given: Parameters<typeof judged>) =>
  judged(...given).results.filter(({ scope }) => scope === 'count');

/** Rows in short. */
export const told = (rows: ReturnType<typeof judged>['results']) =>
  rows.map(({ series: about, entry: name, check, outcome, code }) =>
    [about ?? name, check, outcome, code].join(' '),
  );
