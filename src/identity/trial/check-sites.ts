import { nearest } from '../../findings/suggest.js';
import type { Trial } from './trial.js';
import { problemAt, repeated, type TrialProblem } from './trial-problem.js';

/** Sites that stand twice, and approvals of ethics committees that cannot hold. */
export function checkSites(trial: Trial): TrialProblem[] {
  const ids = trial.sites.map((site) => site.id);
  const same = repeated(ids).map(({ index, first }) =>
    problemAt(['sites', index, 'id'], `is '${ids[index]}', as 'sites[${first}].id' is`),
  );
  return [...same, ...approvals(trial, ids)];
}

function approvals(trial: Trial, ids: readonly string[]): TrialProblem[] {
  const known = new Set(ids);
  return (trial.ethicsApprovals ?? []).flatMap((approval, i) => {
    const problems: TrialProblem[] = [];
    for (const [j, site] of (approval.sites ?? []).entries()) {
      if (known.has(site)) continue;
      const meant = nearest(site, ids);
      const hint = meant === undefined ? '' : ` (did you mean '${meant}'?)`;
      problems.push(
        problemAt(
          ['ethicsApprovals', i, 'sites', j],
          `is '${site}', which is no site of the trial${hint}`,
          meant,
        ),
      );
    }
    // YYYY-MM-DD sorts as text.
    if (approval.effectiveFrom && approval.effectiveUntil && approval.effectiveFrom > approval.effectiveUntil)
      problems.push(problemAt(['ethicsApprovals', i, 'effectiveUntil'], "comes before 'effectiveFrom'"));
    return problems;
  });
}
