import {
  NEW_LESION_ANSWERS,
  type NewLesionAnswer,
  NON_TARGET_ANSWERS,
  type NonTargetAnswer,
  TARGET_ANSWERS,
  type TargetAnswer,
} from '../words.js';
import type { OverallRow } from './criteria.js';

/** What a table of overall responses is asked with. */
interface Combination {
  readonly target: TargetAnswer;
  readonly nonTarget: NonTargetAnswer;
  readonly newLesion: NewLesionAnswer;
}

/** A table: of subjects with target lesions, or of those without any. */
export type TableName = 'overall' | 'nonTargetOnly';

/** Every combination that the engine can ask a table with: `NONE` of targets only where there are none. */
export function combinationsOf(table: TableName): readonly Combination[] {
  const targets = TARGET_ANSWERS.filter((answer) => (answer === 'NONE') === (table === 'nonTargetOnly'));
  return targets.flatMap((target) =>
    NON_TARGET_ANSWERS.flatMap((nonTarget) =>
      NEW_LESION_ANSWERS.map((newLesion) => ({ target, nonTarget, newLesion })),
    ),
  );
}

/** Whether a row answers a combination; a cell that lists nothing is any. */
export function answers(row: OverallRow, { target, nonTarget, newLesion }: Combination): boolean {
  return has(row.target, target) && has(row.nonTarget, nonTarget) && has(row.newLesion, newLesion);
}

function has<T>(cell: readonly T[], answer: T): boolean {
  return cell.length === 0 || cell.includes(answer);
}

/** `CR × NE × NO`: target, non-target, new; without targets `NE × NO`. */
export function combinationText({ target, nonTarget, newLesion }: Combination): string {
  return [...(target === 'NONE' ? [] : [target]), nonTarget, newLesion].join(' × ');
}
