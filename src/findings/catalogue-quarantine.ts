import { entry } from './catalogue-entry.js';

const NOTHING_LOST = 'corelab: nothing lost';

/** Findings of `quarantine`. */
export const QUARANTINE_ENTRIES = {
  'quarantine-copy-damaged': entry(
    'fail',
    'major',
    'the quarantined copy of entry {number} is missing or was changed',
    NOTHING_LOST,
  ),
  'quarantine-not-kept': entry(
    'warn',
    'major',
    'files that could not be copied into the quarantine and stand in the input only: {count}',
    NOTHING_LOST,
  ),
} as const;
