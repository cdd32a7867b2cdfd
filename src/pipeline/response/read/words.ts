import type { Axis, LesionState, Method, Role } from '../../../rules/response/words.js';
import { type Words, wordsOf } from '../../csv/line-cells.js';

/** Words for what a lesion is to the criteria. */
export const ROLE_WORDS: Words<Role> = wordsOf([
  ['target', ['target lesion', 'tl', 't']],
  ['non-target', ['nontarget', 'non-target lesion', 'nontarget lesion', 'ntl', 'nt']],
  ['new', ['new lesion', 'nl']],
]);

/**
 * Words for what is said of a lesion at a visit. What could mean two things is not among them: `nd` (not done, not
 * detected), `progression` (Eisenhauer 2009, 4.3.4: of a non-target lesion it has to be unequivocal).
 */
export const STATE_WORDS: Words<LesionState> = wordsOf([
  ['measured', []],
  ['too-small', ['too small to measure', 'tstm']],
  ['absent', ['disappeared', 'not present', 'resolved', 'gone']],
  ['present', ['still present']],
  ['progressed', ['unequivocal progression', 'unequivocally progressed']],
  ['equivocal', ['uncertain', 'possibly new']],
  ['merged', ['coalesced', 'fused']],
  [
    'not-evaluated',
    ['not evaluable', 'ne', 'unevaluable', 'not assessed', 'not assessable', 'not done', 'not imaged'],
  ],
]);

/**
 * Words for how a lesion was seen. `PET/CT` is not among them: which of the two it is decides (Eisenhauer 2009,
 * appendix II), and `x-ray` is none of the chest by itself.
 */
export const METHOD_WORDS: Words<Method> = wordsOf([
  ['ct', ['ct scan', 'cat scan', 'computed tomography', 'spiral ct', 'helical ct', 'multidetector ct']],
  ['mri', ['mr', 'mri scan', 'mr scan', 'magnetic resonance imaging']],
  ['chest-x-ray', ['cxr', 'chest xray', 'chest radiograph', 'chest radiography']],
  [
    'clinical',
    [
      ...['clinical examination', 'physical examination', 'physical exam', 'palpation'],
      ...['caliper', 'calipers', 'caliper measurement', 'photography', 'photograph'],
    ],
  ],
  ['ultrasound', ['us', 'ultrasonography', 'sonography']],
  ['pet', ['pet scan', 'fdg pet', 'pet scan fdg']],
  ['other', []],
]);

/** Words for the axis of a length; `length`: it is called neither. */
export const AXIS_WORDS: Words<Axis | 'length'> = wordsOf([
  [
    'long',
    ['long axis', 'longest', 'longest diameter', 'long diameter', 'long axis diameter', 'ld', 'ldiam'],
  ],
  ['short', ['short axis', 'shortest diameter', 'short diameter', 'short axis diameter', 'sa', 'saxis']],
  ['length', ['diameter']],
]);
