import { createHmac } from 'node:crypto';
import { deriveKey } from '../../identity/project-key.js';
import { keyedShiftDays } from '../../rules/deid/dates/keyed-shift.js';

/** Who somebody is, as the headers say. DESIGN 2.4: the person is issuer and Patient ID. */
export interface RawPerson {
  readonly issuer: string;
  readonly patientId: string;
}

/** Range of a shift, in weeks. */
export interface ShiftWeeks {
  readonly least: number;
  readonly most: number;
}

/** Base 32 of Crockford: neither I, L, O nor U, so that nothing is misread and few words come about. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Digits of a pseudonym after its letter; 5 bits each. */
const LENGTH = 13;

/**
 * What takes the place of Patient ID and Patient's Name where no ID was assigned: `P` and 65 bits of HMAC-SHA-256 over
 * issuer and Patient ID. The same person has the same pseudonym in every delivery, and whoever holds the key can try
 * record numbers until one gives it. Two of n people share one with a chance of about n² / 2^66: for a million people
 * 1 in 70 million.
 * @param projectKey the project key of 32 bytes
 */
export function pseudonyms(projectKey: Uint8Array): (person: RawPerson) => string {
  const key = deriveKey(projectKey, 'pseudonym');
  return (person) => {
    let bits = BigInt(`0x${keyed(key, person).toString('hex', 0, 16)}`) >> 63n; // the first 65 bits
    let text = '';
    for (let i = 0; i < LENGTH; i++) {
      text = `${DIGITS[Number(bits & 31n)] ?? ''}${text}`;
      bits >>= 5n;
    }
    return `P${text}`;
  };
}

/**
 * The date shift of somebody without an assignment, in days: of the person and the key alone, so that the intervals
 * between deliveries stay exact.
 * @param projectKey the project key of 32 bytes
 */
export function keyedShifts(projectKey: Uint8Array, weeks: ShiftWeeks): (person: RawPerson) => number {
  const key = deriveKey(projectKey, 'date-shift');
  return (person) => keyedShiftDays(keyed(key, person), weeks);
}

function keyed(key: Uint8Array, { issuer, patientId }: RawPerson): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([issuer, patientId]))
    .digest();
}
