/** How closely an attribute of a kind has to be met: the classes of `init-protocol`. */
export type AttributeClass =
  /** Distances between slices, and their thickness. */
  | 'length'
  /** Sizes of pixels. */
  | 'pixel'
  /** Fields of view: many pixels, whose rounding adds up. */
  | 'extent'
  | 'time'
  | 'angle'
  /** Rates and ratios: bandwidth, pitch, field strength. */
  | 'rate'
  | 'count'
  /** How many images a patient's size makes of it. */
  | 'size'
  /** Numbers that are chosen from a list, as a tube voltage. */
  | 'setting'
  /** Names that are typed or built by a scanner: coils, sequences. */
  | 'name'
  /** Terms and flags. */
  | 'term'
  /** Something of the patient or the day: it has to be there. */
  | 'there';

/** What a class lets pass. */
export interface ClassRule {
  /** In words, for the comment beside a check. */
  readonly words: string;
  /** In the quantity's own unit. */
  readonly absolute?: number;
  /** Of the value. */
  readonly percent?: number;
}

/** The tolerance of each class. */
export const CLASS_RULES: Readonly<Record<AttributeClass, ClassRule>> = {
  length: { words: 'slice geometry: within 0.01', absolute: 0.01 },
  pixel: { words: 'pixel size: within 0.001', absolute: 0.001 },
  extent: { words: 'field of view: within 0.5', absolute: 0.5 },
  time: { words: 'times: within 1%', percent: 1 },
  angle: { words: 'angles: within 5%', percent: 5 },
  rate: { words: 'rates: within 1%', percent: 1 },
  count: { words: 'counts: exact' },
  size: { words: "depends on the patient's size: a warning" },
  setting: { words: 'settings: exact' },
  name: { words: 'names: in any case' },
  term: { words: 'terms: exact' },
  there: { words: 'of the patient or the day: has to be there' },
};
