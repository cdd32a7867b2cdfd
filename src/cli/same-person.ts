import type { PatientReason, PatientSide } from '../report/assign-id-sections.js';
import { ask, canAsk } from './question.js';
import { REASON_TEXTS } from './tables/reason-texts.js';

/** A patient who is probably known. */
export interface SamePerson {
  readonly patient: number;
  readonly subject: string | undefined;
  readonly reasons: readonly PatientReason[];
  readonly sides: readonly PatientSide[];
}

/**
 * What asks a person on the terminal whether a patient is the known one; undefined where nobody can be asked.
 * @param signal ends the wait
 */
export function samePersonAsker(signal: AbortSignal): ((same: SamePerson) => Promise<boolean>) | undefined {
  if (!canAsk()) return undefined;
  return ({ patient, subject, reasons, sides }) => {
    const known = subject === undefined ? 'a known person without a subject ID here' : `subject ${subject}`;
    const details = [
      `patient ${patient}: ${reasons.map((reason) => REASON_TEXTS[reason]).join('; ')}`,
      ...sides.map(sideText),
    ];
    return ask({ question: `is patient ${patient} ${known}?`, details, signal });
  };
}

function sideText({ from, subject, patientId, issuer, name, birthDate, sex }: PatientSide): string {
  const values = [name, birthDate, sex, patientId, issuer].map((value) => value ?? '-').join('  ');
  return `  ${from.padEnd(9)}  ${values}${subject === undefined ? '' : `  (${subject})`}`;
}
