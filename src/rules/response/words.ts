/** Answers for target lesions. `NONE`: there are none; `NE`: not evaluable. */
export const TARGET_ANSWERS = ['CR', 'PR', 'SD', 'PD', 'NE', 'NONE'] as const;
/** See {@link TARGET_ANSWERS}. */
export type TargetAnswer = (typeof TARGET_ANSWERS)[number];

/** Answers for non-target lesions and tumour markers, in the words of CDISC. */
export const NON_TARGET_ANSWERS = ['CR', 'NON-CR/NON-PD', 'PD', 'NE', 'NONE'] as const;
/** See {@link NON_TARGET_ANSWERS}. */
export type NonTargetAnswer = (typeof NON_TARGET_ANSWERS)[number];

/** Whether new lesions appeared; `NE`: nobody looked, or somebody is not sure of anything. */
export const NEW_LESION_ANSWERS = ['YES', 'NO', 'NE'] as const;
/** See {@link NEW_LESION_ANSWERS}. */
export type NewLesionAnswer = (typeof NEW_LESION_ANSWERS)[number];

/** The response at a visit, or the best of all: one of the codes that the criteria's `responses` name. */
export type Response = string;

/** What a response is, whatever criteria call it. */
export const RESPONSE_KINDS = [
  'complete',
  'partial',
  'stable',
  'neither',
  'progression',
  'not-evaluable',
] as const;
/** See {@link RESPONSE_KINDS}. `neither`: Non-CR/Non-PD, of those who have no target lesions. */
export type ResponseKind = (typeof RESPONSE_KINDS)[number];

/** How a lesion was seen. */
export const METHODS = ['ct', 'mri', 'chest-x-ray', 'clinical', 'ultrasound', 'pet', 'other'] as const;
/** See {@link METHODS}. */
export type Method = (typeof METHODS)[number];

/** What a lesion is to the criteria. */
export const ROLES = ['target', 'non-target', 'new'] as const;
/** See {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/**
 * What is said of a lesion at a visit. `too-small`: seen, but too small to measure; `equivocal`: perhaps new;
 * `progressed`: unequivocal progression of a non-target lesion; `merged`: it is part of another lesion now.
 */
export const LESION_STATES = [
  'measured',
  'too-small',
  'absent',
  'present',
  'progressed',
  'equivocal',
  'merged',
  'not-evaluated',
] as const;
/** See {@link LESION_STATES}. */
export type LesionState = (typeof LESION_STATES)[number];

/** The axis of a diameter in the plane of measurement. */
export type Axis = 'long' | 'short';
