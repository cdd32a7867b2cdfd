import { CATALOGUE, type FindingCode } from '../../findings/catalogue.js';
import { finding } from '../../findings/finding.js';
import type { LedgerEvent, Problem } from './event.js';

/** A problem that somebody has to decide on, and its place in its event, from 1. */
export interface NumberedProblem {
  readonly number: number;
  readonly problem: Problem;
}

/** What of an event needs a person: what failed, and what could not be evaluated. */
export function problemsOf(event: LedgerEvent): NumberedProblem[] {
  const all = allOf(event).map((problem, i) => ({ number: i + 1, problem }));
  return all.filter(({ problem: { outcome } }) => outcome === 'fail' || outcome === 'not-evaluable');
}

function allOf(event: LedgerEvent): readonly Problem[] {
  switch (event.kind) {
    case 'reported':
    case 'assigned':
    case 'not-assigned':
    case 'checked':
      return event.details.problems;
    case 'changed':
      return [changedProblem(event.details)];
    case 'quarantined':
      return [quarantineProblem(event.details)];
    default:
      return [];
  }
}

function changedProblem({ changed, added }: { readonly changed: number; readonly added: number }): Problem {
  const { code, outcome, severity, message, source } = finding('changed-re-send', {
    params: { changed, added },
  });
  return { code, outcome, severity, message, source };
}

function quarantineProblem(details: {
  readonly code: string;
  readonly reason: string;
  readonly files: number;
}): Problem {
  const { code, reason, files } = details;
  const severity = isAboutIdentity(code) ? 'critical' : 'major';
  const source = 'corelab: fail closed';
  return { code, outcome: 'fail', severity, message: `quarantined: ${reason}`, count: files, source };
}

/** Quarantine codes of files of which it is not certain whose they are, or that would have named somebody. */
const ABOUT_IDENTITY: ReadonlySet<string> = new Set([
  'study-of-several-patients',
  'patient-contradicted',
  'no-patient-id',
  'unassigned',
  'assignment-conflict',
  'withdrawn',
  'superseded',
  'no-date-shift',
  'uid-unusable',
  'series-of-several-studies',
  'instance-of-several-series',
  'name-conflict',
  'identifier-found',
  'output-unreadable',
]);

/** A group that codes are counted under says it itself. */
function isAboutIdentity(code: string): boolean {
  if (!code.startsWith('quarantined-')) return ABOUT_IDENTITY.has(code);
  return Object.hasOwn(CATALOGUE, code) && CATALOGUE[code as FindingCode].severity === 'critical';
}
