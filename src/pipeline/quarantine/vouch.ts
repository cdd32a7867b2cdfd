import {
  type AdmissionCode,
  canBeReleased,
  isAdmissionCode,
} from '../../rules/deid/admission/admission-code.js';
import { type QuarantineGroup, quarantineReason } from '../deid/quarantine-reasons.js';
import { hitsOf } from '../deid/rows.js';
import type { QuarantineEntry } from './entries.js';
import { QuarantineError } from './quarantine-error.js';
import type { RefusedRelease, Vouched } from './release-log.js';

/** One look at the pixels answers all of these. PS3.15 E.3.1. */
const PIXEL_CODES: readonly AdmissionCode[] = [
  'burned-in-annotation',
  'ultrasound',
  'secondary-capture',
  'screen-save',
];

/** What to do instead with what nobody can vouch for. */
const INSTEAD: Readonly<Record<QuarantineGroup, string>> = {
  'quarantined-unreadable': "have the file delivered again, whole, and add it with 'deid --append'",
  'quarantined-unassigned':
    "settle whose it is (assign-id), and add it with 'deid --append --assignments REPORT'",
  'quarantined-contradictory': "have the delivery put right, and add it with 'deid --append'",
  'quarantined-not-admitted':
    'nothing here can tell what it shows: it needs a way of its own, outside corelab',
  'quarantined-residue': 'it stays here; the message of the run says more',
  'quarantined-not-rewritten': 'it stays here: report the reason, and add the file with a version that can',
};

/** What a person is asked about an entry, in words. */
export interface EntryAdvice {
  /** Why the file was quarantined. */
  readonly reason: string;
  /** What who releases it says by that; absent where nobody can. */
  readonly vouches?: string;
  /** What to do in place of a release; absent where it can be released. */
  readonly instead?: string;
}

/** What a reason code means to the person who has to settle an entry. */
export function adviceOn(code: string): EntryAdvice {
  const reason = quarantineReason(code).text;
  if (!canBeVouched(code)) return { reason, instead: insteadOf(code) };
  if (code === 'identifier-found')
    return { reason, vouches: 'each of the places found is a coincidence, not the person' };
  const isOfPixels = PIXEL_CODES.some((one) => one === code);
  return {
    reason,
    vouches: isOfPixels
      ? 'the pixels show nothing that identifies'
      : 'this kind of file may be released although the profile lists it not',
  };
}

/** Whether a person can vouch for a file that was quarantined for this reason. */
export function canBeVouched(code: string): boolean {
  return code === 'identifier-found' || (isAdmissionCode(code) && canBeReleased(code));
}

/** What to do with a file that was quarantined for a reason for which nobody can vouch. */
export function insteadOf(code: string): string {
  return INSTEAD[quarantineReason(code).group];
}

/**
 * What a person who releases an entry vouches for: the reason of the run, and those for which it was refused since.
 * @throws QuarantineError `not-releasable`
 */
export function vouchedFor(entry: QuarantineEntry, refusals: readonly RefusedRelease[]): Vouched {
  if (!canBeVouched(entry.code)) {
    const { text } = quarantineReason(entry.code);
    const message = `entry ${entry.number} cannot be released (${text}): ${insteadOf(entry.code)}`;
    throw new QuarantineError('not-releasable', message);
  }
  const codes = new Set([entry.code, ...refusals.map(({ refusal }) => refusal.code)]);
  return {
    codes: [...new Set([...codes].filter(isAdmissionCode).filter(canBeReleased).flatMap(together))],
    hits: [...hitsOf(entry.detail), ...refusals.flatMap(({ refusal }) => refusal.hits)],
  };
}

function together(code: AdmissionCode): readonly AdmissionCode[] {
  return PIXEL_CODES.includes(code) ? PIXEL_CODES : [code];
}
