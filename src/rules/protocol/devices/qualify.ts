import type { StudyView } from '../study-view.js';
import { QUALIFIED, type Qualification, rank, unknown, unqualified } from './qualification.js';
import type { QualifiedDevice } from './qualified-device.js';
import type { Scanner } from './scanner.js';
import { judgeSoftware } from './software.js';

/** What a row of the list is held against. */
export interface Candidate {
  readonly scanner: Scanner;
  /** The software versions that one of its headers names. */
  readonly software: readonly string[];
  readonly study: StudyView;
}

/** What a row may ask, in the order of telling. */
const CHECKS: readonly ((row: QualifiedDevice, candidate: Candidate) => Qualification)[] = [
  maker,
  model,
  software,
  period,
  site,
];

/**
 * Holds a row of the list, whose serial number is the scanner's, against it. What does not hold is told before what is
 * not known.
 */
export function qualify(row: QualifiedDevice, candidate: Candidate): Qualification {
  const found = CHECKS.map((check) => check(row, candidate)).sort((a, b) => rank(b) - rank(a));
  return found[0] ?? QUALIFIED;
}

function maker({ manufacturer }: QualifiedDevice, { scanner }: Candidate): Qualification {
  return named('Manufacturer', manufacturer, scanner.manufacturer);
}

function model(row: QualifiedDevice, { scanner }: Candidate): Qualification {
  return named("Manufacturer's Model Name", row.model, scanner.model);
}

/** Names in the list are typed by people: case and runs of spaces do not count. */
function named(what: string, wanted: string | undefined, actual: string): Qualification {
  if (wanted === undefined) return QUALIFIED;
  if (actual === '') return unknown(`${what} has no value`);
  const plain = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();
  return plain(wanted) === plain(actual) ? QUALIFIED : unqualified(`the list says ${what} ${wanted}`);
}

function software(row: QualifiedDevice, { scanner, software: versions }: Candidate): Qualification {
  return judgeSoftware(row, { manufacturer: scanner.manufacturer, versions });
}

function period({ from, until }: QualifiedDevice, { study }: Candidate): Qualification {
  if (from === undefined && until === undefined) return QUALIFIED;
  // PS3.3 C.12.1 (SOP Common), Longitudinal Temporal Information Modified: the dates are not those of the scan.
  if (study.datesModified)
    return unknown('the dates of the study were shifted: the period cannot be checked');
  if (!/^\d{8}$/.test(study.studyDate)) return unknown('Study Date has no value');
  const day = (iso: string): string => iso.replaceAll('-', '');
  if (from !== undefined && study.studyDate < day(from)) return unqualified(`it is qualified from ${from}`);
  if (until !== undefined && study.studyDate > day(until))
    return unqualified(`it is qualified until ${until}`);
  return QUALIFIED;
}

function site(row: QualifiedDevice, { study }: Candidate): Qualification {
  if (row.site === undefined) return QUALIFIED;
  if (study.site === undefined) return unknown('the site of the study is not known: give --site');
  return study.site === row.site ? QUALIFIED : unqualified(`it is qualified at site ${row.site}`);
}
