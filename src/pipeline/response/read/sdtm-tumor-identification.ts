import type { Observation } from '../observation.js';
import type { SdtmIndex } from './sdtm-index.js';
import { observationAt, roleOf, type SdtmLine } from './sdtm-record.js';
import { isNodeByPlace } from './sdtm-words.js';

/** What a record of TU says, of one lesion or of several that merged; text: why it is not read. */
export function tumorIdentified(line: SdtmLine, index: SdtmIndex): readonly Observation[] | string {
  const result = line.own('ORRES') ?? line.own('STRESC');
  // SDTMIG: a benign abnormality is followed so that nobody takes it for a lesion.
  if (result?.toUpperCase() === 'BENIGN ABNORMALITY') return 'a benign abnormality is no lesion';
  const organ = line.own('LOC');
  const base: Observation = { ...observationAt(line), organ, isNode: isNodeByPlace(organ) };
  const role = roleOf(line.own('ORRES')) ?? roleOf(line.own('STRESC')) ?? null;
  switch (line.own('TESTCD')?.toUpperCase()) {
    case 'TUMIDENT':
    case 'LESIDENT':
      return [{ ...base, role, unknownRole: role === null ? result : null, ...newHere(line, index) }];
    case 'TUSPLIT':
      return [split({ ...base, role }, line, index)];
    case 'TUMERGE':
      return merged({ ...base, role }, line, index);
    default: {
      const test = line.own('TESTCD') ?? 'no TUTESTCD';
      return [{ ...base, unknownState: `${test}: ${result ?? ''}` }];
    }
  }
}

/** A new lesion of which TR says nothing at its visit was seen there all the same. */
function newHere(line: SdtmLine, index: SdtmIndex): Partial<Observation> {
  const isNew = (roleOf(line.own('ORRES')) ?? roleOf(line.own('STRESC'))) === 'new';
  return isNew && !index.hasResult(line) ? { state: 'present' } : {};
}

function split(base: Observation, line: SdtmLine, index: SdtmIndex): Observation {
  const label = base.keys.label ?? '';
  const parent = otherLesion(line, index) ?? (index.isKnown(line, stemOf(label)) ? stemOf(label) : undefined);
  if (parent === undefined || parent === label) {
    return { ...base, unknownState: 'TUSPLIT: of which lesion is not said' };
  }
  return { ...base, splitFrom: parent };
}

/** SDTMIG: fragments of T04 are T04.1, T04.2. Empty of a label that is none. */
function stemOf(label: string): string {
  return /^(.+)\.\d+$/.exec(label)?.[1] ?? '';
}

function merged(base: Observation, line: SdtmLine, index: SdtmIndex): readonly Observation[] {
  const label = base.keys.label ?? '';
  const into = otherLesion(line, index);
  if (into !== undefined) return [{ ...base, state: 'merged', mergedInto: into }];
  // A lesion that names what it is made of: T02/T03.
  const parts = label.split('/').map((part) => part.trim());
  if (parts.length > 1 && parts.every((part) => part !== label && index.isKnown(line, part))) {
    const asPart = { ...base, role: null, organ: null, isNode: null, state: 'merged' as const };
    return [
      base,
      ...parts.map((part) => ({ ...asPart, keys: { ...base.keys, label: part }, mergedInto: label })),
    ];
  }
  return [{ ...base, unknownState: 'TUMERGE: into which lesion is not said' }];
}

/** The other lesion of a split or merger: named in the result, else by TUGRPID, in both as TU calls it. */
function otherLesion(line: SdtmLine, index: SdtmIndex): string | undefined {
  const own = line.own('LNKID');
  const named = [line.own('ORRES'), line.own('STRESC'), line.own('GRPID')];
  return (
    named.find((label): label is string => label !== null && label !== own && index.isKnown(line, label)) ??
    undefined
  );
}
