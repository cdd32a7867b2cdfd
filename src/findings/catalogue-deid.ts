import { entry } from './catalogue-entry.js';

const CLOSED = 'corelab: fail closed';

/** Findings of `deid`: what was not released, and what is to be known of what was. */
export const DEID_ENTRIES = {
  // Quarantine: one finding a reason
  'quarantined-unreadable': entry(
    'fail',
    'major',
    'quarantined, for they cannot be read as a whole: {reason}',
    CLOSED,
  ),
  'quarantined-unassigned': entry(
    'fail',
    'critical',
    'quarantined, for it is not certain whose they are: {reason}',
    'corelab: the person is issuer and Patient ID',
  ),
  'quarantined-contradictory': entry(
    'fail',
    'critical',
    'quarantined, for their UIDs contradict each other: {reason}',
    'PS3.3 A.1.2, PS3.5 9: a series belongs to one study, a UID identifies one object',
  ),
  'quarantined-not-admitted': entry(
    'fail',
    'major',
    'quarantined, for what their kind may show cannot be taken out: {reason}',
    'the profile, admission',
  ),
  'quarantined-residue': entry(
    'fail',
    'critical',
    'quarantined, for something that identifies was found in what would have been released: {reason}',
    'PS3.15 E.1.1; corelab: every output is read again',
  ),
  'quarantined-not-rewritten': entry(
    'fail',
    'major',
    'quarantined, for they could not be de-identified: {reason}',
    CLOSED,
  ),
  'quarantine-incomplete': entry(
    'fail',
    'major',
    'files that could not be copied into the quarantine either: they are in the input only',
    'corelab: nothing lost',
  ),

  // What was released
  'nothing-released': entry(
    'not-evaluable',
    'major',
    'there is DICOM, and none of it was released',
    'corelab: never falsely green',
  ),
  'dicomdir-not-released': entry(
    'pass',
    'info',
    'DICOMDIR files are not released: they name patients, and list the files of the input',
    'PS3.3 F.3, PS3.15 E.1.1',
  ),
  'not-dicom-not-released': entry('pass', 'info', 'files that are no DICOM are not released', CLOSED),
  'release-superseded': entry(
    'fail',
    'critical',
    'files of a study that the crosswalk does not have for this subject: it was corrected, or the subject left',
    'corelab: recall before allocate',
  ),
  'switched-to-utf8': entry(
    'pass',
    'info',
    'files whose texts were written anew in UTF-8, for their character set cannot hold the new ones',
    'PS3.3 C.12.1.1.2: Specific Character Set (0008,0005)',
  ),

  // --verify-only
  'identifier-in-file': entry(
    'fail',
    'critical',
    'files that hold something that identifies',
    'PS3.15 E.1.1; corelab: search for known values',
  ),
  'not-deidentified': entry(
    'fail',
    'critical',
    'files that are not de-identified as they should be: {problem}',
    'PS3.15 E.1.1',
  ),
  'not-verified': entry(
    'not-evaluable',
    'critical',
    'files that cannot be read, so that nothing can be said of them',
    'corelab: never falsely green',
  ),
} as const;
