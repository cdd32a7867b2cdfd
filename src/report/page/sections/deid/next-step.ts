/** What a person can do about a quarantined file. */
export interface NextStep {
  /** Whether a second person may let it through (`corelab quarantine release`). */
  readonly canBeReleased: boolean;
  readonly words: string;
}

const PIXELS: NextStep = {
  canBeReleased: true,
  words: 'A second person looks at the pixels. If they show nothing that identifies, that person lets it go.',
};

const SETTLE: NextStep = {
  canBeReleased: false,
  words:
    'Settle whose it is with assign-id, then add the files: corelab deid --append --assignments REPORT. Nobody can let it go as it is.',
};

const PUT_RIGHT: NextStep = {
  canBeReleased: false,
  words:
    'Have the delivery put right by its sender, then add the files: corelab deid --append. Nobody can let it go as it is.',
};

const OUTSIDE: NextStep = {
  canBeReleased: false,
  words: 'Nothing here can tell what it shows, and nobody can let it go: it needs a way of its own.',
};

/** Of what could not be read, or not be written anew. */
const WHOLE: NextStep = {
  canBeReleased: false,
  words:
    'Have the file delivered again, whole, then add it: corelab deid --append. Where it came whole, report the reason.',
};

const STEPS: Readonly<Record<string, NextStep>> = {
  'identifier-found': {
    canBeReleased: true,
    words:
      'Look at each place where something was found. Where all are coincidences, a second person lets it go; else the profile needs a rule for that attribute.',
  },
  'burned-in-annotation': PIXELS,
  ultrasound: PIXELS,
  'secondary-capture': PIXELS,
  'screen-save': PIXELS,
  'sop-class-not-admitted': {
    canBeReleased: true,
    words:
      'A second person decides whether this kind of file may go, and lets it go; or the profile admits it from now on.',
  },
  'not-an-instance': OUTSIDE,
  'sop-class-contradicted': OUTSIDE,
  'encapsulated-document': OUTSIDE,
  'overlay-in-pixel-data': OUTSIDE,
  'study-of-several-patients': SETTLE,
  'patient-contradicted': SETTLE,
  'no-patient-id': SETTLE,
  unassigned: SETTLE,
  'assignment-conflict': SETTLE,
  superseded: SETTLE,
  'no-date-shift': SETTLE,
  withdrawn: {
    canBeReleased: false,
    words:
      'The subject has left the trial: nothing more of it is released. The site decides what becomes of the files.',
  },
  'uid-unusable': PUT_RIGHT,
  'series-of-several-studies': PUT_RIGHT,
  'instance-of-several-series': PUT_RIGHT,
  'name-conflict': PUT_RIGHT,
};

/** What a person can do about a file that was quarantined for this reason. */
export function nextStep(code: string): NextStep {
  return (Object.hasOwn(STEPS, code) ? STEPS[code] : undefined) ?? WHOLE;
}
