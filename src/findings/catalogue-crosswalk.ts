import { entry } from './catalogue-entry.js';

const AUDIT_TRAIL = '21 CFR 11.10(e): a secure audit trail';
const RECORDS = '21 CFR 11.10(a): altered records are discerned';
const CORRECTION = 'IHE RAD TF-3 4.66: a wrong copy is rejected';

/** Findings of `crosswalk`: what the proof of the audit trail found, and what a correction left undone. */
export const CROSSWALK_ENTRIES = {
  // The audit trail
  'crosswalk-chain-broken': entry(
    'fail',
    'critical',
    'an audit record does not follow from the one before',
    AUDIT_TRAIL,
  ),
  'crosswalk-sequence-gap': entry(
    'fail',
    'critical',
    'audit records before this one are missing',
    AUDIT_TRAIL,
  ),
  'crosswalk-audit-content-forged': entry(
    'fail',
    'critical',
    'what an audit record holds of a row was changed',
    AUDIT_TRAIL,
  ),
  'crosswalk-audit-history-broken': entry(
    'fail',
    'critical',
    'an audit record begins from another state than the last one left',
    AUDIT_TRAIL,
  ),

  // Rows
  'crosswalk-row-forged': entry('fail', 'critical', 'a row is not what was written', RECORDS),
  'crosswalk-row-differs': entry(
    'fail',
    'critical',
    'a row is not what its last audit record says: an older state was put back',
    RECORDS,
  ),
  'crosswalk-row-unaudited': entry('fail', 'critical', 'no audit record tells of a row', RECORDS),
  'crosswalk-row-gone': entry('fail', 'critical', 'a row that was written is not there', RECORDS),
  'crosswalk-row-orphaned': entry('fail', 'critical', 'a row refers to one that is not there', RECORDS),

  // What stands outside the database
  'crosswalk-anchor-missing': entry(
    'fail',
    'critical',
    'the anchor beside the crosswalk is gone',
    AUDIT_TRAIL,
  ),
  'crosswalk-behind-anchor': entry(
    'fail',
    'critical',
    'the audit trail ends before a head that was anchored: its tail was cut, or it is an older copy',
    AUDIT_TRAIL,
  ),
  'crosswalk-differs-from-anchor': entry(
    'fail',
    'critical',
    'the audit trail has another record than was anchored',
    AUDIT_TRAIL,
  ),
  'crosswalk-behind-report': entry(
    'fail',
    'critical',
    'the audit trail ends before a head that stands in a report: its tail was cut, or it is an older copy',
    AUDIT_TRAIL,
  ),
  'crosswalk-differs-from-report': entry(
    'fail',
    'critical',
    'the audit trail has another record than stands in a report',
    AUDIT_TRAIL,
  ),
  'crosswalk-of-another': entry(
    'fail',
    'critical',
    'a report is of another crosswalk, or this one was put in its place',
    AUDIT_TRAIL,
  ),

  // The file
  'crosswalk-file-inconsistent': entry('fail', 'critical', 'the database file is not consistent', RECORDS),
  'crosswalk-file-unreadable': entry('fail', 'critical', 'parts of the database cannot be read', RECORDS),
  'crosswalk-more-problems': entry('fail', 'critical', 'there are {count} more problems', RECORDS),
  'crosswalk-anchor-behind': entry(
    'warn',
    'minor',
    'the last records are not anchored yet: the next command that opens the crosswalk does it',
    AUDIT_TRAIL,
  ),
  'crosswalk-anchor-lines-unreadable': entry(
    'warn',
    'minor',
    'the anchor holds lines that say nothing, as a crash leaves them',
    AUDIT_TRAIL,
  ),

  // Corrections
  'visit-recounted': entry(
    'warn',
    'major',
    'the baseline went to another subject: what was made of this study before has another visit or offset',
    CORRECTION,
  ),
  'rejection-note-not-asked': entry(
    'warn',
    'major',
    'a study was corrected and no rejection note written: archives still show its wrong copies',
    CORRECTION,
  ),
  'rejection-note-missing': entry(
    'fail',
    'major',
    'the correction is kept, but a rejection note could not be written ({reason}): write it with --notes-only',
    CORRECTION,
  ),
} as const;
