/** What can be wrong with measurements and facts that responses are made of; `response-…` in the catalogue of findings. */
export type ResponseProblemCode =
  | 'subject-missing'
  | 'visit-missing'
  | 'visit-ambiguous'
  | 'visits-unordered'
  | 'visits-out-of-order'
  | 'baseline-missing'
  | 'baseline-ambiguous'
  | 'before-baseline'
  | 'after-death'
  | 'lesion-unnamed'
  | 'lesion-ambiguous'
  | 'lesion-duplicate'
  | 'role-missing'
  | 'role-unknown'
  | 'node-unknown'
  | 'organ-missing'
  | 'organ-unknown'
  | 'facts-conflict'
  | 'fact-unused'
  | 'value-not-a-number'
  | 'value-negative'
  | 'unit-missing'
  | 'unit-unknown'
  | 'units-mixed'
  | 'axis-missing'
  | 'state-unknown'
  | 'state-conflict'
  | 'method-unknown'
  | 'method-not-accepted'
  | 'method-changed'
  | 'slice-thickness-unknown'
  | 'not-measurable'
  | 'node-too-small'
  | 'node-normal'
  | 'too-many-targets'
  | 'too-many-per-organ'
  | 'measurable-not-target'
  | 'target-not-at-baseline'
  | 'non-target-not-at-baseline'
  | 'new-at-baseline'
  | 'baseline-early'
  | 'baseline-late'
  | 'split-parent-missing'
  | 'merged-into-missing'
  | 'node-reappeared'
  | 'new-node-small'
  | 'new-equivocal'
  | 'nadir-uncertain';

/** Something that is wrong, told once. Nothing of it stops the rest. */
export interface ResponseProblem {
  readonly code: ResponseProblemCode;
  readonly subject?: string;
  readonly reader?: string;
  /** Name of the visit. */
  readonly visit?: string;
  /** Label of the lesion. */
  readonly lesion?: string;
  /** For people: `9 mm by its long axis, CT, slices of 5 mm`. */
  readonly detail: string;
  readonly expected?: string;
  readonly actual?: string;
  /** Where the rule is from, where that is not the catalogue's source. */
  readonly source?: string;
}
