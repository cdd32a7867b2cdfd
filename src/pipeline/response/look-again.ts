import type { Finding } from '../../findings/finding.js';
import type { Criteria } from '../../rules/response/criteria/criteria.js';
import type { Judged } from './judged.js';
import { courseOf, problemFinding } from './problem-finding.js';

type Check = (judged: Judged, criteria: Criteria) => Finding[];

/** What is decided, and still wants another look. */
const CHECKS: readonly Check[] = [reappearedNodes, equivocalLesions, smallNewNodes, uncertainNadir];

/** Decisions of a course that the criteria, or the working group's answers, ask somebody to look at again. */
export function lookAgain(judged: Judged, criteria: Criteria): Finding[] {
  return CHECKS.flatMap((check) => check(judged, criteria));
}

// recist.eortc.org FAQ, abnormal lymph node: one node alone should be imaged again before recurrence is decided.
function reappearedNodes(judged: Judged): Finding[] {
  const nodes = new Set(judged.course.lesions.filter(({ isNode }) => isNode).map(({ label }) => label));
  return judged.judgement.timePoints
    .filter(({ reappeared, target, nonTarget, newLesion }) => {
      const byOthers = target === 'PD' || nonTarget === 'PD' || newLesion === 'YES';
      return !byOthers && reappeared.length > 0 && reappeared.every((label) => nodes.has(label));
    })
    .map(({ visit, reappeared }) =>
      problemFinding({ code: 'node-reappeared', ...courseOf(judged, visit), detail: reappeared.join(', ') }),
    );
}

// Eisenhauer 2009, 4.3.5: treatment may go on until the next assessment; nobody may take it for settled.
function equivocalLesions(judged: Judged): Finding[] {
  return judged.judgement.timePoints.flatMap(({ visit, decisions }) => {
    const told = decisions.find(({ step, rule }) => step === 'new' && rule === 'equivocal');
    return told
      ? [problemFinding({ code: 'new-equivocal', ...courseOf(judged, visit), detail: told.text })]
      : [];
  });
}

// recist.eortc.org FAQ, new lymph node lesions: 9 mm that become 11 mm may be no progression, above all below 15 mm.
function smallNewNodes(judged: Judged, { measurable }: Criteria): Finding[] {
  const least = measurable.find(({ kind }) => kind === 'node')?.atLeastMm;
  const first = judged.judgement.timePoints.find(({ newLesion }) => newLesion === 'YES');
  if (!least || !first || first.target === 'PD' || first.nonTarget === 'PD') return [];
  const seen = judged.course.lesions.filter(
    ({ role, readings }) => role === 'new' && readings.some(({ visit }) => visit === first.visit),
  );
  const isSmall = ({ isNode, readings }: (typeof seen)[number]): boolean => {
    const short = readings
      .find(({ visit }) => visit === first.visit)
      ?.diameters.find(({ axis }) => axis === 'short');
    const mm = short?.storedMm ?? short?.recomputedMm;
    return isNode === true && mm !== undefined && mm !== null && mm.lt(least);
  };
  if (seen.length === 0 || !seen.every(isSmall)) return [];
  const detail = seen.map(({ label }) => label).join(', ');
  return [problemFinding({ code: 'new-node-small', ...courseOf(judged, first.visit), detail })];
}

// Eisenhauer 2009, 4.4.2: the true sum of a visit with a missing lesion may have been smaller than the nadir.
function uncertainNadir(judged: Judged): Finding[] {
  const { timePoints } = judged.judgement;
  const gap = timePoints.findIndex(({ target, measure }) => target === 'NE' && measure.missing.length > 0);
  if (gap < 0) return [];
  const later = timePoints.slice(gap + 1).find(({ target }) => target === 'SD' || target === 'PR');
  const missing = timePoints[gap];
  if (!later || !missing) return [];
  const at = judged.course.visits[missing.visit]?.name ?? '';
  const detail = `at ${at} the sum lacks ${missing.measure.missing.map(({ label }) => label).join(', ')}`;
  return [problemFinding({ code: 'nadir-uncertain', ...courseOf(judged, later.visit), detail })];
}
