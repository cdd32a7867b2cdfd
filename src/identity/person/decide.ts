import type { Comparison } from './compare.js';
import {
  agrees,
  compare,
  contradictions,
  independentNames,
  isYearOnly,
  known,
  knownBirthDate,
  selfContradictions,
} from './compare.js';
import type { ComparedAttribute, Decision, Reason, ReasonCode } from './decision.js';
import { placeInTrial, type Verdict } from './enrolment.js';
import type { Candidates, KnownPerson, PersonEvidence } from './evidence.js';
import { isPlaceholder } from './placeholders.js';
import { normaliseNumber } from './record-number.js';

/** The trial that the delivery is for. */
export interface DecisionContext {
  /** Clinical Trial Protocol ID. */
  readonly protocol: string;
  readonly site: string;
  /** Protocol IDs of trials that a person may be in besides. */
  readonly coEnrolmentWith: readonly string[];
}

/** What the rules see: no two persons of `others` and `fitting` are one, and none is the holder of the number. */
interface Case {
  readonly evidence: PersonEvidence;
  /** Who has the record number, and how the patient compares with them. */
  readonly holder: KnownPerson | undefined;
  readonly comparison: Comparison | undefined;
  /** Who else has one of the other record numbers. */
  readonly others: readonly KnownPerson[];
  /** Who else has the name and the birth date. */
  readonly fitting: readonly KnownPerson[];
}

/** What a rule says of a case; undefined where it says nothing. */
type Rule = (own: Case) => Verdict | undefined;

function reason(code: ReasonCode, attributes: readonly ComparedAttribute[] = []): Reason {
  return attributes.length > 0 ? { code, attributes } : { code };
}

function conflict(persons: readonly KnownPerson[], ...reasons: Reason[]): Verdict {
  return { kind: 'refuse', outcome: 'conflict', persons: persons.map(({ person }) => person), reasons };
}

/** Attributes that nothing could be compared by. */
function lacking({ name, birthDate }: Comparison): ComparedAttribute[] {
  const attributes: ComparedAttribute[] = [];
  if (name.outcome === 'unknown') attributes.push('PatientName');
  if (birthDate === 'unknown') attributes.push('PatientBirthDate');
  return attributes;
}

/** A placeholder names nobody: whatever else the headers say, it may be said of several people. */
const placeholderNumber: Rule = ({ evidence }) =>
  isPlaceholder(evidence.number.id)
    ? {
        kind: 'refuse',
        outcome: 'unassigned',
        persons: [],
        reasons: [reason('placeholder-id', ['PatientID'])],
      }
    : undefined;

/** One number for two people in one delivery: which of them it belongs to cannot be told. */
const contradictsItself: Rule = ({ evidence, holder }) => {
  const attributes = selfContradictions(evidence);
  if (attributes.length === 0) return undefined;
  return conflict(holder ? [holder] : [], reason('delivery-contradicts-itself', attributes));
};

/** The number is another's: a typing error, or a number that was given out again. */
const numberOfAnother: Rule = ({ holder, comparison }) => {
  const attributes = comparison ? contradictions(comparison) : [];
  return holder && attributes.length > 0
    ? conflict([holder], reason('identity-contradicted', attributes))
    : undefined;
};

/** The hospital made one record of two, of whom both are known here. */
const mergedRecord: Rule = ({ holder, others }) =>
  holder && others.length > 0
    ? conflict([holder, ...others], reason('record-merged', ['PatientID']))
    : undefined;

/** The number, and a name or a birth date that proves it. */
const knownAndProven: Rule = ({ evidence, holder, comparison }) => {
  if (!holder || !comparison || !agrees(comparison)) return undefined;
  const names = independentNames(evidence.names, [evidence.number]);
  const isOtherwise =
    comparison.name.outcome !== 'unknown' && !names.every((name) => holder.names.includes(name));
  const reasons = isOtherwise ? [reason('name-written-otherwise', ['PatientName'])] : [];
  return { kind: 'person', person: holder, certainty: 'certain', reasons };
};

/** The number is one person's, the name and the birth date another's: twins under each other's numbers. */
const pulledApart: Rule = ({ holder, fitting }) =>
  holder && fitting.length > 0 ? conflict([holder, ...fitting], reason('several-candidates')) : undefined;

/**
 * Same number and birth date, and part of the name. After a marriage the given name stays, and a twin under the wrong
 * number has the family name; but which is which depends on the order that somebody wrote them in, so that it is never
 * clear.
 */
const changedName: Rule = ({ holder, comparison }) => {
  if (!holder || !comparison || comparison.name.outcome !== 'partial') return undefined;
  const reasons = [reason('name-changed', ['PatientName', ...lacking(comparison)])];
  return { kind: 'person', person: holder, certainty: 'doubtful', reasons };
};

/** The number alone, or with a name that is not quite the same: too little. */
const unprovenNumber: Rule = ({ holder, comparison }) => {
  if (!holder || !comparison) return undefined;
  const code = comparison.name.outcome === 'similar' ? 'name-changed' : 'no-cross-check';
  const own: ComparedAttribute[] = code === 'name-changed' ? ['PatientName'] : [];
  const reasons = [reason(code, [...own, ...lacking(comparison)])];
  return { kind: 'person', person: holder, certainty: 'doubtful', reasons };
};

