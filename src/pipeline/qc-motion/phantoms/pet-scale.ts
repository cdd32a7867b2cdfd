import type { PhantomSpec } from '../../../motion/phantom/phantom-spec.js';
import { suvReadiness } from '../../../pet/suv.js';
import { factsOf } from '../../../rules/protocol/derived/pet-readings.js';
import type { SeriesView } from '../../../rules/protocol/series-view.js';
import type { DeclaredPhantom } from '../declared-phantom.js';

/** How the values of a PET phantom come into the unit that its truth is in, or why they do not. */
export type PetScale = Pick<DeclaredPhantom, 'scale' | 'refused' | 'detail'>;

/** Factors of one series may differ by rounding alone. */
const SAME = 1e-6;

/** The unit that a phantom's values have to be in; other phantoms are measured as they are stored. */
export function petScale(view: SeriesView, spec: PhantomSpec): PetScale {
  if (spec.kind === 'pet-cylinder') return suvScale(view);
  if (spec.kind !== 'pet-spheres') return {};
  if (spec.sphereSuv !== undefined) return suvScale(view);
  if (spec.sphereBqPerMl !== undefined) return activityScale(view);
  // A ratio to the background needs no unit: both are of one image.
  return spec.sphereToBackground === undefined ? { refused: 'truth-missing' } : {};
}

function suvScale(view: SeriesView): PetScale {
  const { facts, unread } = factsOf(view);
  const { ready, problems, factorsToBw } = suvReadiness(facts);
  const [first] = factorsToBw;
  if (!ready || unread.length > 0 || first === undefined) {
    const detail =
      problems.map(({ attribute, code }) => `${attribute} (${code})`).join('; ') ||
      'some of its images could not be read';
    return { refused: 'no-suv', detail };
  }
  const isOne = factorsToBw.every((factor) => Math.abs((factor ?? Number.NaN) / first - 1) <= SAME);
  if (!isOne) return { refused: 'no-suv', detail: 'its images have different factors to SUV' };
  return { scale: { factor: first, unit: 'g/ml' } };
}

/** Bq/ml as stored: a truth is at the moment that the images are corrected to. */
function activityScale(view: SeriesView): PetScale {
  const { facts, unread } = factsOf(view);
  const units = facts.map(({ units: stated }) => (stated.state === 'value' ? stated.value : ''));
  const isActivity = units.length > 0 && unread.length === 0 && units.every((unit) => unit === 'BQML');
  return isActivity ? {} : { refused: 'no-activity', detail: `Units is ${units[0] || 'absent'}` };
}
