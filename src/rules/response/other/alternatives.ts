import type { Alternative } from '../judgement.js';
import { NEW_LESION_ANSWERS, NON_TARGET_ANSWERS } from '../words.js';
import { overallAnswer, type Parts } from './overall-answer.js';

/**
 * What would have changed the overall response: each other answer of one part alone that leads to another response, by
 * the same table. That there are no lesions, or that nobody could tell, is no alternative. None where lesions
 * reappeared, for then no part decides.
 * @throws {UnansweredError} where no row of the table answers.
 */
export function alternativesTo(parts: Parts, how: Parameters<typeof overallAnswer>[1]): Alternative[] {
  const { answer: now } = overallAnswer(parts, how);
  const targets = how.hasTargets ? new Set(how.criteria.target.rules.map(({ answer }) => answer)) : [];
  const nonTargets = parts.nonTarget === 'NONE' ? [] : NON_TARGET_ANSWERS;
  const others = [
    ...[...targets].map((target) => ({ part: 'target', answer: target, with: { target } }) as const),
    ...nonTargets.map(
      (nonTarget) => ({ part: 'non-target', answer: nonTarget, with: { nonTarget } }) as const,
    ),
    ...NEW_LESION_ANSWERS.map(
      (newLesion) => ({ part: 'new', answer: newLesion, with: { newLesion } }) as const,
    ),
  ];
  return others.flatMap(({ part, answer, with: other }) => {
    if (answer === 'NE' || answer === 'NONE') return [];
    const { answer: overall } = overallAnswer({ ...parts, ...other }, how);
    return overall === now ? [] : [{ part, answer, overall }];
  });
}
