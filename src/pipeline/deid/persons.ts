import { namesContradict } from '../../identity/person/compare-names.js';
import type { SeriesHeader } from '../../study/series-header.js';
import type { RawPerson } from './pseudonym.js';

/** The headers of one study, and who they say it is of. */
export interface StudyPersons {
  readonly headers: readonly SeriesHeader[];
  /** Undefined where the headers name several people. */
  readonly person: RawPerson | undefined;
}

/**
 * Who each study is of, as far as its headers tell: one Patient ID, of one issuer. Objects made later often lack the
 * issuer, and are taken for the same person's where the rest of the study has one.
 */
export function personsByStudy(headers: readonly SeriesHeader[]): ReadonlyMap<string, StudyPersons> {
  const byStudy = new Map<string, SeriesHeader[]>();
  for (const header of headers) {
    const own = byStudy.get(header.studyUID);
    if (own) own.push(header);
    else byStudy.set(header.studyUID, [header]);
  }
  return new Map([...byStudy].map(([uid, own]) => [uid, { headers: own, person: personOf(own) }]));
}

function personOf(headers: readonly SeriesHeader[]): RawPerson | undefined {
  const ids = new Set(headers.map(({ patient }) => patient.id.trim()));
  const issuers = new Set(headers.map(({ patient }) => patient.issuer.trim()));
  issuers.delete('');
  if (ids.size !== 1 || issuers.size > 1) return undefined;
  const [patientId = ''] = ids;
  const [issuer = ''] = issuers;
  return { issuer, patientId };
}

/** One text for each person. */
export function personText({ issuer, patientId }: RawPerson): string {
  return JSON.stringify([issuer, patientId]);
}

/** The persons, as texts, whose headers name different people: one record number, or a placeholder, for several. */
export function contradictedPersons(studies: Iterable<StudyPersons>): ReadonlySet<string> {
  const headers = new Map<string, SeriesHeader[]>();
  for (const { person, headers: own } of studies) {
    if (!person) continue;
    const text = personText(person);
    headers.set(text, [...(headers.get(text) ?? []), ...own]);
  }
  return new Set([...headers].flatMap(([text, own]) => (isContradicted(own) ? [text] : [])));
}

function isContradicted(headers: readonly SeriesHeader[]): boolean {
  const distinct = (of: (header: SeriesHeader) => string): string[] =>
    [...new Set(headers.map((header) => of(header).trim()))].filter((value) => value !== '');
  if (distinct(({ patient }) => patient.birthDate).length > 1) return true;
  if (distinct(({ patient }) => patient.sex.toUpperCase()).length > 1) return true;
  return namesContradict(distinct(({ patient }) => patient.name));
}
