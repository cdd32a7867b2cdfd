import { measureAcr } from './acr/measure-acr.js';
import { measureAdc } from './adc/measure-adc.js';
import { measureCtWater } from './ct-water/measure-ct-water.js';
import { holdCopies } from './find/copies.js';
import { measurePetCylinder } from './pet/measure-pet-cylinder.js';
import { measurePetSpheres } from './pet/measure-pet-spheres.js';
import type { PhantomImage, PhantomResult } from './phantom-image.js';
import type { PhantomSpec } from './phantom-spec.js';
import { measureStability } from './stability/measure-stability.js';
import { measureUniform } from './uniform/measure-uniform.js';

/** Measures the phantom that was declared, or says why it is not the one. */
export function measurePhantom(images: readonly PhantomImage[], spec: PhantomSpec): PhantomResult {
  const result = measured(images, spec);
  if ('notFound' in result || !holdCopies(images)) return result;
  return { notFound: 'images-differ', parts: result.parts };
}

function measured(images: readonly PhantomImage[], spec: PhantomSpec): PhantomResult {
  switch (spec.kind) {
    case 'acr-large':
      return measureAcr(images, spec);
    case 'uniform':
      return measureUniform(images, spec);
    case 'stability':
      return measureStability(images, spec);
    case 'ct-water':
      return measureCtWater(images, spec);
    case 'pet-cylinder':
      return measurePetCylinder(images, spec);
    case 'pet-spheres':
      return measurePetSpheres(images, spec);
    case 'adc':
      return measureAdc(images, spec);
  }
}
