import type { Probe } from '../../../study/probe/probe.js';
import type { DerivedQuantity, Known, Sample, SeriesView } from '../series-view.js';
import { type Definition, derive, largest, least, numbers, ofSeries, rounded, unknown } from './derive.js';
import { attribute, lacking, numberOf, privateProbe, samplesOf, together } from './readings.js';

/** An attribute as it is stated: classic and enhanced objects alike. */
function stated(
  definition: Omit<Definition, 'probes' | 'read'> & {
    readonly keyword: string;
  },
): DerivedQuantity {
  const { keyword, ...rest } = definition;
  const probes = [attribute(keyword)];
  return derive({
    ...{ ...rest, probes },
    read: (view) => samplesOf(view, probes, ([value]) => (value?.state === 'value' ? value : lacking(value))),
  });
}

const PITCH = [
  attribute('SpiralPitchFactor'),
  attribute('TableFeedPerRotation'),
  attribute('TotalCollimationWidth'),
  privateProbe('ELSCINT1', 0x01f1, 0x26),
];
/** A pitch that is stated may differ from the one that is worked out by this share: values are rounded. */
const PITCH_TOLERANCE = 0.02;

function pitch([declared, feed, width, elscint]: readonly Known[]): Known {
  const own = numberOf(declared) ?? numberOf(elscint);
  const [feedMm, widthMm] = [numberOf(feed), numberOf(width)];
  // PS3.3 C.8.2.1, C.8.15.3.3: table feed per rotation over the width of the total collimation.
  const worked = feedMm && widthMm ? Math.abs(feedMm) / widthMm : undefined;
  if (own === undefined)
    return worked === undefined ? lacking(declared, feed, width) : numbers(rounded(worked));
  if (worked !== undefined && Math.abs(worked / own - 1) > PITCH_TOLERANCE) {
    return unknown(
      `the header states a pitch of ${own}, its table feed and collimation make ${rounded(worked)}`,
    );
  }
  return numbers(own);
}

/** The least or the most of an attribute over all instances. */
interface Extreme {
  readonly name: string;
  readonly unit: string;
  readonly text: string;
  readonly of: (values: readonly number[]) => number;
  /** In the unit, and where an object states it only so, in thousandths of it. */
  readonly keyword: string;
  readonly microKeyword: string;
}

function extreme({ name, unit, text, of, keyword, microKeyword }: Extreme): DerivedQuantity {
  const probes: readonly Probe[] = [attribute(keyword), attribute(microKeyword)];
  return derive({
    ...{ name, type: 'number', unit, text, probes, source: 'PS3.3 C.8.2.1, C.8.15.3.8' },
    read: (view) => extremeOf(view, probes, of),
  });
}

function extremeOf(
  view: SeriesView,
  probes: readonly Probe[],
  of: (values: readonly number[]) => number,
): readonly Sample[] {
  const found: number[] = [];
  const without: Sample[] = [];
  for (const { readings, instances } of together(view, probes)) {
    const [value, micro] = readings.map(numberOf);
    if (value !== undefined) found.push(value);
    else if (micro !== undefined) found.push(rounded(micro / 1000));
    else without.push({ value: lacking(...readings), instances });
  }
  return found.length > 0 ? [...ofSeries(numbers(of(found))), ...without] : without;
}

/** How CT images were acquired and reconstructed. */
export const CT_VALUES: readonly DerivedQuantity[] = [
  stated({
    ...{ name: 'kernel', type: 'text', multi: true, keyword: 'ConvolutionKernel' },
    ...{ text: 'reconstruction kernel', source: 'PS3.3 C.8.2.1, C.8.15.3.9' },
  }),
  stated({
    ...{ name: 'tubeVoltage', type: 'number', unit: 'kV', multi: false, keyword: 'KVP' },
    ...{ text: 'tube voltage', source: 'PS3.3 C.8.2.1, C.8.15.3.10' },
  }),
  stated({
    ...{ name: 'ctdiVol', type: 'number', unit: 'mGy', multi: false, keyword: 'CTDIvol' },
    ...{ text: 'dose index of the scan', source: 'PS3.3 C.8.2.1, C.8.15.3.8' },
  }),
  derive({
    ...{ name: 'pitch', type: 'number', probes: PITCH, source: 'PS3.3 C.8.2.1, C.8.15.3.3' },
    text: 'table feed per rotation over the total collimation width: as stated, else worked out',
    read: (view) => samplesOf(view, PITCH, pitch),
  }),
  ...(['Min', 'Max'] as const).flatMap((end) => {
    const of = end === 'Min' ? least : largest;
    const which = end === 'Min' ? 'lowest' : 'highest';
    return [
      extreme({
        ...{ name: `tubeCurrent${end}`, unit: 'mA', text: `${which} tube current of the series`, of },
        ...{ keyword: 'XRayTubeCurrent', microKeyword: 'XRayTubeCurrentInuA' },
      }),
      extreme({
        ...{ name: `exposure${end}`, unit: 'mAs', text: `${which} exposure of the series`, of },
        ...{ keyword: 'Exposure', microKeyword: 'ExposureInuAs' },
      }),
    ];
  }),
];
