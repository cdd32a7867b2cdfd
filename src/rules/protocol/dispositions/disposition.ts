/** What a disposition is about: everything that is named has to fit. At least one of the UIDs or the subject is named. */
export interface DispositionTarget {
  readonly seriesUID?: string;
  readonly studyUID?: string;
  readonly subject?: string;
  readonly visit?: string;
  /** Name of the protocol's series. */
  readonly series?: string;
  /** Name of the check, as the report has it; only for `waive`. */
  readonly check?: string;
}

/** A person's decision. */
export interface Disposition {
  /** This deviation is waived. */
  readonly waive?: DispositionTarget;
  /** Of several series that the protocol asks for once, this is the accepted one. */
  readonly accept?: DispositionTarget;
  readonly who: string;
  /** YYYY-MM-DD */
  readonly when: string;
  readonly why: string;
  /** The value that was seen when it was decided: with another one the decision does not hold. As the report has it. */
  readonly actual?: string;
}

/** `schemas/dispositions.schema.json` */
export interface DispositionsFile {
  readonly schema: 'corelab/dispositions@1';
  readonly dispositions: readonly Disposition[];
}
