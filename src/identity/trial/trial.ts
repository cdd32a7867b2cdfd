import type { CheckScheme } from '../schemes/check-character.js';

/** A site that may deliver. */
export interface Site {
  readonly id: string;
  readonly name?: string;
  /** The issuer of patient IDs where Issuer of Patient ID (0010,0021) is absent. */
  readonly issuerOfPatientId?: string;
}

/** How subject IDs come about: from a pattern, or from a list of the trial management system. */
export interface SubjectIds {
  readonly pattern?: string;
  /** Of the pattern; beside a list, what its IDs must fit. */
  readonly check?: CheckScheme;
  readonly allocation?: 'sequential' | 'random';
  /** Path of a CSV file, relative to the trial file. */
  readonly list?: string;
  readonly issuer?: string;
}

/** Subject Reading IDs (0012,0042) of blinded copies. */
export interface ReadingIds {
  readonly pattern: string;
  readonly check: CheckScheme;
}

/** Series that a visit must bring. */
export interface ExpectedSeries {
  readonly name: string;
  readonly modality: string;
  /** 1 when not given. */
  readonly count?: number;
  readonly optional?: boolean;
}

/** A visit of the schedule; days are counted from the baseline. */
export interface Visit {
  readonly id: string;
  readonly name?: string;
  readonly baseline?: boolean;
  readonly targetDay: number;
  readonly windowMinusDays: number;
  readonly windowPlusDays: number;
  readonly expectedSeries?: readonly ExpectedSeries[];
}

/** An approval of an ethics committee. Dates are YYYY-MM-DD. */
export interface EthicsApproval {
  readonly number: string;
  readonly committee: string;
  readonly effectiveFrom?: string;
  readonly effectiveUntil?: string;
  /** Site IDs it holds for; all when not given. */
  readonly sites?: readonly string[];
}

/** How phantoms are recognised, and the pattern of their scanner-qualification IDs. */
export interface Phantoms {
  readonly match: readonly { readonly attribute: string; readonly pattern: string }[];
  readonly idPattern: string;
}

/**
 * What `run` does with each delivery, command by command; `manifest` and `assign-id` are always done. Paths are relative
 * to the trial file; what ships is given by its name.
 */
export interface Pipeline {
  /** Paths, where the command line gives none. */
  readonly crosswalk?: string;
  readonly crosswalkKey?: string;
  readonly keyFile?: string;
  readonly deid: { readonly profile: string };
  readonly 'check-protocol'?: { readonly protocol: string; readonly dispositions?: string };
  readonly 'qc-motion'?: {
    readonly limits: string;
    /** The list of qualified scanners (CSV) that phantoms are recorded in. */
    readonly qualification?: string;
    readonly series?: readonly string[];
  };
  readonly 'measure-export'?: {
    /** Share of the stored value that a recomputed one may differ by. */
    readonly tolerance?: number;
  };
  /** Needs `measure-export`, whose rows it judges. */
  readonly response?: {
    readonly criteria: string;
    readonly lesions?: string;
    readonly visits?: string;
    readonly adjudication?: string;
    readonly lengths?: 'stored' | 'recomputed';
    /** Subjects may have further visits; true when absent. */
    readonly ongoing?: boolean;
  };
  /** After how many days what waits is overdue. */
  readonly followUp?: {
    /** A query at a site; 14 when absent. */
    readonly answerWithinDays?: number;
    /** What needs a person; 5 when absent. */
    readonly decideWithinDays?: number;
  };
}

/** What a reader of blinded copies must not learn. */
export type Concealed = 'subject' | 'visit' | 'site';

/** A trial file, as `schemas/trial.schema.json` describes it. */
export interface Trial {
  readonly schema: 'corelab/trial@1';
  readonly sponsor: string;
  readonly protocol: { readonly id: string; readonly name?: string; readonly issuer?: string };
  readonly coordinatingCenter?: string;
  readonly sites: readonly Site[];
  readonly subjectIds: SubjectIds;
  readonly readingIds?: ReadingIds;
  readonly blinding?: { readonly conceal: readonly Concealed[] };
  readonly visits: readonly Visit[];
  readonly ethicsApprovals?: readonly EthicsApproval[];
  readonly phantoms?: Phantoms;
  /** Protocol IDs of trials that a person may be in besides this one; enrolment in any other is a conflict. */
  readonly coEnrolmentWith?: readonly string[];
  readonly pipeline?: Pipeline;
}
