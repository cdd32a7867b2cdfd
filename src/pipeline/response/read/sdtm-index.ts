import type { Role } from '../../../rules/response/words.js';
import { lesionKey, lesionVisitKey, roleOf, type SdtmLine } from './sdtm-record.js';
import { isNodeByPlace, SDTM_STATES } from './sdtm-words.js';

/** What one record must know of the others. */
export interface SdtmIndex {
  /** Whether TU has the lesion, by the label that the reader of the line gives it. */
  readonly isKnown: (line: SdtmLine, label: string) => boolean;
  readonly role: (line: SdtmLine) => Role | undefined;
  /** By its place in TU; null where that is not known. */
  readonly isNode: (line: SdtmLine) => boolean | null;
  /** Whether TR says anything of the lesion of the line at its visit. */
  readonly hasResult: (line: SdtmLine) => boolean;
  /** Whether TR has a length of it there. */
  readonly hasLength: (line: SdtmLine) => boolean;
}

/** Tests of TR that are lengths. DIAMETER is the short axis of a node and the long one of all else. */
export const LENGTH_TESTS: ReadonlyMap<string, 'long' | 'short' | 'by-place'> = new Map([
  ['LDIAM', 'long'],
  ['LPERP', 'short'],
  ['SAXIS', 'short'],
  ['DIAMETER', 'by-place'],
]);

/** Indexes TU and TR. */
export function indexOf(lines: readonly SdtmLine[]): SdtmIndex {
  const known = new Set<string>();
  const roles = new Map<string, Role>();
  const nodes = new Map<string, boolean>();
  const results = new Set<string>();
  const lengths = new Set<string>();
  for (const line of lines) {
    const label = line.own('LNKID');
    if (label === null) continue;
    if (line.domain === 'TU') {
      const key = lesionKey(line, label);
      const role = roleOf(line.own('ORRES')) ?? roleOf(line.own('STRESC'));
      const isNode = isNodeByPlace(line.own('LOC'));
      known.add(key);
      if (role) roles.set(key, role);
      if (isNode !== null) nodes.set(key, isNode);
    }
    if (line.domain === 'TR') {
      results.add(lesionVisitKey(line, label));
      if (isLength(line)) lengths.add(lesionVisitKey(line, label));
    }
  }
  const keyOf = (line: SdtmLine) => lesionKey(line, line.own('LNKID'));
  const visitKeyOf = (line: SdtmLine) => lesionVisitKey(line, line.own('LNKID'));
  return {
    isKnown: (line, label) => known.has(lesionKey(line, label)),
    role: (line) => roleOf(line.own('GRPID')) ?? roles.get(keyOf(line)),
    isNode: (line) => nodes.get(keyOf(line)) ?? null,
    hasResult: (line) => results.has(visitKeyOf(line)),
    hasLength: (line) => lengths.has(visitKeyOf(line)),
  };
}

function isLength(line: SdtmLine): boolean {
  if (!LENGTH_TESTS.has(line.own('TESTCD')?.toUpperCase() ?? '')) return false;
  const result = line.own('ORRES') ?? line.own('STRESN') ?? line.own('STRESC');
  return result !== null && !SDTM_STATES.has(result.toUpperCase());
}
