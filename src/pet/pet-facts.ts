import type { Dataset } from '../dicom/dataset.js';
import type { Element } from '../dicom/element.js';
import { VR } from '../dicom/vr.js';
import { enhancedCorrections, enhancedUnits, framesOf, hasFunctionalGroups, levelsOf } from './enhanced.js';
import {
  ABSENT,
  type Clock,
  mapStated,
  NO_CLOCK,
  privateValue,
  type Stated,
  statedClock,
  statedDay,
  statedNumber,
  statedSecond,
  statedText,
  statedTexts,
} from './stated.js';

/** What was injected: an item of Radiopharmaceutical Information Sequence (0054,0016). PS3.3 C.8.9.2, C.8.22.4. */
export interface Injection {
  /** Radionuclide Total Dose (0018,1074), as it stands: the standard says Bq. */
  readonly doseBq: Stated<number>;
  readonly halfLifeS: Stated<number>;
  /** Radiopharmaceutical Start Time (0018,1072), seconds since midnight. */
  readonly startSecond: Stated<number>;
  /** Radiopharmaceutical Start DateTime (0018,1078). */
  readonly start: Clock;
  /** Code Value of the radionuclide. */
  readonly nuclide: Stated<string>;
}

/**
 * All that SUV and PET timing need of one instance, as it is stated. Plain data. Equal facts of many slices are equal
 * in every field: what differs from slice to slice (the rescale slope) is told only as far as it matters.
 */
export interface PetFacts {
  readonly modality: Stated<string>;
  /** Units (0054,1001); of enhanced objects the same terms, from the units of the real world values. */
  readonly units: Stated<string>;
  readonly suvType: Stated<string>;
  /** Whether stored values can be rescaled by a positive slope. */
  readonly slope: Stated<'positive' | 'not-positive'>;
  /** Corrected Image (0028,0051); of enhanced objects the same terms, from its flags. */
  readonly corrections: Stated<readonly string[]>;
  readonly attenuationMethod: Stated<string>;
  /** Decay Correction (0054,1102); NONE of enhanced objects that are not corrected. */
  readonly decayCorrection: Stated<string>;
  /** Decay Correction DateTime (0018,9701) of enhanced objects. */
  readonly decayReference: Clock;
  readonly decayFactor: Stated<number>;
  readonly weightKg: Stated<number>;
  readonly sizeM: Stated<number>;
  readonly sex: Stated<string>;
  readonly injections: readonly Injection[];
  /** First value of Series Type (0054,1000): STATIC, DYNAMIC, GATED, WHOLE BODY. */
  readonly seriesType: Stated<string>;
  readonly seriesStart: Clock;
  /** Of an object of several frames that of the first acquired. */
  readonly acquisitionStart: Clock;
  readonly frameReferenceMs: Stated<number>;
  readonly frameDurationMs: Stated<number>;
  /** GE: start of the scan (0009,xx0D), creator GEMS_PETD_01. */
  readonly geScanStart: Clock;
  /** Philips: to SUVbw (7053,xx00), and to Bq/ml (7053,xx09), creator Philips PET Private Group. */
  readonly philipsSuvFactor: Stated<number>;
  readonly philipsActivityFactor: Stated<number>;
}

const PHILIPS = 'Philips PET Private Group';

/** What is known of an instance of which nothing was read. */
const NOTHING: PetFacts = {
  ...{ modality: ABSENT, units: ABSENT, suvType: ABSENT, slope: ABSENT, corrections: ABSENT },
  ...{ attenuationMethod: ABSENT, decayCorrection: ABSENT, decayReference: NO_CLOCK, decayFactor: ABSENT },
  ...{ weightKg: ABSENT, sizeM: ABSENT, sex: ABSENT, injections: [], seriesType: ABSENT },
  ...{ seriesStart: NO_CLOCK, acquisitionStart: NO_CLOCK, frameReferenceMs: ABSENT, frameDurationMs: ABSENT },
  ...{ geScanStart: NO_CLOCK, philipsSuvFactor: ABSENT, philipsActivityFactor: ABSENT },
};

/**
 * Reads the facts of a PET instance, classic or enhanced; of an instance of another modality that alone. Never throws:
 * what is malformed is `unreadable`.
 */
