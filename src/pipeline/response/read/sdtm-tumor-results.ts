import type { LesionState } from '../../../rules/response/words.js';
import type { Observation } from '../observation.js';
import { LENGTH_TESTS, type SdtmIndex } from './sdtm-index.js';
import { observationAt, roleOf, type SdtmLine } from './sdtm-record.js';
import { SDTM_STATES, unreadTest } from './sdtm-words.js';

type Said = Partial<Observation>;

/** What a record of TR says; text: why it is not read. */
export function tumorResult(line: SdtmLine, index: SdtmIndex): Observation | string {
  const test = line.own('TESTCD')?.toUpperCase() ?? '';
  const unread = unreadTest(test);
  if (unread) return unread;
  return {
    ...observationAt(line),
    // SDTMIG: results of one kind of lesion are grouped by TRGRPID, as TARGET.
    role: roleOf(line.own('GRPID')) ?? null,
    ...(test === 'LNSTATE' ? { isNode: true } : {}),
    ...saidOf(line, test, index),
  };
}

function saidOf(line: SdtmLine, test: string, index: SdtmIndex): Said {
  const result = line.own('ORRES') ?? line.own('STRESC') ?? line.own('STRESN');
  const isNotDone = line.own('STAT')?.toUpperCase() === 'NOT DONE';
  if (result === null || isNotDone) {
    const why = line.own('REASND') ?? (isNotDone ? 'not done' : 'the result is empty');
    // One axis that was not measured does not take away what another record measured.
    return index.hasLength(line) && !(isNotDone && result !== null) ? {} : { state: 'not-evaluated', why };
  }
  if (LENGTH_TESTS.has(test)) return lengthOf(line, test, index);
  if (test === 'TUMSTATE') return tumorState(line, result, index);
  if (test === 'LNSTATE') return nodeState(line, result, index);
  return { unknownState: `${test || 'no TRTESTCD'}: ${result}` };
}

function lengthOf(line: SdtmLine, test: string, index: SdtmIndex): Said {
  const word = stateOf(line.own('ORRES')) ?? stateOf(line.own('STRESC'));
  // SDTMIG: a word in TRORRES may be standardised to a number, as 5 mm. That is a convention, no measurement.
  if (word) return { state: word, ...(word === 'not-evaluated' ? { why: line.own('REASND') } : {}) };
  return { ...axisOf(line, test, index), ...quantityOf(line) };
}

/** As collected, with its unit; where either is missing, the standardised result with its own. */
function quantityOf(line: SdtmLine): Said {
  const collected = { value: line.own('ORRES'), unit: unitOf(line.own('ORRESU')) };
  const standard = {
    value: line.own('STRESN') ?? line.own('STRESC'),
    unit: unitOf(line.own('STRESU')),
  };
  if (collected.value !== null && collected.unit !== null) return collected;
  if (standard.value !== null && standard.unit !== null) return standard;
  return collected.value === null ? standard : collected;
}

function axisOf(line: SdtmLine, test: string, index: SdtmIndex): Said {
  const axis = LENGTH_TESTS.get(test);
  if (axis === 'long' || axis === 'short') return { axis };
  // SDTMIG: DIAMETER is the longest diameter, of a lymph node the short axis: TULOC tells which.
  const isNode = index.isNode(line);
  return isNode === null ? { isUnnamedAxis: true } : { axis: isNode ? 'short' : 'long' };
}

function tumorState(line: SdtmLine, result: string, index: SdtmIndex): Said {
  // Of a new lesion `UNEQUIVOCAL` says that it is one: Eisenhauer 2009, 4.3.5. Of others it says nothing.
  const isNew = result.toUpperCase() === 'UNEQUIVOCAL' && index.role(line) === 'new';
  const state = isNew ? 'present' : stateOf(result);
  if (!state) return { unknownState: result };
  // A length beside it says the same, and more.
  if (state === 'present' && index.hasLength(line)) return {};
  return { state };
}

function nodeState(line: SdtmLine, result: string, index: SdtmIndex): Said {
  const word = result.toUpperCase();
  if (word !== 'PATHOLOGICAL' && word !== 'NON-PATHOLOGICAL') {
    const state = stateOf(result);
    return state ? { state } : { unknownState: result };
  }
  // The short axis decides where it is there.
  if (index.hasLength(line)) return {};
  if (word === 'PATHOLOGICAL') return { state: 'present' };
  // Eisenhauer 2009, 4.3.2: of a target node the length is asked for, of others not: a normal node is gone.
  const role = index.role(line);
  return role === 'non-target' || role === 'new' ? { state: 'absent' } : { unknownState: result };
}

function stateOf(text: string | null): LesionState | undefined {
  return text === null ? undefined : SDTM_STATES.get(text.toUpperCase());
}

/** UCUM; of CDISC's units millimetre and centimetre are the same but for capitals. */
function unitOf(text: string | null): string | null {
  const small = text?.toLowerCase();
  return small === 'mm' || small === 'cm' ? small : text;
}
