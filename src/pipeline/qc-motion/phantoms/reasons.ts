import type { NotFoundReason, PhantomKind } from '../../../motion/phantom/phantom-image.js';
import type { RefusedReason } from '../declared-phantom.js';

/** What phantoms are called. */
export const PHANTOM_NAMES: Readonly<Record<PhantomKind, string>> = {
  'acr-large': 'ACR large MR phantom',
  uniform: 'uniform MR phantom',
  stability: 'uniform MR phantom over time',
  'ct-water': 'CT water phantom',
  'pet-cylinder': 'uniform PET cylinder',
  'pet-spheres': 'PET sphere phantom',
  adc: 'ADC phantom',
};

/** Why a phantom was not found in the images, for people. */
export const NOT_FOUND_REASONS: Readonly<Record<NotFoundReason, string>> = {
  'no-object': 'nothing stands out from the air',
  'other-shape': 'what the images show has not its outline',
  'other-size': 'what the images show has not its size',
  'other-slices': 'the slices are not those that it asks for',
  'structure-not-found': 'its inner structures are not where they should be',
  'cut-off': 'it leaves the field of view',
  'too-few-images': 'there are too few images',
  'images-differ': 'the images differ by more than noise, or are copies of each other',
  'other-unit': 'its values are in another unit',
  'b-values': 'b-values that are needed are not there',
};

/** Why a series is not measured as the phantom that it is declared to be, for people. */
export const REFUSED_REASONS: Readonly<Record<RefusedReason, string>> = {
  modality: 'the series is of another modality',
  geometry: 'its slices make no volume',
  'no-volumes': 'it has no images that can be measured',
  'field-strength': 'the limits are of another field strength',
  'no-field-strength': 'the headers do not say its field strength, for which the limits are',
  'not-recognised': 'the trial does not know the study as one of a phantom',
  'volumes-missing': 'volumes of the run are missing or were left out',
  'no-suv': 'SUV cannot be had of it',
  'no-activity': 'its values are no activity',
  'truth-missing': 'the true activity of its spheres is not given',
};
