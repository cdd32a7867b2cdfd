import type { Probe } from '../../../study/probe/probe.js';
import type { DerivedQuantity, Known } from '../series-view.js';
import { derive, numbers, unknown } from './derive.js';
import { attribute, mrSamplesOf, numberOf, privateProbe, textOf } from './readings.js';

/**
 * Acceleration, from standard attributes first, then from what the vendors state, as dcm2niix documents it: Siemens'
 * measurement protocol and the text of its acceleration mode, GE's ASSET and multi-band elements.
 */
const SOURCE = 'PS3.3 C.8.13.5.5; vendor elements as documented by dcm2niix';

/** `p2 s3`: twofold in the plane, three slices at once. */
const SIEMENS_MODE: readonly Probe[] = [
  { kind: 'csa', tag: 'ImaPATModeText' },
  privateProbe('SIEMENS MR HEADER', 0x0051, 0x11),
  privateProbe('SIEMENS MR SDI 02', 0x0021, 0x56),
  privateProbe('SIEMENS MR SDS 01', 0x0021, 0x09),
];

const phoenix = (key: string): Probe => ({ kind: 'phoenix', key });
const geAsset = privateProbe('GEMS_PARM_01', 0x0043, 0x83);

/** The factor behind a letter of Siemens' acceleration mode. */
function modeFactor(readings: readonly (Known | undefined)[], letter: 'p' | 's'): number | undefined {
  for (const reading of readings) {
    const found = new RegExp(`(?:^|\\s)${letter}(\\d+)`).exec(textOf(reading) ?? '')?.[1];
    if (found !== undefined) return Number(found);
  }
  return undefined;
}

/** A factor of at least 1 as a value. */
function factor(value: number | undefined): Known | undefined {
  return value !== undefined && value >= 1 ? numbers(value) : undefined;
}

interface PlaneFactor {
  readonly name: string;
  readonly text: string;
  readonly standard: string;
  readonly siemens: string;
  /** Place among GE's two values, each 1 over the factor. */
  readonly ge: 0 | 1;
  readonly fromMode: boolean;
}

function planeFactor({ name, text, standard, siemens, ge, fromMode }: PlaneFactor): DerivedQuantity {
  const probes = [
    attribute(standard),
    attribute('ParallelAcquisition'),
    phoenix(siemens),
    geAsset,
    ...SIEMENS_MODE,
  ];
  return derive({
    ...{ name, type: 'number', probes, text, source: SOURCE },
    read: (view) =>
      mrSamplesOf(view, probes, ([stated, parallel, protocol, asset, ...modes]) => {
        // PS3.3 C.8.13.5.5: the factors are required where Parallel Acquisition is YES.
        const none = textOf(parallel)?.toUpperCase() === 'NO' ? 1 : undefined;
        return (
          factor(numberOf(stated)) ??
          factor(none) ??
          factor(numberOf(protocol)) ??
          factor(assetFactor(asset, ge)) ??
          factor(fromMode ? modeFactor(modes, 'p') : undefined) ??
          unknown('the header does not state the acceleration')
        );
      }),
  });
}

/** GE states 1 over the factor, rounded: 0.333 is 3. */
function assetFactor(asset: Known | undefined, place: 0 | 1): number | undefined {
  const share =
    asset?.state === 'value' ? (asset.numbers?.[place] ?? Number(asset.texts[place])) : Number.NaN;
  return share > 0 && share <= 1 ? Math.round(100 / share) / 100 : undefined;
}

const MULTIBAND = [
  phoenix('sSliceAcceleration.lMultiBandFactor'),
  privateProbe('GEMS_PARM_01', 0x0043, 0xb6),
  ...SIEMENS_MODE,
];

const PARTIAL_FOURIER = [attribute('PartialFourier'), phoenix('sKSpace.ucPhasePartialFourier')];
/** Siemens' codes for the share of k-space. */
const SHARES = new Map([
  [1, 0.5],
  [2, 0.625],
  [4, 0.75],
  [8, 0.875],
  [16, 1],
]);

/** How much faster than fully sampled the data were acquired. */
export const ACCELERATION_VALUES: readonly DerivedQuantity[] = [
  planeFactor({
    name: 'accelerationInPlane',
    text: 'parallel imaging: reduction along the phase encoding in the plane, 1 for none',
    standard: 'ParallelReductionFactorInPlane',
    siemens: 'sPat.lAccelFactPE',
    ge: 0,
    fromMode: true,
  }),
  planeFactor({
    name: 'accelerationThroughPlane',
    text: 'parallel imaging: reduction along the second phase encoding of a 3D acquisition, 1 for none',
    standard: 'ParallelReductionFactorOutOfPlane',
    siemens: 'sPat.lAccelFact3D',
    ge: 1,
    fromMode: false,
  }),
  derive({
    ...{ name: 'multiband', type: 'number', probes: MULTIBAND },
    text: 'number of slices excited at once, 1 where the header says so',
    source: 'vendor elements as documented by dcm2niix; no standard attribute states it',
    read: (view) =>
      mrSamplesOf(view, MULTIBAND, ([siemens, ge, ...modes]) => {
        const bands = numberOf(ge);
        return (
          factor(numberOf(siemens)) ??
          // GE: the first of the multi-band parameters, 0 where it was not used.
          factor(bands === undefined ? undefined : Math.max(1, bands)) ??
          factor(modeFactor(modes, 's')) ??
          unknown('the header does not state how many slices were excited at once')
        );
      }),
  }),
  derive({
    ...{ name: 'partialFourier', type: 'number', probes: PARTIAL_FOURIER },
    text: 'share of k-space sampled along the phase encoding, 1 for all',
    source: 'PS3.3 C.8.13.5.5; Siemens codes as documented by dcm2niix',
    read: (view) =>
      mrSamplesOf(view, PARTIAL_FOURIER, ([stated, siemens]) => {
        const share = SHARES.get(numberOf(siemens) ?? Number.NaN);
        if (share !== undefined) return numbers(share);
        // PS3.3 C.8.13.5.5: NO says that k-space is sampled in full.
        if (textOf(stated)?.toUpperCase() === 'NO') return numbers(1);
        return unknown('the header does not state the share of k-space');
      }),
  }),
];
