import { entry } from './catalogue-entry.js';

const RECALL = 'corelab: recall before allocate';
const TRIAL_FILE = 'the trial file';

/** Findings of `assign-id`: who patients are, which visit a study is at, what was written. */
export const IDENTITY_ENTRIES = {
  // Who a patient is
  'placeholder-id': entry(
    'not-evaluable',
    'major',
    'the patient ID is absent or a placeholder: it names nobody',
    RECALL,
  ),
  'delivery-contradicts-itself': entry(
    'fail',
    'critical',
    'the delivery gives one patient ID to different people',
    RECALL,
  ),
  'identity-contradicted': entry('fail', 'critical', 'the patient ID is known for somebody else', RECALL),
  'no-cross-check': entry(
    'not-evaluable',
    'major',
    'neither name nor birth date is there to check the patient ID with',
    RECALL,
  ),
  'name-changed': entry(
    'not-evaluable',
    'major',
    'the name has changed in part: somebody must say whether it is the same person',
    RECALL,
  ),
  'name-written-otherwise': entry('warn', 'minor', 'the name is written otherwise than before', RECALL),
  'same-person-other-number': entry(
    'not-evaluable',
    'major',
    'a known person has this name and birth date under another patient ID',
    RECALL,
  ),
  'linked-by-other-number': entry(
    'not-evaluable',
    'major',
    'another patient ID in the header belongs to a known person',
    RECALL,
  ),
  'record-merged': entry(
    'fail',
    'critical',
    'the patient IDs in the header are those of different known people: a merged record',
    RECALL,
  ),
  'several-candidates': entry('fail', 'critical', 'several known people fit', RECALL),
  'in-another-trial': entry(
    'fail',
    'major',
    'the person is in another trial that this one does not go together with',
    TRIAL_FILE,
  ),
  'at-another-site': entry('fail', 'major', 'the subject belongs to another site', TRIAL_FILE),
  withdrawn: entry('fail', 'major', 'the subject has left the trial: nothing more is taken', TRIAL_FILE),

  // What forbids an assignment
  'study-of-several-patients': entry(
    'fail',
    'critical',
    'a study holds instances of several patients',
    'PS3.3 A.1.2: a study belongs to one patient',
  ),
  'study-date-absent': entry('fail', 'major', 'a study has no valid Study Date', 'PS3.3 C.7.2.1'),
  'study-date-contradicted': entry(
    'fail',
    'major',
    'the instances of a study have different Study Dates',
    'PS3.3 C.7.2.1',
  ),
  'study-uid-absent': entry('fail', 'major', 'a study has no Study Instance UID', 'PS3.3 C.7.2.1'),
  'phantom-and-person': entry(
    'fail',
    'critical',
    'one patient ID stands for a phantom and for a person',
    TRIAL_FILE,
  ),
  'study-of-another-subject': entry(
    'fail',
    'critical',
    'a study was recorded for another subject before',
    RECALL,
  ),
  'other-subject-known': entry(
    'fail',
    'critical',
    'the person is known as another subject than the one that was stated',
    RECALL,
  ),
  'stated-subject-contradicted': entry('fail', 'critical', 'the stated subject is somebody else', RECALL),
  'subject-not-valid': entry(
    'fail',
    'major',
    'the stated subject ID does not fit the scheme, the list or the site',
    TRIAL_FILE,
  ),
  'placeholder-over-several-studies': entry(
    'not-evaluable',
    'major',
    'several studies share a placeholder: they may be of several people',
    RECALL,
  ),
  'not-on-list': entry('not-evaluable', 'major', 'the list names patients, and not this one', TRIAL_FILE),
  'ids-exhausted': entry('fail', 'critical', 'the pattern has no ID left', TRIAL_FILE),
  'list-used-up': entry('fail', 'critical', 'the list has no free subject ID left', TRIAL_FILE),
  'subject-taken': entry(
    'fail',
    'critical',
    'the stated subject ID was given out before and is never used again',
    RECALL,
  ),

  // Visits
  'visit-out-of-window': entry(
    'fail',
    'major',
    'the study is outside the window of visit {visit}: {timing}',
    TRIAL_FILE,
  ),
  'visit-unscheduled': entry('warn', 'minor', 'the study is at no visit of the schedule', TRIAL_FILE),
  'visit-undetermined': entry(
    'not-evaluable',
    'major',
    'which visit the study is at cannot be told: state it with --visit',
    TRIAL_FILE,
  ),
  'visit-duplicate': entry('warn', 'major', 'visit {visit} has studies of several days', TRIAL_FILE),
  'visit-missed': entry('warn', 'major', 'visit {visit} was missed, and no reason is recorded', TRIAL_FILE),
  'visit-series-missing': entry(
    'fail',
    'major',
    'visit {visit} lacks expected {modality} series: {names}',
    TRIAL_FILE,
  ),
  'visit-overdue': entry('warn', 'minor', 'visit {visit} is overdue', TRIAL_FILE),

  // Copies
  'copy-refused': entry('fail', 'critical', 'the file was not written: {reason}', 'corelab: fail closed'),
  'copy-superseded': entry(
    'fail',
    'critical',
    'the study was corrected, or its subject left, while copies were written: they bear a wrong ID',
    RECALL,
  ),
  'copy-identified': entry(
    'warn',
    'major',
    'copies of a patient whose headers say not that identity was removed',
    'PS3.3 C.12.1: Patient Identity Removed (0012,0062)',
  ),
} as const;
