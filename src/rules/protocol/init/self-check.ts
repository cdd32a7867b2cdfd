import type { Outcome } from '../../../findings/outcome.js';
import { worst } from '../../../findings/outcome.js';
import type { CheckResult } from '../check-result.js';
import { compileProtocol } from '../compile/compile-protocol.js';
import { judgeStudy } from '../evaluate/judge-study.js';
import type { StudyView } from '../study-view.js';
import { asProtocol, type Draft } from './draft.js';

/** Something that a reference does not meet under the protocol that was made of it. */
export interface Complaint {
  readonly study: number;
  readonly series?: number;
  readonly entry?: string;
  readonly check: string;
  readonly code: CheckResult['code'];
  readonly outcome: Outcome;
  /** A clause. */
  readonly why: string;
  /** What the protocol may do about it; absent for what is wrong with the reference itself. */
  readonly remedy?: 'omit' | 'loosen';
}

/** A draft that cannot be compiled: a fault of this program. */
export class DraftError extends Error {
  readonly code = 'draft-not-compiled';
}

/**
 * Holds the references against the protocol that was made of them: everything that is neither a pass nor out of the
 * question.
 * @throws DraftError when the draft is no protocol
 */
export function complaintsOf(draft: Draft, studies: readonly StudyView[]): Complaint[] {
  if (draft.entries.length === 0) return [];
  const compiled = compileProtocol(asProtocol(draft), []);
  if ('faults' in compiled) throw new DraftError(compiled.faults.map(({ message }) => message).join('; '));
  return studies.flatMap((study) => {
    const { results } = judgeStudy(compiled.ok, study, new Map());
    return results.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable').map(complaint);
  });
}

function complaint(result: CheckResult): Complaint {
  const { study, series, entry, check, code, outcome, note } = result;
  const remedy = remedyOf(result);
  return {
    study,
    ...(series !== undefined && { series }),
    ...(entry !== undefined && { entry }),
    check,
    code,
    outcome,
    why: note ?? `the reference itself comes to ${worst([outcome])}`,
    ...(remedy && { remedy }),
  };
}

function remedyOf({ scope, code, entry }: CheckResult): Complaint['remedy'] {
  if (entry === undefined || code === 'protocol-series-incomplete') return undefined;
  if (scope === 'constancy') return code === 'protocol-varies' ? 'loosen' : undefined;
  return scope === 'check' ? 'omit' : undefined;
}
