import { lookupKeyword } from '../../../dicom/dictionary.js';
import type { Profile } from '../profile/profile.js';
import { EARLIER } from './option-codes.js';

/** Longitudinal Temporal Information Modified (0028,0303), the least change first. PS3.3 C.12.1. */
const STATES = ['UNMODIFIED', 'MODIFIED', 'REMOVED'] as const;

/** See {@link STATES}. */
export type TemporalState = (typeof STATES)[number];

/** What a file says of its dates before this de-identification. */
export interface EarlierState {
  /** Longitudinal Temporal Information Modified (0028,0303). */
  readonly declared: string | undefined;
  /** Patient Identity Removed (0012,0062) is YES. */
  readonly isDeidentified: boolean;
  /** Code values of De-identification Method Code Sequence (0012,0064). */
  readonly codes: ReadonlySet<string>;
}

/**
 * What a profile does to dates. PS3.15 E.3.6; where it decides otherwise on single attributes, so that neither all stay
 * nor all go, some were modified.
 */
export function temporalStateOf({ options, attributes = {} }: Profile): TemporalState {
  const state =
    options.retainModifiedDates === true
      ? 'MODIFIED'
      : options.retainFullDates === true
        ? 'UNMODIFIED'
        : 'REMOVED';
  const isMixed = Object.entries(attributes).some(([keyword, { action }]) => {
    const isKept = action === 'keep' || action === 'shift';
    if (!isTemporal(keyword)) return false;
    return state === 'UNMODIFIED' ? action !== 'keep' : state === 'REMOVED' && isKept;
  });
  return isMixed ? 'MODIFIED' : state;
}

/**
 * What is true of a file's dates after two de-identifications: what was removed or modified before stays so.
 * @returns undefined where the dates were kept now and nobody can tell what was done to them before
 */
export function temporalStateAfter(now: TemporalState, before: EarlierState): TemporalState | undefined {
  const earlier = earlierState(before);
  if (earlier === 'unknown') return now === 'UNMODIFIED' ? undefined : now;
  return STATES.indexOf(earlier) > STATES.indexOf(now) ? earlier : now;
}

function earlierState({ declared, isDeidentified, codes }: EarlierState): TemporalState | 'unknown' {
  const state = STATES.find((one) => one === declared);
  if (state) return state;
  if (codes.has(EARLIER.modifiedDates)) return 'MODIFIED';
  if (codes.has(EARLIER.fullDates)) return 'UNMODIFIED';
  // PS3.15 E.1.1: the Basic Profile without an option for dates removes them.
  if (codes.has(EARLIER.basicProfile)) return 'REMOVED';
  return isDeidentified ? 'unknown' : 'UNMODIFIED';
}

function isTemporal(keyword: string): boolean {
  const vr = lookupKeyword(keyword)?.vr;
  return vr === 'DA' || vr === 'DT' || vr === 'TM';
}
