import { type Finding, finding } from '../../findings/finding.js';
import type { ResponseRow, ResponseSections } from '../../report/response-sections.js';
import type { Criteria } from '../../rules/response/criteria/criteria.js';
import type { TimePoint } from '../../rules/response/judgement.js';
import type { ResponseProblem } from '../../rules/response/problem.js';
import type { Assembled } from './assemble/assemble.js';
import type { Given } from './given.js';
import type { Judged } from './judged.js';
import { lookAgain } from './look-again.js';
import { aboutOf, courseOf, problemFinding, whoOf } from './problem-finding.js';
import type { SubjectReaders } from './readers-of.js';

/** Everything that findings are made of. */
export interface Found {
  readonly given: Given;
  readonly assembled: Assembled;
  readonly judged: readonly Judged[];
  readonly readers: readonly SubjectReaders[];
  readonly sections: ResponseSections;
  readonly criteria: Criteria;
  /** Subjects may have further visits. */
  readonly isOngoing: boolean;
}

/** Every check, in the order of its findings: what was read first, then what it came to. */
const CHECKS: readonly ((found: Found) => Finding[])[] = [
  ({ assembled }) => (assembled.courses.length === 0 ? [finding('response-nothing')] : []),
  ignoredRows,
  problems,
  readersMissing,
  ({ judged }) => judged.flatMap(notEvaluable),
  ({ judged, isOngoing }) => judged.flatMap((one) => bestNotEvaluable(one, isOngoing)),
  ({ judged, criteria }) => judged.flatMap((one) => lookAgain(one, criteria)),
  flips,
  ({ judged }) => judged.flatMap(conformanceFlips),
  discordant,
  unusedLines,
  statedOtherwise,
];

/** What is to be told of responses. */
export function responseFindings(found: Found): Finding[] {
  return CHECKS.flatMap((check) => check(found));
}

/** Rows that no criteria ask for: sums that a database worked out, tests of other kinds. Counted, so that none is lost. */
function ignoredRows({ given }: Found): Finding[] {
  const counts = new Map<string, number>();
  for (const { why } of given.ignored) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].map(([why, count]) =>
    finding('response-rows-ignored', { params: { count, detail: why } }),
  );
}

/** A row whose reader was forgotten makes a reader of its own beside the others. */
function readersMissing({ judged }: Found): Finding[] {
  const unstated = judged
    .filter(({ course }) => course.reader === 'unstated')
    .map(({ course }) => course.subject);
  return unstated.flatMap((who) => {
    const others = judged.map(({ course }) => course).filter(({ subject }) => subject === who);
    if (others.length === 1) return [];
    const detail = `the others are of ${others.flatMap(({ reader }) => (reader === 'unstated' ? [] : reader)).join(', ')}`;
    return [
      finding('response-reader-missing', { subject: aboutOf({ subject: who }), params: { who, detail } }),
    ];
  });
}

/** One cause is told once: facts that are missing are missed by what puts rows together, and by the criteria. */
function problems({ assembled, judged }: Found): Finding[] {
  const key = ({ code, subject, reader, lesion }: ResponseProblem) =>
    JSON.stringify([CAUSE[code] ?? code, subject, reader, lesion]);
  const known = new Set(assembled.problems.map(key));
  const more = judged.flatMap(({ conformance }) => conformance).filter((problem) => !known.has(key(problem)));
  return [...assembled.problems, ...more].map(problemFinding);
}

/** An organ that is not in the table is no organ to the criteria. */
const CAUSE: Readonly<Partial<Record<ResponseProblem['code'], string>>> = {
  'organ-missing': 'organ-unknown',
};

function notEvaluable(judged: Judged): Finding[] {
  const { timePoints } = judged.judgement;
  return timePoints
    .filter(({ overall }) => judged.kindOf(overall) === 'not-evaluable')
    .map((point) => {
      const of = courseOf(judged, point.visit);
      const params = { who: whoOf(of), detail: whyNot(point) };
      return finding('response-not-evaluable', { subject: aboutOf(of), params });
    });
}

/** Told of a course whose visits are all evaluable, too: stable for too short, or nothing but a baseline. */
function bestNotEvaluable(judged: Judged, isOngoing: boolean): Finding[] {
  const { response, decisions } = judged.judgement.best;
  if (judged.kindOf(response) !== 'not-evaluable') return [];
  const of = courseOf(judged);
  const params = { who: whoOf(of), detail: decisions.at(-1)?.text ?? 'nothing was assessed' };
  const isDue = !(isOngoing && goesOn(judged));
  const outcome = isDue ? {} : ({ outcome: 'not-applicable' } as const);
  return [finding('response-best-not-evaluable', { subject: aboutOf(of), params, ...outcome })];
}

