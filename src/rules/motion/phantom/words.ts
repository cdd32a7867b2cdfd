import type { PhantomKind } from '../../../motion/phantom/phantom-image.js';
import type { PhantomSpec } from '../../../motion/phantom/phantom-spec.js';
import { boundsInWords } from '../../protocol/compile/words.js';
import { formatAmount } from '../../protocol/units/format.js';
import type { PhantomDeclaration } from './phantom-declaration.js';

const NAMES: Readonly<Record<PhantomKind, string>> = {
  'acr-large': 'the ACR large MR phantom',
  uniform: 'a uniform MR phantom',
  stability: 'a uniform MR phantom over time (FBIRN)',
  'ct-water': 'a CT cylinder of water',
  'pet-cylinder': 'a uniform PET cylinder',
  'pet-spheres': 'a PET phantom with hot spheres (NEMA)',
  adc: 'vials of known diffusion coefficient',
};

/** A phantom in words: what it is, and what was said of its size. */
export function phantomInWords({ spec }: Pick<PhantomDeclaration, 'spec'>): string {
  const size = sizeInWords(spec);
  return size === undefined ? NAMES[spec.kind] : `${NAMES[spec.kind]}, ${size}`;
}

/** Field strengths that a phantom's limits are of, as `≤ 2.5 T`; undefined where they are of all. */
export function fieldInWords({ fieldTesla }: Pick<PhantomDeclaration, 'fieldTesla'>): string | undefined {
  if (!fieldTesla) return undefined;
  const { min, max } = fieldTesla;
  const written = (value: number) => ({ value, words: formatAmount({ value, unit: 'T' }), unit: 'T' });
  return boundsInWords({
    bounds: {},
    ...(min !== undefined && { min: written(min) }),
    ...(max !== undefined && { max: written(max) }),
  });
}

function sizeInWords(spec: PhantomSpec): string | undefined {
  switch (spec.kind) {
    case 'acr-large':
      return undefined;
    case 'pet-spheres':
      return `spheres of ${spec.spheresMm.join(', ')} mm, ${truthInWords(spec)}`;
    case 'adc':
      return `${spec.vials.length} of them`;
    default:
      return spec.diameterMm === undefined
        ? undefined
        : `${formatAmount({ value: spec.diameterMm, unit: 'mm' })} wide`;
  }
}

function truthInWords(spec: Extract<PhantomSpec, { kind: 'pet-spheres' }>): string {
  const { sphereToBackground, sphereBqPerMl, sphereSuv } = spec;
  if (sphereToBackground !== undefined)
    return `${formatAmount({ value: sphereToBackground })} times the background`;
  if (sphereBqPerMl !== undefined)
    return `filled with ${formatAmount({ value: sphereBqPerMl, unit: 'Bq/ml' })}`;
  if (sphereSuv !== undefined) return `filled with SUV ${formatAmount({ value: sphereSuv })}`;
  return 'whose filling is not told';
}