export function readPetFacts(ds: Dataset): PetFacts {
  const modality = statedText(ds.get('Modality'));
  if (modality.state === 'value' && modality.value !== 'PT') return { ...NOTHING, modality };
  const frame = earliestFrame(ds);
  const levels = levelsOf(ds, frame);
  const find = (...keywords: readonly string[]): Element | undefined => {
    for (const keyword of keywords) {
      for (const level of levels) {
        const found = level.get(keyword);
        if (found) return found;
      }
    }
    return undefined;
  };
  const isEnhanced = hasFunctionalGroups(ds);
  const units = isEnhanced ? enhancedUnits(ds) : undefined;
  const flags = isEnhanced ? enhancedCorrections(find) : undefined;
  return {
    modality,
    units: units?.units ?? statedText(find('Units')),
    suvType: units?.suvType ?? statedText(find('SUVType')),
    slope: mapStated(units?.slope ?? statedNumber(find('RescaleSlope')), (slope) =>
      slope > 0 ? ('positive' as const) : ('not-positive' as const),
    ),
    corrections: flags ?? statedTexts(find('CorrectedImage')),
    attenuationMethod: statedText(find('AttenuationCorrectionMethod')),
    decayCorrection: decayCorrection(find, flags),
    decayReference: statedClock(find('DecayCorrectionDateTime')),
    decayFactor: statedNumber(find('DecayFactor')),
    weightKg: statedNumber(find('PatientWeight')),
    sizeM: statedNumber(find('PatientSize')),
    sex: statedText(find('PatientSex')),
    injections: injectionsOf(levels),
    seriesType: statedText(find('SeriesType')),
    seriesStart: { day: statedDay(find('SeriesDate')), second: statedSecond(find('SeriesTime')) },
    acquisitionStart: acquisitionClock(find),
    frameReferenceMs: statedNumber(find('FrameReferenceTime')),
    frameDurationMs: statedNumber(find('FrameAcquisitionDuration', 'ActualFrameDuration')),
    ...privateFacts(levels),
  };
}

function decayCorrection(find: Find, flags: Stated<readonly string[]> | undefined): Stated<string> {
  const stated = statedText(find('DecayCorrection'));
  // PS3.3 C.8.22.5: Decay Corrected NO is what classic objects call NONE.
  const isUncorrected =
    stated.state === 'absent' && flags?.state === 'value' && !flags.value.includes('DECY');
  return isUncorrected ? { state: 'value', value: 'NONE' } : stated;
}

type Find = (...keywords: readonly string[]) => Element | undefined;

function privateFacts(
  levels: readonly Dataset[],
): Pick<PetFacts, 'geScanStart' | 'philipsSuvFactor' | 'philipsActivityFactor'> {
  const philips = (element: number): Stated<number> =>
    statedNumber(privateValue(levels, PHILIPS, { group: 0x7053, element, vr: VR.DS }));
  return {
    geScanStart: statedClock(
      privateValue(levels, 'GEMS_PETD_01', { group: 0x0009, element: 0x0d, vr: VR.DT }),
    ),
    philipsSuvFactor: philips(0x00),
    philipsActivityFactor: philips(0x09),
  };
}

function acquisitionClock(find: Find): Clock {
  const frame = find('FrameAcquisitionDateTime');
  if (frame) return statedClock(frame);
  const second = statedSecond(find('AcquisitionTime'));
  // PS3.3 C.7.6.1: Acquisition DateTime may stand in the place of the two.
  const whole = statedClock(find('AcquisitionDateTime'));
  if (second.state !== 'value' && whole.second.state === 'value') return whole;
  const day = statedDay(find('AcquisitionDate'));
  return { day: day.state === 'value' ? day : whole.day.state === 'value' ? whole.day : day, second };
}

/** Number of the frame that was acquired first; 0 where nothing tells. */
function earliestFrame(ds: Dataset): number {
  let best = { frame: 0, at: Number.POSITIVE_INFINITY };
  for (const [frame, item] of framesOf(ds).entries()) {
    const content = item.sequence('FrameContentSequence')[0];
    const { day, second } = statedClock(content?.get('FrameAcquisitionDateTime'));
    if (day.state !== 'value' || second.state !== 'value') continue;
    const at = day.value * 86400 + second.value;
    if (at < best.at) best = { frame, at };
  }
  return best.frame;
}

function injectionsOf(levels: readonly Dataset[]): Injection[] {
  const level = levels.find((at) => at.has('RadiopharmaceuticalInformationSequence'));
  return (level?.sequence('RadiopharmaceuticalInformationSequence') ?? []).map((item) => ({
    doseBq: statedNumber(item.get('RadionuclideTotalDose')),
    halfLifeS: statedNumber(item.get('RadionuclideHalfLife')),
    startSecond: statedSecond(item.get('RadiopharmaceuticalStartTime')),
    start: statedClock(item.get('RadiopharmaceuticalStartDateTime')),
    nuclide: nuclideOf(item),
  }));
}

function nuclideOf(item: Dataset): Stated<string> {
  const code = item.sequence('RadionuclideCodeSequence')[0];
  return code ? statedText(code.get('CodeValue')) : ABSENT;
}
