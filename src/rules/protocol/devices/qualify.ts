import type { StudyView } from '../study-view.js';
import { compareVersions, parseVersion } from '../version/parse.js';
import type { QualifiedDevice } from './qualified-device.js';
import type { Scanner } from './scanner.js';

/** Whether a row of the list qualifies a scanner at a study, and why it does not, or why it cannot be told. */
export type Qualification =
  | { readonly state: 'qualified' }
  | { readonly state: 'unknown' | 'unqualified'; readonly why: string };

/** Best first: a row that cannot be judged may be the one that qualifies. */
export function rank({ state }: Qualification): number {
  return ['qualified', 'unknown', 'unqualified'].indexOf(state);
}

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

const QUALIFIED: Qualification = { state: 'qualified' };

function unqualified(why: string): Qualification {
  return { state: 'unqualified', why };
}

function unknown(why: string): Qualification {
  return { state: 'unknown', why };
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

const COMPARISON = /^(<=|>=|<|>|=)\s*(\S.*)$/;

function software(row: QualifiedDevice, { scanner, software: versions }: Candidate): Qualification {
  if (row.software === undefined) return QUALIFIED;
  if (versions.length === 0) return unknown('Software Versions has no value');
  const comparison = COMPARISON.exec(row.software);
  const other = unqualified(`it is qualified with software ${row.software}`);
  if (!comparison) {
    return versions.includes(row.software) || versions.join('\\') === row.software ? QUALIFIED : other;
  }
  const [, operator = '=', bound = ''] = comparison;
  const [has, wanted] = [
    parseVersion(versions, scanner.manufacturer),
    parseVersion([bound], scanner.manufacturer),
  ];
  const order = has && wanted && compareVersions(has, wanted);
  if (order === undefined) return unknown(`the order of its software and ${bound} is not known`);
  const holds =
    (operator.includes('=') && order === 0) ||
    (operator.startsWith('<') ? order < 0 : operator.startsWith('>') && order > 0);
  return holds ? QUALIFIED : other;
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
