import type { Stated } from './stated.js';

/** Why no SUV can be had of a series. */
export type SuvProblemCode =
  | 'nothing-read'
  | 'not-pet'
  | 'facts-contradict'
  | 'units-missing'
  | 'units-not-suv'
  | 'suv-type-unknown'
  | 'counts-without-factor'
  | 'rescale-missing'
  | 'rescale-implausible'
  | 'corrections-missing'
  | 'not-attenuation-corrected'
  | 'not-decay-corrected'
  | 'decay-correction-missing'
  | 'decay-correction-none'
  | 'decay-correction-unknown'
  | 'weight-missing'
  | 'weight-implausible'
  | 'injection-missing'
  | 'several-injections'
  | 'dose-missing'
  | 'dose-in-mbq'
  | 'dose-implausible'
  | 'half-life-missing'
  | 'half-life-implausible'
  | 'half-life-contradicts-nuclide'
  | 'injection-time-missing'
  | 'injection-date-missing'
  | 'injection-times-contradict'
  | 'injection-after-scan'
  | 'uptake-implausible'
  | 'acquisition-time-missing'
  | 'series-time-missing'
  | 'series-time-after-acquisition'
  | 'reference-time-uncertain'
  | 'reference-before-injection';

/** What was taken for granted, or taken from elsewhere: it stands beside an SUV and does not forbid it. */
export type SuvNoteCode =
  /** No date is stated, or none of the injection, and the time says that it was the day before. */
  | 'injection-date-assumed'
  | 'scan-date-assumed'
  /** A dynamic series began before the injection. */
  | 'injected-during-scan'
  | 'reference-from-ge-scan-start'
  | 'reference-from-frame-times'
  | 'suv-type-assumed-bw'
  | 'philips-suv-factor'
  | 'philips-activity-factor'
  /** SUVlbm by a formula that is not named: it cannot be turned into SUVbw. */
  | 'lbm-formula-unnamed'
  /** Activity is corrected to the injection (ADMIN), which the pseudo-code of QIBA does not reckon with. */
  | 'decay-corrected-to-administration'
  /** The size is no person's: only SUVbw can be had. */
  | 'size-implausible';

/** A problem, the attribute it lies in, and a clause for people. */
export interface SuvProblem {
  readonly code: SuvProblemCode;
  /** Keyword; of private elements the vendor's name for it. */
  readonly attribute: string;
  readonly text: string;
}

/** Makes a problem. */
export function problem(code: SuvProblemCode, attribute: string, text: string): SuvProblem {
  return { code, attribute, text };
}

/** How something that is required is not stated: `Units is absent`. */
export function missing(
  code: SuvProblemCode,
  attribute: string,
  { state }: Stated<unknown> | { readonly state: 'absent' },
): SuvProblem {
  return { code, attribute, text: `${attribute} is ${state}` };
}

/** Each problem once, in the order in which they were met. */
export function distinct(problems: readonly SuvProblem[]): SuvProblem[] {
  return [...new Map(problems.map((one) => [`${one.code} ${one.attribute} ${one.text}`, one])).values()];
}
