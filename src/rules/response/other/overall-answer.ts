import type { Criteria } from '../criteria/criteria.js';
import type { Answer } from '../judgement.js';
import type { NewLesionAnswer, NonTargetAnswer, Response, TargetAnswer } from '../words.js';

/** The three answers that a table of overall responses is asked with. */
export interface Parts {
  readonly target: TargetAnswer;
  readonly nonTarget: NonTargetAnswer;
  readonly newLesion: NewLesionAnswer;
}

/** Criteria without an answer. Criteria that were compiled always have one. */
export class UnansweredError extends Error {
  readonly code = 'response-unanswered';
  override readonly name = 'UnansweredError';
}

const REAPPEARED = 'Eisenhauer 2009, Table 3, footnote a; RECIST working group, recist.eortc.org FAQ';

/**
 * The overall response at a visit: progression where lesions reappeared after a complete response, else the first row
 * of the table that the three answers match.
 * @throws {UnansweredError} where no row does.
 */
export function overallAnswer(
  parts: Parts,
  how: { readonly criteria: Criteria; readonly hasTargets: boolean; readonly reappeared: readonly string[] },
): Answer<Response> {
  const { criteria, hasTargets, reappeared } = how;
  if (reappeared.length > 0) {
    const text = `back after a complete response: ${reappeared.join(', ')}`;
    return answer(progressionOf(criteria), 'reappeared', [text, REAPPEARED]);
  }
  const { target, nonTarget, newLesion } = parts;
  const rows = hasTargets ? criteria.overall : criteria.nonTargetOnly;
  const row = rows.find(
    (one) => holds(one.target, target) && holds(one.nonTarget, nonTarget) && holds(one.newLesion, newLesion),
  );
  const asked = `target ${target}, non-target ${nonTarget}, new lesions ${newLesion}`;
  if (!row) throw new UnansweredError(`${criteria.name}: no row of the table answers ${asked}`);
  const table = hasTargets ? 'overall' : 'nonTargetOnly';
  const text = `${asked}: ${row.overall} by row ${rows.indexOf(row) + 1} of ${table} (${row.source})`;
  return answer(row.overall, table, [text, row.source]);
}

/** A cell that lists nothing is any. */
function holds<T>(cell: readonly T[], is: T): boolean {
  return cell.length === 0 || cell.includes(is);
}

function progressionOf({ name, responses }: Criteria): Response {
  const progression = responses.find(({ kind }) => kind === 'progression');
  if (!progression) throw new UnansweredError(`${name}: no response is a progression`);
  return progression.code;
}

function answer(is: Response, rule: string, [text, source]: readonly [string, string]): Answer<Response> {
  return { answer: is, decision: { step: 'overall', answer: is, rule, text, source } };
}
