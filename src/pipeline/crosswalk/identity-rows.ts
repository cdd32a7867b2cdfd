import type { Reader } from '../../identity/crosswalk/contract.js';
import { knownPerson } from '../../identity/registry/people.js';
import { studiesOf } from '../../identity/registry/studies.js';
import type { Subject } from '../../identity/registry/subjects.js';
import type { IdentityRow, UnblindedRow } from '../../report/crosswalk-sections.js';
import { protocolOf } from './rows.js';

/** Who the subjects are; a phantom is nobody, and of a subject without a record number nobody is known. */
export function identityRows(reader: Reader, subjects: readonly Subject[]): IdentityRow[] {
  return subjects.flatMap(({ trial, id, site, person }) => {
    if (person === undefined) return [];
    const { numbers, names, birthDates, sexes } = knownPerson(reader, person);
    return [
      {
        protocol: protocolOf(reader, trial),
        subject: id,
        site,
        numbers: numbers.map(({ issuer, id: patientId }) => ({ issuer, patientId })),
        names,
        birthDates,
        sexes,
      },
    ];
  });
}

/** Whose each reading ID is, by reading ID: that order tells nothing of the order in which time points came. */
export function unblindedRows(reader: Reader, subjects: readonly Subject[]): UnblindedRow[] {
  const rows = subjects.flatMap((subject) => {
    const current = currentPoints(reader, subject);
    return reader.rows('readings', 'subject = ?', subject.row).map((reading) => {
      const visit = String(reading.visit);
      const generation = Number(reading.generation);
      return {
        readingId: String(reading.reading),
        protocol: protocolOf(reader, subject.trial),
        subject: subject.id,
        visit,
        generation,
        isCurrent: current.has(pointKey(visit, generation)),
      };
    });
  });
  return rows.sort((a, b) => (a.readingId < b.readingId ? -1 : 1));
}

/** The time points that a subject has now. */
function currentPoints(reader: Reader, { row }: Subject): Set<string> {
  const studies = studiesOf(reader, row);
  return new Set(studies.map(({ visit, studyUID, generation }) => pointKey(visit ?? studyUID, generation)));
}

function pointKey(visit: string, generation: number): string {
  return `${generation} ${visit}`;
}