/** Several people fit, by other record numbers or by name and birth date. */
const severalFit: Rule = ({ others, fitting }) => {
  const all = distinct([...others, ...fitting]);
  return all.length > 1 ? conflict(all, reason('several-candidates')) : undefined;
};

/** A new number, and another one that is known: a second hospital, or a new record. */
const linkedNumber: Rule = ({ evidence, others: [other] }) => {
  if (!other) return undefined;
  const comparison = compare(evidence, other);
  const attributes = contradictions(comparison);
  if (attributes.length > 0) return conflict([other], reason('identity-contradicted', attributes));
  const certainty = agrees(comparison) ? 'unambiguous' : 'doubtful';
  const reasons = [reason('linked-by-other-number', lacking(comparison))];
  return { kind: 'person', person: other, certainty, reasons };
};

/**
 * A new number, and somebody of this name and birth date. Within one hospital that is a mistaken number as often as a
 * new one, and the first of January is shared by all whose birth year alone was kept: neither is clear.
 */
const sameDemographics: Rule = ({ evidence, fitting: [person] }) => {
  if (!person) return undefined;
  const { name, sex } = compare(evidence, person);
  const { issuer } = normaliseNumber(evidence.number);
  const isElsewhere = person.numbers.every((number) => normaliseNumber(number).issuer !== issuer);
  const isDay = !known(evidence.birthDates, knownBirthDate).some(isYearOnly);
  const isClear = isElsewhere && isDay && name.outcome === 'same' && sex === 'same';
  const certainty = isClear ? 'unambiguous' : 'doubtful';
  const reasons = [reason('same-person-other-number', ['PatientID'])];
  return { kind: 'person', person, certainty, reasons };
};

/** Nobody known. With no name and no birth date that is told, as every later delivery will have to be asked about. */
const newPerson: Rule = ({ evidence: { names, number, birthDates } }) => {
  const hasName = independentNames(names, [number]).length > 0;
  const isBare = !hasName && known(birthDates, knownBirthDate).length === 0;
  return {
    kind: 'new',
    reasons: isBare ? [reason('no-cross-check', ['PatientName', 'PatientBirthDate'])] : [],
  };
};

/** In this order; the first that says something decides. Refusals stand before what would recall. */
const RULES: readonly Rule[] = [
  placeholderNumber,
  contradictsItself,
  numberOfAnother,
  mergedRecord,
  knownAndProven,
  pulledApart,
  changedName,
  unprovenNumber,
  severalFit,
  linkedNumber,
  sameDemographics,
  newPerson,
];

function distinct(persons: readonly KnownPerson[], but?: KnownPerson): KnownPerson[] {
  const byNumber = new Map(persons.map((own) => [own.person, own]));
  if (but) byNumber.delete(but.person);
  return [...byNumber.values()].sort((a, b) => a.person - b.person);
}

/** Whether the name and the birth date are the patient's, and the sex is not against it. */
function fits(evidence: PersonEvidence, person: KnownPerson): boolean {
  const { name, birthDate, sex } = compare(evidence, person);
  const isNamed = name.outcome === 'same' || name.outcome === 'similar';
  return isNamed && birthDate === 'same' && sex !== 'different';
}

/** Whether a placeholder among the other record numbers is all that two people have in common. */
function isLinkedByNothing({ otherNumbers }: PersonEvidence, { numbers }: KnownPerson): boolean {
  const ids = new Set(numbers.map((number) => normaliseNumber(number).id));
  const shared = otherNumbers.filter((number) => ids.has(normaliseNumber(number).id));
  return shared.length > 0 && shared.every(({ id }) => isPlaceholder(id));
}

/**
 * Some devices of a hospital write the issuer and others leave it out: the same ID from another issuer, of a subject of
 * the site whom nothing contradicts, is not taken for a new person's without a question.
 */
function maybeSameIssuer(
  evidence: PersonEvidence,
  { bySameId = [] }: Candidates,
  { protocol, site }: DecisionContext,
): KnownPerson[] {
  return bySameId.filter(
    (person) =>
      person.enrolments.some((own) => own.protocol === protocol && own.site === site) &&
      contradictions(compare(evidence, person)).length === 0,
  );
}

/**
 * Decides who a patient of a delivery is, and what becomes of them in a trial. Pure: it depends on what it is given,
 * and not on the order of the candidates.
 * @param candidates everyone in the crosswalk who has one of the patient's numbers or {@link demographicKeys}
 */
export function decide(evidence: PersonEvidence, candidates: Candidates, context: DecisionContext): Decision {
  const { byNumber: holder, byOtherNumber, byDemographics } = candidates;
  const linked = byOtherNumber.filter((person) => !isLinkedByNothing(evidence, person));
  const own: Case = {
    evidence,
    holder,
    comparison: holder && compare(evidence, holder),
    others: distinct([...linked, ...maybeSameIssuer(evidence, candidates, context)], holder),
    fitting: distinct(byDemographics, holder).filter((person) => fits(evidence, person)),
  };
  for (const rule of RULES) {
    const verdict = rule(own);
    if (verdict) return placeInTrial(verdict, context);
  }
  throw new TypeError('the last rule decides every case');
}
