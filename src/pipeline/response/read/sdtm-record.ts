import type { Method, Role } from '../../../rules/response/words.js';
import type { At, Observation } from '../observation.js';
import { SDTM_METHODS, SDTM_ROLES } from './sdtm-words.js';

/** A line of a CSV of SDTM. */
export interface SdtmRecord {
  /** From 1. */
  readonly line: number;
  /** By the names of the columns. */
  readonly cells: Readonly<Record<string, string>>;
  /** Number of its own source, where records of several files are read together. */
  readonly source?: number;
}

/** A record, its cells looked up by name. */
export interface SdtmLine {
  readonly at: At;
  /** In capitals; empty where the record has none. */
  readonly domain: string;
  /** What a column holds, blanks cut off; null where it holds nothing. */
  readonly cell: (name: string) => string | null;
  /** The same of a column that starts with the domain: `DTC` is TRDTC in TR. */
  readonly own: (suffix: string) => string | null;
}

/** Looks at a record; names of columns may be in small letters. */
export function sdtmLine({ line, cells, source }: SdtmRecord, defaultSource: number): SdtmLine {
  const byName = new Map(
    Object.entries(cells).map(([name, text]) => [name.trim().toUpperCase(), text.trim()]),
  );
  const cell = (name: string) => byName.get(name) || null;
  const domain = cell('DOMAIN')?.toUpperCase() ?? '';
  return {
    ...{ at: { source: source ?? defaultSource, line }, domain, cell },
    own: (suffix) => cell(`${domain}${suffix}`),
  };
}

/** Subject, reader and visit: columns that TU, TR and RS share. */
export function commonOf({ cell, own }: SdtmLine) {
  const baseline = [own('BLFL'), own('LOBXFL')];
  return {
    subject: cell('USUBJID'),
    site: cell('SITEID'),
    reader: own('EVALID') ?? own('EVAL'),
    visit: cell('VISIT'),
    visitNumber: numberOf(cell('VISITNUM')),
    date: dateOf(own('DTC')),
    day: wholeOf(own('DY')),
    isBaseline: baseline.some((flag) => flag?.toUpperCase() === 'Y') ? true : null,
  };
}

/** An observation that says nothing yet but where, whose and when. */
export function observationAt(line: SdtmLine): Observation {
  const label = line.own('LNKID');
  const method = methodOf(line.own('METHOD'));
  return {
    ...{ at: line.at, isFact: false, ...commonOf(line), studyUID: null },
    keys: { trackingUid: null, trackingId: null, label },
    ...{ role: null, unknownRole: null, isNode: null, organ: null, organCodes: [] },
    ...{ ...method, sliceThicknessMm: null, axis: null, isUnnamedAxis: false },
    ...{ value: null, unit: null, recomputed: null, agrees: null, state: null, unknownState: null },
    ...{ isMeasurable: null, splitFrom: null, mergedInto: null, why: null },
  };
}

/** A lesion of one subject as one reader calls it. */
export function lesionKey(line: SdtmLine, label: string | null): string {
  const { subject, reader } = commonOf(line);
  return JSON.stringify([subject, reader, label]);
}

/** A lesion at a visit. */
export function lesionVisitKey(line: SdtmLine, label: string | null): string {
  const { visit, visitNumber, date } = commonOf(line);
  return JSON.stringify([lesionKey(line, label), visit ?? visitNumber ?? date]);
}

/** A role by its word, else undefined. */
export function roleOf(text: string | null): Role | undefined {
  return text === null ? undefined : SDTM_ROLES.get(text.toUpperCase());
}

function methodOf(text: string | null): { method: Method | null; unknownMethod: string | null } {
  const method = text === null ? null : (SDTM_METHODS.get(text.toUpperCase()) ?? null);
  return { method, unknownMethod: method === null ? text : null };
}

/** The date of an ISO 8601 date and time; null of one that is not whole, or no day of the calendar. */
function dateOf(text: string | null): string | null {
  const date = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(text ?? '')?.[1];
  if (date === undefined) return null;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? date : null;
}

function numberOf(text: string | null): number | null {
  return text !== null && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

function wholeOf(text: string | null): number | null {
  return text !== null && /^-?\d+$/.test(text) ? Number(text) : null;
}
