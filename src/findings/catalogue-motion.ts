import { entry } from './catalogue-entry.js';

const LIMITS = 'corelab: the limits file';
const NEVER_GREEN = 'corelab: never falsely green';
const NOTHING_LOST = 'corelab: nothing lost';

/** Findings of `qc-motion`. `run` names a series by its number. */
export const MOTION_ENTRIES = {
  'motion-within-limit': entry('pass', 'info', '{run}: {figure} is within its limit', LIMITS),
  'motion-over-limit': entry('fail', 'major', '{run}: {figure} is beyond its limit', LIMITS),
  'motion-off-target': entry(
    'warn',
    'minor',
    '{run}: {figure} is within its limit, but outside the target',
    LIMITS,
  ),
  'motion-figure-unknown': entry(
    'not-evaluable',
    'major',
    '{run}: {figure} is not known: {why}',
    NEVER_GREEN,
  ),
  'motion-figure-not-applicable': entry(
    'not-applicable',
    'info',
    '{run}: {figure} does not apply: {why}',
    LIMITS,
  ),
  unmeasurable: entry('not-evaluable', 'major', '{run}: motion cannot be measured: {why}', NEVER_GREEN),
  'motion-volumes-unmeasurable': entry(
    'warn',
    'major',
    '{run}: the motion of {volumes} cannot be measured: {why}',
    NEVER_GREEN,
  ),
  'motion-volumes-left-out': entry(
    'not-evaluable',
    'major',
    '{run}: {volumes} could not be used: {why}',
    NOTHING_LOST,
  ),
  'motion-corrected-already': entry(
    'not-evaluable',
    'major',
    '{run}: the scanner has realigned the images: what is left says nothing of how the subject moved',
    NEVER_GREEN,
  ),
  'motion-volumes-missing': entry(
    'warn',
    'major',
    '{run}: volumes are missing before {volumes}: what moved there is not known',
    NOTHING_LOST,
  ),
  'motion-order-unknown': entry(
    'not-evaluable',
    'major',
    '{run}: nothing tells which volume came first',
    NEVER_GREEN,
  ),
  'motion-series-ambiguous': entry(
    'not-evaluable',
    'major',
    '{run}: it should be measured, but {why}',
    NEVER_GREEN,
  ),
  'motion-no-limits': entry('not-applicable', 'info', '{run}: the limits say nothing of it', LIMITS),
  'motion-limits-unsettled': entry(
    'not-evaluable',
    'major',
    '{run}: which limits hold cannot be told: it fits several series of the protocol',
    NEVER_GREEN,
  ),
  'motion-series-missing': entry(
    'not-evaluable',
    'major',
    'nothing was measured for {series}, for which the protocol has limits',
    NEVER_GREEN,
  ),
  'motion-reference-absent': entry(
    'warn',
    'minor',
    '{run}: it has no volume {volume}: the middle one is the reference',
    'corelab: every decision says why',
  ),
  'motion-stacks-apart': entry(
    'not-evaluable',
    'minor',
    '{series}: its volumes make {count} runs, of which each was measured by itself: movement between them is not known',
    NEVER_GREEN,
  ),
  'motion-series-not-found': entry(
    'not-evaluable',
    'major',
    'no series was found for --series {pattern}',
    NEVER_GREEN,
  ),
  'motion-nothing-to-measure': entry(
    'not-evaluable',
    'major',
    'no series was found that can be measured',
    NEVER_GREEN,
  ),
  'motion-plot-not-written': entry(
    'fail',
    'major',
    '{run}: a plot could not be written: {why}',
    NOTHING_LOST,
  ),
  'motion-thumbnail-unsafe': entry(
    'warn',
    'minor',
    '{run}: no picture was made: the head cannot be masked with certainty',
    'corelab: fail closed',
  ),
  'image-unmeasurable': entry(
    'not-evaluable',
    'major',
    '{run}: the image cannot be measured: {why}',
    NEVER_GREEN,
  ),
  'image-frames-unplaced': entry(
    'not-evaluable',
    'major',
    '{run}: {count} images have no place in the patient, and were not measured',
    NOTHING_LOST,
  ),
  'phantom-not-found': entry(
    'not-evaluable',
    'major',
    '{run}: the {phantom} was not found: {why}',
    NEVER_GREEN,
  ),
  'phantom-not-measured': entry(
    'not-evaluable',
    'major',
    '{run}: it is declared to show the {phantom}, and was not measured: {why}',
    NEVER_GREEN,
  ),
  'qualification-recorded': entry(
    'pass',
    'info',
    'scanner {scanner}: its {phantom} was recorded as {verdict}',
    'corelab: every decision says why',
  ),
  'qualification-known': entry(
    'not-applicable',
    'info',
    'scanner {scanner}: its {phantom} stands in the list already',
    'corelab: every decision says why',
  ),
  'qualification-upgraded': entry(
    'warn',
    'minor',
    'scanner {scanner}: the list knows it with other software: it has to be qualified again with all phantoms',
    'corelab: an upgrade asks for requalification',
  ),
  'qualification-incomplete': entry(
    'not-evaluable',
    'major',
    'scanner {scanner}: its {phantom} does not qualify it: no series shows {figures}',
    NEVER_GREEN,
  ),
  'qualification-not-recorded': entry(
    'not-evaluable',
    'major',
    '{run}: it was not recorded: {why}',
    NOTHING_LOST,
  ),
  'qualification-nothing': entry(
    'not-evaluable',
    'major',
    'nothing was recorded: no series was measured as a phantom',
    NEVER_GREEN,
  ),
  'qualification-not-written': entry(
    'fail',
    'major',
    'the list of qualified scanners could not be written: {why}',
    NOTHING_LOST,
  ),
} as const;
