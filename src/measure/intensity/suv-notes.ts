import type { SuvReadiness } from '../../pet/suv.js';
import type { MeasureProblem } from '../problem.js';

/**
 * What stands beside the SUV of a series, or in its place: why there is none, by attribute and code; that activity was
 * corrected to the injection; what was taken for granted. Details hold no value of the series.
 */
export function suvProblems(readiness: SuvReadiness): MeasureProblem[] {
  const refused = refusal(readiness);
  if (refused !== undefined) return [{ code: 'suv-refused', detail: refused }];
  const { notes } = readiness;
  const isOfAdmin = notes.includes('decay-corrected-to-administration');
  const others = notes.filter((note) => note !== 'decay-corrected-to-administration');
  return [
    ...(isOfAdmin ? [{ code: 'suv-admin', detail: 'DecayCorrection is ADMIN' } as const] : []),
    ...(others.length > 0 ? [{ code: 'suv-assumed', detail: others.join('; ') } as const] : []),
  ];
}

function refusal({ ready, problems, factorsToBw, notes }: SuvReadiness): string | undefined {
  if (!ready) {
    const reasons = problems.map(({ attribute, code }) => `${attribute} (${code})`);
    return [...new Set(reasons)].join('; ');
  }
  if (factorsToBw.length > 0 && !factorsToBw.includes(undefined)) return undefined;
  // Pixels that hold an SUV whose way back to SUVbw is not known.
  return notes.includes('lbm-formula-unnamed')
    ? 'SUVType (lbm-formula-unnamed)'
    : 'SUVType (size or sex is not known)';
}
