import type { Probe } from '../../../study/probe/probe.js';
import type { PlannedVolume } from '../../../study/volume/plan.js';
import { VolumeError, type VolumeFault } from '../../../study/volume/volume-error.js';
import { numberOf, privateProbe } from '../../protocol/derived/readings.js';
import type { InstanceValues } from './instance-values.js';
import type { LeftOutReason } from './series-runs.js';

/** GE: 0 magnitude, 1 phase, 2 real, 3 imaginary, as documented by dcm2niix. */
const GE_COMPONENT = privateProbe('GEMS_PARM_01', 0x0043, 0x2f);

/** What has to be read for {@link reasonToLeaveOut}. */
export const ROLE_PROBES: readonly Probe[] = [GE_COMPONENT];

/** Image Type from its third value on. PS3.3 C.8.13.3.1.1 and C.8.3.1.1.1; Siemens writes M, P, R and I, Philips P_FFE. */
const PHASE = /^(P|R|I|PHASE|REAL|IMAGINARY|PHASE[ _]MAP|VELOCITY( MAP)?|[PRI]_(FFE|SE|IR|PCA|TFE|B0|B1))$/;

/** Maps and other pictures that are worked out of several volumes. PS3.3 C.8.13.3.1.4; the vendors' own words. */
const DERIVED_WORDS = new Set([
  ...['EADC', 'EXP', 'FA', 'FA_COLOR', 'COLFA', 'TRACEW', 'TRACE', 'TENSOR', 'TENSOR_B0', 'ISO'],
  ...['SUB', 'SUBTRACTION', 'ADDITION', 'DIVISION', 'MULTIPLICATION', 'MASKED', 'MAXIMUM', 'MEAN'],
  ...['MINIMUM', 'MEDIAN', 'STD_DEVIATION', 'STDDEV', 'MIP', 'MINIP', 'MNIP', 'PROJECTION IMAGE'],
  ...['CBF', 'RCBF', 'RELCBF', 'CBV', 'RCBV', 'RELCBV', 'MTT', 'RMTT', 'RELMTT', 'TTP', 'TMAX', 'PBP'],
  ...['GBP', 'TMAP', 'ZMAP', 'TTEST', 'GLM', 'FIELD_MAP', 'FIELDMAP', 'FMRI_MAP', 'QUANTITY'],
]);

function isDerivedWord(word: string): boolean {
  return DERIVED_WORDS.has(word) || /^ADC(_|$)/.test(word) || /[-_ ]MAP$/.test(word);
}

/** What does not let the slices make a volume, in the words of a time series. */
function reasonOf(fault: VolumeFault): LeftOutReason {
  if (fault === 'ambiguous-volumes') return 'ambiguous';
  return fault === 'missing-slices' ||
    fault === 'duplicate-slices' ||
    fault === 'matrix-differs' ||
    fault === 'colours'
    ? fault
    : 'irregular';
}

/** Words of the image's type, capitals, without what tells originals from derived and primary from secondary. */
export function typeWords(values: InstanceValues, plan: PlannedVolume): readonly string[] {
  const own = values.separator('ImageType', plan) ?? values.frameText('types', plan);
  const words = own === undefined ? values.texts('ImageType', plan) : String(own).toUpperCase().split('\\');
  return words.slice(2).map((word) => word.trim());
}

/** Phase, real and imaginary parts are no magnitude: they wrap or have signs. */
function isPhase(values: InstanceValues, plan: PlannedVolume, words: readonly string[]): boolean {
  const own = values.separator('ComplexImageComponent', plan) ?? values.frameText('components', plan);
  const [named] = own === undefined ? values.texts('ComplexImageComponent', plan) : [String(own)];
  const stated = named?.trim().toUpperCase();
  // PS3.3 C.8.13.3.1.1: MAGNITUDE, PHASE, REAL, IMAGINARY, MIXED (of the object: the frames say more).
  if (stated === 'MAGNITUDE') return false;
  if (stated === 'PHASE' || stated === 'REAL' || stated === 'IMAGINARY') return true;
  const component = numberOf(values.ofVolume(GE_COMPONENT, plan));
  return words.some((word) => PHASE.test(word)) || component === 1 || component === 2 || component === 3;
}

/** Why an image of this kind has no part in a time series whatever its geometry; undefined for one that may. */
export function imageReason(
  values: InstanceValues,
  plan: PlannedVolume,
): Extract<LeftOutReason, 'phase-image' | 'derived-image' | 'colours'> | undefined {
  const words = typeWords(values, plan);
  const isMr = values.view.headers.every(({ modality }) => modality === 'MR');
  if (words.some(isDerivedWord)) return 'derived-image';
  if (isMr && isPhase(values, plan, words)) return 'phase-image';
  const [photometric = ''] = values.texts('PhotometricInterpretation', plan);
  // PS3.3 C.7.6.3.1.2: all but MONOCHROME1 and MONOCHROME2 are colours.
  return photometric === '' || photometric.startsWith('MONOCHROME') ? undefined : 'colours';
}

/** Why the slices make no volume that can be held against the others; undefined where they do. */
export function geometryReason({ grid }: PlannedVolume): LeftOutReason | undefined {
  return grid instanceof VolumeError ? reasonOf(grid.fault) : undefined;
}
