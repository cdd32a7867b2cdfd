import type { Code } from '../code.js';
import { PET_FIGURES, PLANAR_FIGURES, SOLID_FIGURES, VALUE_FIGURES } from '../figures.js';
import { QUANTITY_CONCEPTS } from '../intensity/quantities.js';

const keyOf = ({ value, scheme, meaning }: Code): string => `${value}^${scheme}^${meaning}`;

const OWN: ReadonlySet<string> = new Set(
  [
    ...[...PLANAR_FIGURES, ...SOLID_FIGURES, ...VALUE_FIGURES, ...PET_FIGURES].flatMap((figure) => [
      figure.concept,
      ...('derivation' in figure ? [figure.derivation] : []),
      ...('method' in figure ? [figure.method] : []),
    ]),
    ...QUANTITY_CONCEPTS,
  ].map(keyOf),
);

/** True for a code that this program gives to what it recomputes, word for word: nothing of an object's own text. */
export function isOwnTerm(code: Code): boolean {
  return OWN.has(keyOf(code));
}
