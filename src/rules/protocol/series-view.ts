import type { Observed, Probe, Reading } from '../../study/probe/probe.js';
import type { SeparatorName } from '../../study/separators.js';
import type { SeriesGeometry } from '../../study/series-geometry.js';
import type { SeriesHeader } from '../../study/series-header.js';
import type { PlannedVolume } from '../../study/volume/plan.js';

/**
 * A series as the rules see it: what its instances hold, without files. A protocol's own tests make one of a few
 * header values.
 */
export interface SeriesView {
  /** Its number in the delivery, from 0. */
  readonly number: number;
  readonly seriesUID: string;
  readonly studyUID: string;
  /** Of its study. */
  readonly visit?: string;
  readonly site?: string;
  /** Every distinct header among its instances; at least one. */
  readonly headers: readonly SeriesHeader[];
  /** Numbers of its instances, each SOP Instance UID once. */
  readonly instances: readonly number[];
  readonly frames: number;
  readonly geometry: SeriesGeometry;
  /** What was read with a probe, most frequent first. Every instance is in one of them, or in several by its frames. */
  readings(probe: Probe): readonly Observed[];
  /** Distinct values of a separator over the frames (numbers: times in seconds since midnight), most frequent first. */
  separator(
    name: SeparatorName,
  ): readonly { readonly value: number | string; readonly instances: readonly number[] }[];
  /** The volumes in time order, stack by stack. */
  volumes(): readonly PlannedVolume[];
  /** A derived value that is given and need not be worked out: only in a protocol's own tests. */
  given?(name: string): Reading | undefined;
}

/** What is known of a quantity: a reading, or why there is none. */
export type Known =
  | Exclude<Reading, { readonly state: 'bundle' | 'value' }>
  /** `why` is what there is to say of the value, as of a `false` what it comes from: a clause for people. */
  | (Extract<Reading, { readonly state: 'value' }> & { readonly why?: string })
  /** It cannot be told; `why` is a clause for people: `the volumes cannot be told apart`. */
  | { readonly state: 'unknown'; readonly why: string };

/** A value of a quantity, and the instances that have it. */
export interface Sample {
  readonly value: Known;
  /** Empty where the value is of the series as a whole. */
  readonly instances: readonly number[];
}

/** Something that a protocol can say something of: an attribute, or a value derived from the data. */
export interface Quantity {
  /** As it stands in the protocol. */
  readonly name: string;
  /** `any` for what no dictionary knows: private elements, CSA and Phoenix entries. */
  readonly type: 'number' | 'text' | 'boolean' | 'any';
  /** The unit its numbers have, by the name that `units/unit.ts` gives it; undefined where they have none. */
  readonly unit?: string;
  /** True where it may hold more than one value; `always` where it has to (VM 2 and more). */
  readonly multi: boolean | 'always';
  /** What has to be read for it. */
  readonly probes: readonly Probe[];
  /** Its values in a series; at least one sample. Most frequent first. */
  samples(view: SeriesView): readonly Sample[];
}

/** A value that a scan derives: it has its own unit, and words for the manual. */
export interface DerivedQuantity extends Quantity {
  /** What it is, in words, for `--explain` and the docs. */
  readonly text: string;
  /** Section of the standard, or paper, that its method comes from. */
  readonly source: string;
}
