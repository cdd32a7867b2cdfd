// Holds assign-id reports against the truth of the collections of identity: who is who, and who cannot be told.

/** What one delivery after the other must come to. It remembers who had which subject ID. */
export class Assignments {
  #subjects = new Map();

  /**
   * @param report of assign-id
   * @param truth of the collection
   * @param {string} folder what was delivered of it; all of it when empty
   * @returns {string[]} what differs, nothing when every patient is who they are
   */
  compare(report, truth, folder = '') {
    const prefix = folder === '' ? '' : `${folder}/`;
    const delivered = truth.studies.filter(({ files }) => files.some((file) => file.startsWith(prefix)));
    const before = new Map(this.#subjects);
    const differences = delivered.flatMap((study) => this.#compareStudy(report, truth, { study, before }));
    const known = new Set(delivered.map(({ studyUID }) => studyUID));
    const others = report.patients.flatMap(({ studies }) => studies).filter((uid) => !known.has(uid));
    return [...differences, ...others.map((uid) => `study ${uid} is reported, but was not delivered`)];
  }

  #compareStudy(report, truth, { study, before }) {
    const person = personOf(truth, study);
    const expected = outcomeOf(truth, study, before.has(person));
    const about = `the study of ${study.studyDate} in ${truth.name}`;
    const rows = report.patients.filter(({ studies }) => studies.includes(study.studyUID));
    if (rows.length !== 1) return [`${about} is of ${rows.length} patients`];
    const [{ outcome, subject }] = rows;
    if (outcome !== expected) return [`${about} is ${outcome}, expected ${expected}`];
    if (!ASSIGNED.has(expected)) return subject === null ? [] : [`${about} has a subject ID`];
    return [...this.#sameSubject(person, subject, about), ...offset(report, truth, study)];
  }

  /** One person, one subject; and no subject for two. */
  #sameSubject(person, subject, about) {
    if (typeof subject !== 'string') return [`${about} has no subject ID`];
    const own = this.#subjects.get(person);
    if (own !== undefined) return own === subject ? [] : [`${about} is ${subject}, was ${own} before`];
    if ([...this.#subjects.values()].includes(subject)) return [`${about} has the ID ${subject} of another`];
    this.#subjects.set(person, subject);
    return [];
  }
}

const ASSIGNED = new Set(['allocated', 'recalled', 'phantom']);

/** Days after the first study, where the truth tells them. */
function offset({ visits }, { intervalDays, studies }, { studyUID, studyDate }) {
  if (intervalDays === undefined) return [];
  const expected = studyUID === studies[0].studyUID ? 0 : intervalDays;
  const actual = visits.find((visit) => visit.studyUID === studyUID)?.offsetDays;
  return actual === expected
    ? []
    : [`the study of ${studyDate} is ${actual} days after, expected ${expected}`];
}

/** A phantom is known by the scanner that it lay in. */
function personOf(truth, { issuer, patientId, scanner }) {
  return truth.isPhantom ? `phantom ${scanner.serial}` : `${issuer} ${patientId}`;
}

function outcomeOf(truth, { patientId }, isKnown) {
  if (truth.recallable === false) return 'unassigned';
  if (truth.isPhantom) return 'phantom';
  if (truth.oneIdTwoPersons?.id === patientId) return 'conflict';
  // The name and the birth date of somebody under another number of the same hospital: a question, never a guess.
  if (truth.onePersonTwoIds?.wrong === patientId) return 'unassigned';
  return isKnown ? 'recalled' : 'allocated';
}

/** @returns {string[]} which identifying values of the collection a report's text holds */
export function leaksOf(text, truth) {
  const values = truth.studies.flatMap(({ patientName, patientId, birthDate }) => [
    ...patientName.split(/[\^= ]/),
    patientId,
    birthDate,
  ]);
  // Shorter ones, as initials and placeholders, occur in any text.
  const telling = [...new Set(values)].filter((value) => [...value].length >= 4);
  return telling
    .filter((value) => text.includes(value))
    .map(
      (value) => `the report holds an identifying value of ${truth.name}, ${value.length} characters long`,
    );
}
