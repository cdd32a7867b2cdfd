import type { Observer } from '../../measure/source.js';
import { personKey } from '../../study/model.js';
import type { SeriesHeader } from '../../study/series-header.js';

/** Attributes of a header by which a trial knows a subject, a site and a visit. PS3.3 C.7.1.3, C.7.2.3. */
export const TRIAL_ATTRIBUTES = [
  'ClinicalTrialSubjectID',
  'ClinicalTrialSiteID',
  'ClinicalTrialTimePointID',
] as const;

/** Attributes that say whether a header still holds what identifies. PS3.15 E.1.1, PS3.3 C.7.1.1, C.12.1. */
export const RELEASE_ATTRIBUTES = [
  'PatientIdentityRemoved',
  'LongitudinalTemporalInformationModified',
] as const;

/** True where dates are no longer those of the person: the object says that they were shifted or removed. */
export function showsDates({ further }: Pick<SeriesHeader, 'further'>): boolean {
  const stated = (keyword: (typeof RELEASE_ATTRIBUTES)[number]) => further?.[keyword]?.[0]?.trim();
  const dates = stated('LongitudinalTemporalInformationModified');
  return stated('PatientIdentityRemoved') === 'YES' && (dates === 'MODIFIED' || dates === 'REMOVED');
}

/** Who was measured, as a row has it. */
export interface RowSubject {
  readonly subject: string | null;
  readonly site: string | null;
  readonly visit: string | null;
}

/**
 * Names of persons for rows. Without `--identifiers` a person who is no trial's subject, and a reader, is a number: the
 * same within one report, in the order in which they are met.
 */
export class People {
  private readonly persons = new Map<string, string>();
  private readonly readers = new Map<string, string>();

  constructor(private readonly identifiers: boolean) {}

  subjectOf(header: Pick<SeriesHeader, 'patient' | 'further'>): RowSubject {
    const stated = (keyword: (typeof TRIAL_ATTRIBUTES)[number]): string | null =>
      header.further?.[keyword]?.[0]?.trim() || null;
    const subject = stated('ClinicalTrialSubjectID') ?? this.person(header);
    return { subject, site: stated('ClinicalTrialSiteID'), visit: stated('ClinicalTrialTimePointID') };
  }

  /** The reader: a person's name or login; undefined where the object names nobody. */
  readerOf({ person, personId }: Observer): string | null {
    const known = person?.trim() || personId?.trim();
    if (!known) return null;
    if (this.identifiers) return known;
    const key = JSON.stringify([person?.trim() ?? '', personId?.trim() ?? '']);
    const name = this.readers.get(key) ?? `reader-${this.readers.size + 1}`;
    this.readers.set(key, name);
    return name;
  }

  private person({ patient }: Pick<SeriesHeader, 'patient'>): string | null {
    if (patient.id === '' && patient.name === '') return null;
    if (this.identifiers) return patient.id || patient.name;
    const key = personKey(patient);
    const name = this.persons.get(key) ?? `person-${this.persons.size + 1}`;
    this.persons.set(key, name);
    return name;
  }
}
