import type { Probe } from '../../../study/probe/probe.js';
import { CONTRAST_VALUES } from '../../protocol/derived/contrast.js';
import { attribute, numberOf, privateProbe } from '../../protocol/derived/readings.js';
import type { Quantity, SeriesView } from '../../protocol/series-view.js';
import type { InstanceValues } from './instance-values.js';
import type { SeriesKind } from './series-runs.js';

const SCANNING_SEQUENCE = attribute('ScanningSequence');
const ECHO_PLANAR = attribute('EchoPlanarPulseSequence');
const SEQUENCE_NAME = attribute('SequenceName');
const ECHO_TRAIN = attribute('EchoTrainLength');
const GE_SEQUENCE = privateProbe('GEMS_ACQU_01', 0x0019, 0x9c);
const PHILIPS_EPI_FACTOR = privateProbe('Philips Imaging DD 001', 0x2001, 0x13);
const IMAGE_TYPE = attribute('ImageType');
const CONTRAST_OF = attribute('AcquisitionContrast');
const LABELLING = attribute('ArterialSpinLabelingContrast');
const DESCRIPTION = attribute('SeriesDescription');
const PROTOCOL = attribute('ProtocolName');
const SERIES_TYPE = attribute('SeriesType');
const CARDIAC_PHASES = attribute('CardiacNumberOfImages');

const CONTRAST_GIVEN: Quantity | undefined = CONTRAST_VALUES.find(({ name }) => name === 'contrast');

/** What has to be read for {@link kindOf}, {@link isEchoPlanar} and {@link isGated}. */
export const KIND_PROBES: readonly Probe[] = [
  ...[SCANNING_SEQUENCE, ECHO_PLANAR, SEQUENCE_NAME, ECHO_TRAIN, GE_SEQUENCE, PHILIPS_EPI_FACTOR],
  ...[IMAGE_TYPE, CONTRAST_OF, LABELLING, DESCRIPTION, PROTOCOL, SERIES_TYPE, CARDIAC_PHASES],
  ...(CONTRAST_GIVEN?.probes ?? []),
];

/** A gradient echo train this long is an echo-planar one: multi-echo sequences have fewer. */
const PLANAR_TRAIN = 20;
/** b-values up to this weigh diffusion hardly: s/mm². */
export const B_ZERO = 50;
/** Phases of a heart beat or a breath lie within this of the first, s; the volumes of a run do not end so soon. */
const CYCLE_S = 10;

function words(view: SeriesView, probe: Probe): string[] {
  return view
    .readings(probe)
    .flatMap(({ reading }) => (reading.state === 'value' ? reading.texts : []))
    .map((text) => text.trim().toUpperCase());
}

function most(view: SeriesView, probe: Probe): number {
  const numbers = view.readings(probe).map(({ reading }) => {
    return reading.state === 'bundle' ? 0 : (numberOf(reading) ?? 0);
  });
  return numbers.reduce((largest, number) => Math.max(largest, number), 0);
}

/** Whether a series of MR images is echo planar, by the standard or by the vendors' elements. */
export function isEchoPlanar(view: SeriesView): boolean {
  // PS3.3 C.8.3.1 Scanning Sequence; C.8.13.4 Echo Planar Pulse Sequence.
  const sequences = words(view, SCANNING_SEQUENCE);
  if (sequences.includes('EP') || words(view, ECHO_PLANAR).includes('YES')) return true;
  // Siemens: `*epfid2d1_64`, `*ep_b1000`; GE: `epi`, `epiRT`.
  if (words(view, SEQUENCE_NAME).some((name) => /^\*?EP/.test(name))) return true;
  if (words(view, GE_SEQUENCE).some((name) => name.includes('EPI'))) return true;
  if (most(view, PHILIPS_EPI_FACTOR) > 1) return true;
  return sequences.includes('GR') && most(view, ECHO_TRAIN) >= PLANAR_TRAIN;
}

/** PS3.3 C.8.13.5.14; Siemens' image type; else the names that sequences and protocols are given. */
function isLabelling(view: SeriesView, values: InstanceValues): boolean {
  if (view.instances.some((instance) => values.frames(instance).contexts)) return true;
  if (words(view, LABELLING).some((word) => word !== '' && word !== 'NONE')) return true;
  if (words(view, IMAGE_TYPE).includes('ASL')) return true;
  return [DESCRIPTION, PROTOCOL, SEQUENCE_NAME, GE_SEQUENCE].some((probe) =>
    words(view, probe).some((text) => /(^|[^A-Z])(P|PC|C|VS)?ASL([^A-Z]|$)/.test(text)),
  );
}

function isDiffusion(view: SeriesView): boolean {
  if (view.separator('DiffusionBValue').some(({ value }) => Number(value) > B_ZERO)) return true;
  return words(view, IMAGE_TYPE).includes('DIFFUSION');
}

function isEnhancedByAgent(view: SeriesView): boolean {
  return (CONTRAST_GIVEN?.samples(view) ?? []).some(
    ({ value }) => value.state === 'value' && value.texts[0] === 'true',
  );
}

/** What the volumes of a series show, provided that they are a run over time; undefined for other modalities. */
export function kindOf(view: SeriesView, values: InstanceValues): SeriesKind | undefined {
  const modalities = new Set(view.headers.map(({ modality }) => modality));
  const [modality] = modalities;
  if (modalities.size !== 1) return undefined;
  if (modality === 'PT') return 'dynamic-pet';
  if (modality === 'CT') return 'dynamic-ct';
  return modality === 'MR' ? mrKindOf(view, values) : undefined;
}

function mrKindOf(view: SeriesView, values: InstanceValues): SeriesKind {
  if (isLabelling(view, values)) return 'asl';
  if (isDiffusion(view)) return 'diffusion';
  const types = words(view, IMAGE_TYPE);
  if (types.includes('FMRI')) return 'functional';
  if (!isEchoPlanar(view)) return 'dynamic-mr';
  // PS3.3 C.8.13.3.1.3: PERFUSION of blood, without labels by a bolus of contrast agent.
  const isBolus = isEnhancedByAgent(view) || words(view, CONTRAST_OF).includes('PERFUSION');
  return isBolus ? 'perfusion' : 'functional';
}

/** Whether the volumes are phases of a cycle, which has no order in time: the heart's, or the breath's. */
export function isGated(view: SeriesView): boolean {
  // PS3.3 C.8.9.1.1.1: GATED is the first value of Series Type.
  if (words(view, SERIES_TYPE).includes('GATED')) return true;
  const volumes = view.volumes();
  if (isEchoPlanar(view) || !volumes.some(({ separatedBy }) => separatedBy.includes('TriggerTime'))) {
    return false;
  }
  const triggers = volumes.flatMap(({ moments: { TriggerTime } }) => TriggerTime ?? []);
  const last = triggers.reduce((latest, ms) => Math.max(latest, ms), 0);
  if (last / 1000 >= CYCLE_S) return false;
  // PS3.3 C.8.3.1, Cardiac Number of Images: per cycle. Where it is absent, phases are taken over the same beats.
  const phases = most(view, CARDIAC_PHASES);
  const starts = new Set(volumes.map(({ moments }) => moments.AcquisitionTime));
  const isFast = starts.size === volumes.length && !starts.has(undefined);
  return phases > 1 || (phases === 0 && !isFast);
}

/** Siemens writes MOCO among the words of the type of images that it has realigned after the scan. */
export function isMotionCorrected(view: SeriesView): boolean {
  return words(view, IMAGE_TYPE).some((word) => /^MOCO/.test(word));
}
