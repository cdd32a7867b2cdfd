import { CATALOGUE } from '../../findings/catalogue.js';
import { type Finding, finding, type Subject } from '../../findings/finding.js';
import type { Outcome } from '../../findings/outcome.js';
import type { ResponseProblem } from '../../rules/response/problem.js';
import type { Judged } from './judged.js';

/** Whom and what something is of. */
type Who = Partial<Pick<ResponseProblem, 'subject' | 'reader' | 'visit' | 'lesion'>>;

/** Whom and what something is of, as a sentence begins: `S-01, reader-1, W8, lesion T1`. */
export function whoOf({ subject, reader, visit, lesion }: Who): string {
  const parts = [subject, reader, visit, lesion === undefined ? undefined : `lesion ${lesion}`];
  return parts.filter((part) => part !== undefined && part !== '').join(', ') || 'the rows';
}

/** The same for programs: who reads a finding need not take its sentence apart. */
export function aboutOf(who: Who): Subject {
  const { subject, visit } = who;
  return {
    name: whoOf(who),
    ...(subject !== undefined && { trialSubject: subject }),
    ...(visit !== undefined && { visit }),
  };
}

/** What a problem means for the verdict. */
export function outcomeOf({ code }: ResponseProblem): Outcome {
  return CATALOGUE[`response-${code}`].outcome;
}

/** A problem as a finding. */
export function problemFinding(problem: ResponseProblem): Finding {
  const { code, detail, expected, actual, source, subject } = problem;
  return finding(`response-${code}`, {
    params: { who: whoOf(problem), detail },
    ...(subject !== undefined && { subject: aboutOf(problem) }),
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
    ...(source !== undefined && { source }),
  });
}

/** Of which course, and visit, a problem is. */
export function courseOf(
  { course }: Judged,
  visit?: number,
): Pick<ResponseProblem, 'subject' | 'reader' | 'visit'> {
  const name = visit === undefined ? undefined : course.visits[visit]?.name;
  return { subject: course.subject, reader: course.reader, ...(name !== undefined && { visit: name }) };
}
