/** One decision with its reason. */
export interface DecisionCell {
  readonly step: string;
  readonly answer: string;
  readonly rule: string;
  readonly text: string;
  readonly source: string;
}

/** What the overall response would be if one part alone were answered otherwise. */
export interface AlternativeCell {
  readonly part: 'target' | 'non-target' | 'new';
  readonly answer: string;
  readonly overall: string;
}

/** What it would be by the other lengths: recomputed for stored ones. */
export interface OtherwiseCell {
  readonly lengths: 'stored' | 'recomputed';
  /** Lesions of the sum that have such a length; the others keep theirs. */
  readonly of: number;
  readonly sumMm: string | null;
  readonly target: string;
  readonly overall: string;
  /** The target or the overall response differs. */
  readonly flips: boolean;
  /** Whether the lengths that make it flip agree within the tolerance of `measure-export`; null where it does not flip or that is not known. */
  readonly agrees: boolean | null;
}

/** The response of a subject at one visit by one reader; `null` is: not had. Lengths are exact decimals, mm. */
export interface ResponseRow {
  readonly subject: string;
  readonly site: string | null;
  /** `adjudicated` where an adjudication decided. */
  readonly reader: string;
  readonly visit: string;
  /** Days since baseline. */
  readonly day: number | null;
  /** YYYY-MM-DD; only with `--identifiers` or where dates were shifted. */
  readonly date: string | null;
  readonly kind: 'baseline' | 'follow-up' | 'missed';
  readonly sumMm: string | null;
  readonly baselineSumMm: string | null;
  readonly nadirSumMm: string | null;
  readonly nadirVisit: string | null;
  /** Percent, rounded to a tenth, for people; decisions are made on exact sums. */
  readonly changeFromBaselinePercent: number | null;
  readonly changeFromNadirPercent: number | null;
  readonly changeFromNadirMm: string | null;
  /** null at baseline. */
  readonly target: string | null;
  readonly nonTarget: string | null;
  readonly newLesion: string | null;
  readonly overall: string | null;
  readonly isAfterProgression: boolean;
  /** Labels of target lesions that are missing. */
  readonly missing: readonly string[];
  readonly decisions: readonly DecisionCell[];
  /** Sums at which the target response would change, the nearest first. */
  readonly margins: readonly {
    readonly answer: string;
    /** `above` and `below`: not at the sum itself. */
    readonly side: 'at-least' | 'above' | 'at-most' | 'below';
    readonly sumMm: string;
    readonly changeMm: string;
  }[];
  /** Other answers of one part alone that would change the overall response. */
  readonly alternatives?: readonly AlternativeCell[];
  readonly otherwise: OtherwiseCell | null;
  /** Of the reader's selection and methods: docs/response.md. */
  readonly conformance: 'pass' | 'warn' | 'fail' | 'not-evaluable';
}

/** The best overall response of a subject by one reader. */
export interface BestRow {
  readonly subject: string;
  readonly site: string | null;
  readonly reader: string;
  readonly response: string;
  /** null where confirmation is not asked for. */
  readonly isConfirmed: boolean | null;
  readonly visit: string | null;
  /** Smallest change from baseline up to the first progression, percent, rounded to a tenth. */
  readonly bestChangePercent: number | null;
  readonly progressionVisit: string | null;
  readonly progressionDay: number | null;
  readonly deathDay: number | null;
  readonly durationOfResponseDays: number | null;
  readonly durationOfStableDays: number | null;
  /** Neither progression nor death was seen: the duration is at least this. */
  readonly isOpen: boolean | null;
  readonly decisions: readonly DecisionCell[];
  /** The best response by the other lengths, where it differs. */
  readonly otherwise: string | null;
}

/** A lesion at one visit, by one reader: a cell of the sum table. */
export interface LesionRow {
  readonly subject: string;
  readonly reader: string;
  readonly lesion: string;
  readonly role: 'target' | 'non-target' | 'new';
  readonly isNode: boolean | null;
  readonly organ: string | null;
  readonly visit: string;
  readonly day: number | null;
  readonly state: string;
  /** What stands in the sum of a target; the diameter of another lesion. */
  readonly mm: string | null;
  readonly storedMm: string | null;
  readonly recomputedMm: string | null;
  readonly axis: 'long' | 'short' | null;
  readonly method: string | null;
  readonly sliceThicknessMm: string | null;
  readonly note: string | null;
}

/** Where readers differ. */
export interface DiscordanceRow {
  readonly subject: string;
  /** null: of the whole course. */
  readonly visit: string | null;
  readonly of: 'overall' | 'best' | 'progression';
  readonly readers: readonly { readonly reader: string; readonly answer: string }[];
  /** Whose reading stands, and why, where an adjudication says. */
  readonly adjudicated: {
    readonly reader: string;
    readonly reason: string | null;
    readonly line: number;
  } | null;
}

/** What a source says that the response is, beside what the criteria give. */
export interface StatedRow {
  readonly subject: string;
  readonly reader: string;
  readonly visit: string | null;
  readonly of: string;
  readonly stated: string;
  readonly found: string | null;
  readonly agrees: boolean | null;
}

/** The criteria that were applied. */
export interface CriteriaCell {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly modifications: readonly string[];
  readonly choices: readonly string[];
  /** Changes at which the targets' answer begins, percent of the sum at baseline or at the nadir. */
  readonly thresholds: readonly { readonly answer: string; readonly percent: number; readonly of: string }[];
}

/** The sections of a report of `response`, and of `measure-export --criteria`. */
export interface ResponseSections {
  readonly criteria: CriteriaCell;
  readonly responses: readonly ResponseRow[];
  readonly best: readonly BestRow[];
  readonly lesions: readonly LesionRow[];
  readonly discordances: readonly DiscordanceRow[];
  readonly stated: readonly StatedRow[];
}

/** Counts of a report of `response`. */
export interface ResponseSummary extends Readonly<Record<string, number>> {
  readonly rowsIn: number;
  /** Rows that say something of a lesion at a visit; the others are other measurements, and rows that findings name. */
  readonly rowsUsed: number;
  readonly subjects: number;
  readonly readers: number;
  readonly courses: number;
  readonly lesions: number;
  readonly timePoints: number;
  readonly evaluable: number;
  readonly notEvaluable: number;
  readonly flips: number;
  readonly discordances: number;
  readonly adjudicated: number;
}
