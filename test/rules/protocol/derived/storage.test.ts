import { describe, expect, it } from 'vitest';
import { DERIVED } from '../../../../src/rules/protocol/derived/derived.js';
import { readProbe } from '../../../../src/study/probe/read-probe.js';
import { datasetOf, type Given, image, SOP_CLASS, time } from '../../../study/build.js';
import { type Held, valuesFor, viewOf } from './view.js';

const SLICES = 5;
const STARTS = [36_000, 36_006.5, 36_013];
const B_VALUES = [0, 500, 1000];
const DIRECTION = [0.6, 0.8, 0];

/** What both ways of storing hold of the acquisition as a whole. */
const COMMON: Given = {
  Modality: 'MR',
  Manufacturer: 'GE MEDICAL SYSTEMS',
  RectilinearPhaseEncodeReordering: 'REVERSE_LINEAR',
  AcquisitionDuration: 20,
  LossyImageCompression: '00',
};

interface Place {
  readonly volume: number;
  readonly slice: number;
}

const places: Place[] = STARTS.flatMap((_, volume) =>
  Array.from({ length: SLICES }, (_, slice) => ({ volume, slice })),
);
const positionOf = ({ slice }: Place): number[] => [-64, -64, slice * 5];
const startOf = ({ volume }: Place): string => time(STARTS[volume] ?? 0);
const bOf = ({ volume }: Place): number => B_VALUES[volume] ?? 0;

const classic = places.map((place) =>
  image({
    ...COMMON,
    ImagePositionPatient: positionOf(place),
    AcquisitionTime: startOf(place),
    EchoTime: 80,
    FlipAngle: 90,
    DiffusionBValue: bOf(place),
    ...(bOf(place) > 0 && { DiffusionGradientOrientation: DIRECTION }),
    InPlanePhaseEncodingDirection: 'COL',
    AcquisitionMatrix: [64, 0, 0, 48],
    ParallelReductionFactorInPlane: 2,
    PartialFourier: 'NO',
  }),
);

/** The frames of some places as one enhanced object. */
function enhanced(own: readonly Place[]): Given {
  return image({
    ...COMMON,
    SOPClassUID: SOP_CLASS.enhancedMr,
    NumberOfFrames: own.length,
    ...{ ImagePositionPatient: undefined, ImageOrientationPatient: undefined },
    ...{ PixelSpacing: undefined, SliceThickness: undefined },
    SharedFunctionalGroupsSequence: [
      {
        PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
        PixelMeasuresSequence: [{ PixelSpacing: [2, 2], SliceThickness: 3 }],
        MREchoSequence: [{ EffectiveEchoTime: 80 }],
        MRTimingAndRelatedParametersSequence: [{ FlipAngle: 90 }],
        MRModifierSequence: [{ ParallelReductionFactorInPlane: 2, PartialFourier: 'NO' }],
        MRFOVGeometrySequence: [
          {
            InPlanePhaseEncodingDirection: 'COLUMN',
            MRAcquisitionFrequencyEncodingSteps: 64,
            MRAcquisitionPhaseEncodingStepsInPlane: 48,
          },
        ],
      },
    ],
    PerFrameFunctionalGroupsSequence: own.map((place) => ({
      PlanePositionSequence: [{ ImagePositionPatient: positionOf(place) }],
      FrameContentSequence: [{ FrameAcquisitionDateTime: `20200102${startOf(place)}` }],
      MRDiffusionSequence: [
        {
          DiffusionBValue: bOf(place),
          ...(bOf(place) > 0 && {
            DiffusionGradientDirectionSequence: [{ DiffusionGradientOrientation: DIRECTION }],
          }),
        },
      ],
    })),
  });
}

/** Readings as the scan makes them, of the data sets themselves. */
function heldBy(files: readonly Given[]): Held {
  const probes = [...DERIVED.values()].flatMap((quantity) => quantity.probes);
  const paths = new Set(probes.flatMap((probe) => (probe.kind === 'attribute' ? [probe.path] : [])));
  const read = files.map((file) => {
    const ds = datasetOf(file);
    const readings = [...paths].map((path) => [path, readProbe(ds, { kind: 'attribute', path })] as const);
    return Object.fromEntries(
      readings.map(([path, found]) => [
        path,
        found.state === 'frames' ? found.of.map(({ reading }) => reading) : found,
      ]),
    );
  });
  return (instance) => read[instance] ?? {};
}

/** Counts of what is stored, and not of what it shows; and what other tests are about. */
const STORED = new Set(['instances', 'frames', 'visit', 'site']);
const names = [...DERIVED.keys()].filter(
  (name) => !STORED.has(name) && DERIVED.get(name)?.probes[0]?.kind !== 'bundle',
);

describe('derived values', () => {
  const byVolume = STARTS.map((_, volume) => enhanced(places.filter((place) => place.volume === volume)));
  const views = {
    classic: viewOf(classic, { held: heldBy(classic) }),
    whole: viewOf([enhanced(places)], { held: heldBy([enhanced(places)]) }),
    byVolume: viewOf(byVolume, { held: heldBy(byVolume) }),
  };

  it.for(names)('%s is the same in classic images, in one enhanced object, in one a volume', (name) => {
    const expected = valuesFor(name, views.classic);
    expect(valuesFor(name, views.whole)).toEqual(expected);
    expect(valuesFor(name, views.byVolume)).toEqual(expected);
  });

  it.for([
    ['echoTimes', 80],
    ['bValues', B_VALUES],
    ['directions', 1],
    ['phaseEncodingDirection', 'PA'],
    ['acquisitionMatrix', [64, 48]],
    ['accelerationInPlane', 2],
    ['partialFourier', 1],
    ['volumeInterval', 6.5],
    ['startTime', '10:00:00'],
    ['duration', 19.5],
    ['sliceGap', 2],
  ] as const)('%s is what was acquired', ([name, expected]) => {
    expect(valuesFor(name, views.whole)).toEqual([expected]);
  });
});
