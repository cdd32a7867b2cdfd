/** Whose file it is after de-identification. Plain data: it crosses threads. */
export interface DeidSubject {
  /** Patient ID (0010,0020) of what is released, and Patient's Name: a subject ID, or a keyed pseudonym. */
  readonly id: string;
  /** Days that are added to every date; undefined for the profiles that shift none. */
  readonly shiftDays: number | undefined;
  /** How often the subject's files were released anew: goes into every UID. */
  readonly generation: number;
}
