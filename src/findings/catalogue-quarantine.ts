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
  'quarantine-released': entry(
    'pass',
    'info',
    'entry {number} was released: a person vouches for it, although {reason}',
    'corelab: four eyes',
  ),
  'quarantine-not-released': entry(
    'fail',
    'major',
    'entry {number} was not released: {reason}',
    'corelab: fail closed',
  ),
  'quarantine-release-unfinished': entry(
    'warn',
    'major',
    'a release of entry {number} was interrupted, and its output may stand: release it again',
    NOTHING_LOST,
  ),
} as const;
