import type { Action } from '../action.js';

/**
 * Options of PS3.15 E.3, each a column of Table E.1-1: in its order, which is that of the generated table's columns.
 */
export const TABLE_OPTIONS = [
  'retainSafePrivate',
  'retainUids',
  'retainDeviceIdentity',
  'retainInstitutionIdentity',
  'retainPatientCharacteristics',
  'retainFullDates',
  'retainModifiedDates',
  'cleanDescriptors',
  'cleanStructuredContent',
  'cleanGraphics',
] as const;

/** See {@link TABLE_OPTIONS}. */
export type TableOption = (typeof TABLE_OPTIONS)[number];

/** Options of PS3.15 E.3.1 and E.3.2: the schema knows them, and a profile that wants one is refused. */
export const PIXEL_OPTIONS = ['cleanPixelData', 'cleanRecognizableVisualFeatures'] as const;

/** See {@link PIXEL_OPTIONS}. */
export type PixelOption = (typeof PIXEL_OPTIONS)[number];

/** What a profile says of one attribute, whatever the table says. */
export interface AttributeOverride {
  readonly action: Exclude<Action, 'items'>;
  /** Why; stands in the review. */
  readonly reason: string;
  /** For `dummy`: the text. */
  readonly value?: string;
}

/** What becomes of a private element of a reviewed list. */
export type PrivateAction = 'keep' | 'clean' | 'shift' | 'uid' | 'remove' | 'csa' | 'phoenix';

/** A reviewed private element. PS3.5 7.8.1: it is found by its creator, within the block that this reserved. */
export interface PrivateEntry {
  readonly creator: string;
  /** Odd group, four hexadecimal digits. */
  readonly group: string;
  /** Low byte of the element number, two hexadecimal digits, or `*` for the whole block. */
  readonly element: string;
  /** Two letters; what the value is read as where the file has no VR. */
  readonly vr?: string;
  readonly action: PrivateAction;
  /** What it is, and why it may stay. */
  readonly reason: string;
}

/** A list of reviewed private elements, and of entries inside Siemens' headers. `profiles/private/*.yaml`. */
export interface PrivateList {
  readonly schema: 'corelab/private-list@1';
  readonly name: string;
  readonly elements: readonly PrivateEntry[];
  /** Names of CSA tags that may stay. */
  readonly csa?: readonly { readonly tag: string; readonly reason: string }[];
  /** Keys of the measurement protocol that may stay; `*` stands for any run of characters. */
  readonly phoenix?: readonly { readonly key: string; readonly reason: string }[];
}

/** What is quarantined rather than de-identified. */
export interface Admission {
  /** Keywords or UIDs of SOP classes that may be released; groups by name: `images`, `reports`, `all`. */
  readonly sopClasses: readonly string[];
  /** What is quarantined by default and let through by name. */
  readonly allow?: readonly ('ultrasound' | 'secondary-capture' | 'screen-save' | 'burned-in')[];
}

/** The profile file after loading, lists resolved. Plain data: it crosses threads. */
export interface Profile {
  readonly schema: 'corelab/profile@1';
  readonly name: string;
  readonly description: string;
  readonly options: Readonly<Partial<Record<TableOption | PixelOption, boolean>>>;
  /** Range of the shift that is drawn from the key where no assignment gives one; whole weeks back. */
  readonly dates?: { readonly shiftWeeks: { readonly least: number; readonly most: number } };
  /** By keyword, or `(gggg,eeee)`. */
  readonly attributes?: Readonly<Record<string, AttributeOverride>>;
  /** Attributes without a row in the table whose VR would make them go, and that may stay: by keyword. */
  readonly allow?: readonly { readonly attribute: string; readonly reason: string }[];
  readonly text?: {
    /** Words and phrases that are taken out of every text. */
    readonly remove?: readonly string[];
    /** Patterns (RE2) that are taken out. */
    readonly patterns?: readonly string[];
    /** Words that stay though they are part of a known name. */
    readonly keep?: readonly string[];
  };
  readonly private?: {
    /** Names of shipped lists, or paths beside the profile. */
    readonly lists?: readonly string[];
    readonly elements?: readonly PrivateEntry[];
  };
  readonly admission: Admission;
  readonly markers?: {
    /** Certificates (PEM), beside the profile: who may read the Encrypted Attributes Sequence. PS3.15 E.1.1. */
    readonly recipients?: readonly string[];
  };
}
