// A crosswalk of very many people, made through its own transactions: each has a record number, a name, a birth date,
// the keys by which they are found without the number, and a subject ID; every row is sealed and audited.
import { demographicKeys } from '../../dist/identity/person/demographic-keys.js';
import { normaliseNumber } from '../../dist/identity/person/record-number.js';
import { registerTrial } from '../../dist/identity/registry/trials.js';

const PER_TRANSACTION = 50_000;
const PER_DAY = 50;
const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we'.split(' ');
const ENROL = { name: 'enrol' };

/** A name of so many syllables. */
function word(n, syllables) {
  const letters = Array.from({ length: syllables }, (_, i) => {
    return SYLLABLES[Math.floor(n / SYLLABLES.length ** i) % SYLLABLES.length];
  }).join('');
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}

/** The person of a number, as a header says it: no two have the same name and birth date. */
export function personOf(n) {
  const born = new Date(Date.UTC(1930, 0, 1 + Math.floor(n / PER_DAY)));
  return {
    number: { issuer: 'CITY', id: `M${String(n + 1).padStart(8, '0')}` },
    names: [`${word(n * 2741 + 11, 4)}^${word(n * 37 + 5, 3)}`],
    birthDates: [born.toISOString().slice(0, 10).replaceAll('-', '')],
    sexes: [n % 2 === 0 ? 'F' : 'M'],
    otherNumbers: [],
    isDeidentified: false,
  };
}

/** Fills a crosswalk. @param context what `prepare` gives for the trial */
export function fillCrosswalk(
  crosswalk,
  people,
  { trial: { protocol, sponsor }, keyFingerprint, site, pattern },
) {
  const trial = crosswalk.write((writer) =>
    registerTrial(writer, { protocol: protocol.id, sponsor, keyFingerprint }),
  );
  for (let first = 0; first < people; first += PER_TRANSACTION) {
    const end = Math.min(people, first + PER_TRANSACTION);
    crosswalk.write((writer) => {
      for (let n = first; n < end; n++) {
        const subject = pattern.format({ site: site.id, sequence: n + 1 });
        addOne(writer, personOf(n), { trial, site: site.id, scope: site.id, subject, sequence: n + 1 });
      }
    });
  }
}

/** What the registry writes of a person and a subject that are both new, without looking whether they are. */
function addOne(writer, evidence, place) {
  const { names, birthDates, sexes } = evidence;
  const { issuer, id } = normaliseNumber(evidence.number);
  const person = writer.insert('people', { details: JSON.stringify({ names, birthDates, sexes }) }, ENROL);
  writer.insert('numbers', { person, issuer, patient_id: id }, ENROL);
  for (const key of demographicKeys(evidence)) writer.insert('demographics', { person, key }, ENROL);
  const rest = { kind: 'subject', status: 'active', replaced_by: null, shift_days: -1000, note: null };
  writer.insert('subjects', { ...place, person, ...rest }, ENROL);
}