/**
 * Whether a further visit may give a course its best response: that is determined once all the data of a patient is known
 * (Eisenhauer 2009, 4.4). Not after progression or death, and not where no visit can be evaluated, whatever it brings.
 */
function goesOn({ course: { blockers, deathDay }, judgement }: Judged): boolean {
  const { baseline, best, hasTargets } = judgement;
  const isEvaluable = blockers.length === 0 && !(hasTargets && baseline.sum === null);
  return isEvaluable && best.progression === null && deathDay === null;
}

/** Why a visit has no answer: the parts that have none, else what was decided last. */
function whyNot({ decisions }: TimePoint): string {
  const parts = decisions
    .filter(({ step, answer }) => step !== 'overall' && answer === 'NE')
    .map(({ text }) => text);
  return parts.join('; ') || (decisions.at(-1)?.text ?? 'not evaluable');
}

function flips({ sections }: Found): Finding[] {
  return sections.responses.flatMap(({ otherwise, subject, reader, visit, target, overall, sumMm }) => {
    // The row of an adjudication is one of a reader again.
    if (!otherwise?.flips || reader === 'adjudicated') return [];
    const of = { subject, reader, visit };
    const own = `target ${target}, overall ${overall} by ${sumMm ?? 'no'} mm`;
    const other = `target ${otherwise.target}, overall ${otherwise.overall} by ${otherwise.sumMm ?? 'no'} mm ${otherwise.lengths}`;
    return [
      finding('response-flips', {
        subject: aboutOf(of),
        params: { who: whoOf(of), detail: `${own}; ${other}` },
        expected: otherwise.overall,
        actual: overall ?? '',
        // Lengths that agree within their tolerance lie on both sides of a threshold: no fault of anybody, but to be seen.
        ...(otherwise.agrees === true && { outcome: 'warn' as const, severity: 'minor' as const }),
      }),
    ];
  });
}

function conformanceFlips(judged: Judged): Finding[] {
  const key = ({ code, visit, lesion }: ResponseProblem) => JSON.stringify([code, visit, lesion]);
  const known = new Set(judged.conformance.map(key));
  return judged.conformanceOtherwise
    .filter((problem) => !known.has(key(problem)))
    .map((problem) => {
      const detail = `${problem.code.replaceAll('-', ' ')}: ${problem.detail}`;
      const params = { who: whoOf(problem), detail };
      return finding('response-flips', {
        ...{ subject: aboutOf(problem), params },
        ...{ outcome: 'warn', severity: 'minor' },
      });
    });
}

const WHAT = { overall: 'overall response', best: 'best response', progression: 'progression' } as const;

/**
 * Of single visits only where somebody began to adjudicate: without, the best response tells it. Where every visit is
 * decided, so are the best response and the progression that follow from them.
 */
function isOpen(what: keyof typeof WHAT, adjudicated: readonly ResponseRow[]): boolean {
  if (adjudicated.length === 0) return what !== 'overall';
  return what === 'overall' || adjudicated.some(({ decisions }) => decisions[0]?.rule === 'unresolved');
}

function discordant({ readers }: Found): Finding[] {
  return readers.flatMap(({ subject, discordances, rows }) =>
    discordances
      .filter(({ of: what, adjudicated }) => adjudicated === null && isOpen(what, rows))
      .map(({ of: what, visit, readers: all }) => {
        const answers = all.map(({ reader, answer }) => `${reader} ${answer}`).join(', ');
        const of = { subject, ...(visit !== null && { visit }) };
        const params = { who: whoOf(of), detail: `${WHAT[what]}: ${answers}` };
        return finding('response-discordant', { subject: aboutOf(of), params });
      }),
  );
}

function unusedLines({ readers }: Found): Finding[] {
  return readers.flatMap(({ subject, unused }) =>
    unused.map(({ line, why }) =>
      finding('response-adjudication-unused', {
        subject: aboutOf({ subject }),
        params: { who: subject, detail: `line ${line}: ${why}` },
      }),
    ),
  );
}

function statedOtherwise({ sections }: Found): Finding[] {
  return sections.stated.flatMap(({ subject, reader, visit, of: what, stated, found, agrees }) => {
    if (agrees === true) return [];
    const of = { subject, reader, ...(visit !== null && { visit }) };
    const who = whoOf(of);
    const details = { subject: aboutOf(of), actual: stated };
    if (found === null) {
      return [
        finding('response-stated-unmatched', { ...details, params: { who, detail: `${what} ${stated}` } }),
      ];
    }
    const params = { who, detail: `${what} ${stated}, where the criteria give ${found}` };
    return [finding('response-stated-otherwise', { ...details, expected: found, params })];
  });
}
