/** What a value that identifies somebody is. It decides how the value is written otherwise, and how it is searched. */
export type KnownKind =
  /** PN, of patients and of everybody else. */
  | 'name'
  /** Patient and other IDs, accession numbers, IDs of admissions, visits, orders and requests. */
  | 'id'
  /** DA: of birth, and of whatever else is not released as it is. */
  | 'date'
  /** Institutions, departments, addresses: made of everyday words, they identify as a whole. */
  | 'phrase'
  | 'phone'
  /** Serial numbers and names of devices and stations. */
  | 'device';

/** A value of the delivery that must not be released. Plain data: it crosses threads. */
export interface KnownValue {
  readonly kind: KnownKind;
  /** Decoded, without padding. */
  readonly text: string;
  /** The keyword that it was found under, for reports; never the value. */
  readonly from: string;
}
