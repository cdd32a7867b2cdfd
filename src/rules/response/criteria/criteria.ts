import type { Big } from 'big.js';
import type {
  Axis,
  Method,
  NewLesionAnswer,
  NonTargetAnswer,
  Response,
  ResponseKind,
  TargetAnswer,
} from '../words.js';

/** When a lesion is measurable at baseline. */
export interface Measurable {
  readonly kind: 'lesion' | 'node';
  readonly methods: readonly Method[];
  readonly axis: Axis;
  readonly atLeastMm: Big;
  /** Thicker slices than this ask for `times` the slice thickness. Absent: slices do not matter. */
  readonly slices?: { readonly upToMm: Big; readonly times: Big };
  readonly source: string;
}

/** A rule of the target lesions. The rules are asked in their order; the first that holds answers. */
export type TargetRule = { readonly answer: TargetAnswer; readonly source: string } & (
  | { readonly when: 'disappeared' }
  /** Sum ≥ reference × (1 + percent/100), and ≥ reference + mm. */
  | {
      readonly when: 'increased';
      readonly percent: Big;
      readonly mm: Big;
      readonly over: 'nadir' | 'baseline';
    }
  /** Sum ≤ reference × (1 − percent/100). */
  | { readonly when: 'decreased'; readonly percent: Big; readonly below: 'baseline' }
  | { readonly when: 'otherwise' }
);

/** A row of a table of overall responses; a cell that lists nothing is any. */
export interface OverallRow {
  readonly target: readonly TargetAnswer[];
  readonly nonTarget: readonly NonTargetAnswer[];
  readonly newLesion: readonly NewLesionAnswer[];
  readonly overall: Response;
  readonly source: string;
}

/** How the best overall response is found. */
export interface BestRules {
  readonly confirmation: {
    readonly isRequired: boolean;
    /** Between the two time points that meet a response. */
    readonly minimumDays: number;
    /** How many time points that are not evaluable may lie between them. */
    readonly mayLieBetween: number;
    readonly source: string;
  };
  readonly stable: { readonly minimumDays: number; readonly source: string };
  readonly source: string;
}

/** Response criteria, ready to be applied. */
export interface Criteria {
  readonly name: string;
  /** For people: `RECIST 1.1`, or `RECIST 1.1, modified`. */
  readonly title: string;
  readonly source: string;
  /** What the file changes of the criteria that it is based on, as `targets.most: 5 → 2`; choices that the criteria leave to a protocol are not among them. */
  readonly modifications: readonly string[];
  /** Choices that the criteria leave to a protocol, as the file makes them: `confirmation.required: true`. */
  readonly choices: readonly string[];
  /** Best first. */
  readonly responses: readonly {
    readonly code: Response;
    readonly kind: ResponseKind;
    readonly meaning: string;
  }[];
  readonly targets: { readonly most: number; readonly mostPerOrgan: number; readonly source: string };
  readonly measurable: readonly Measurable[];
  readonly nodes: { readonly pathologicalFromMm: Big; readonly source: string };
  readonly tooSmall: { readonly mm: Big; readonly source: string };
  readonly baseline: { readonly daysBeforeTreatment: number; readonly source: string };
  readonly target: {
    readonly measure: 'sum-of-diameters';
    readonly rules: readonly TargetRule[];
    /** Whether a partial response goes on at visits that are no longer 30% below baseline but no progression. */
    readonly partialContinues: 'never' | 'once-assigned';
    readonly source: string;
  };
  readonly overall: readonly OverallRow[];
  /** Of subjects without target lesions. */
  readonly nonTargetOnly: readonly OverallRow[];
  readonly best: BestRules;
  /** Names and codes of organs, by organ; names in lower case, codes as `SCT:39607008`. */
  readonly organs: ReadonlyMap<string, string>;
}

/** The organ of every node. */
export const LYMPH_NODES = 'lymph nodes';
