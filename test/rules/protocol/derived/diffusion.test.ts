import { describe, expect, it } from 'vitest';
import { type Given, image, slices, volumes } from '../../../study/build.js';
import { reading, valueFor, valuesFor, viewOf } from './view.js';

const weighted = (b: number, direction?: readonly number[]): Given => ({
  DiffusionBValue: b,
  ...(direction && { DiffusionGradientOrientation: [...direction] }),
});

const x = [1, 0, 0];
const y = [0, 1, 0];
const z = [0, 0, 1];

function series(...each: readonly Given[]): Given[] {
  return volumes(each.length, (volume) => each[volume] ?? {});
}

/** One enhanced object: a frame for each weighting. */
function enhanced(...each: readonly { b?: number; direction?: readonly number[] }[]): Given {
  return image({
    ...{ SOPClassUID: '1.2.840.10008.5.1.4.1.1.4.1', NumberOfFrames: each.length },
    ImagePositionPatient: undefined,
    SharedFunctionalGroupsSequence: [
      {
        PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
        PixelMeasuresSequence: [{ PixelSpacing: [2, 2], SliceThickness: 3 }],
      },
    ],
    PerFrameFunctionalGroupsSequence: each.map(({ b, direction }) => ({
      PlanePositionSequence: [{ ImagePositionPatient: [-64, -64, 0] }],
      ...(b !== undefined && {
        MRDiffusionSequence: [
          {
            DiffusionBValue: b,
            ...(direction && {
              DiffusionGradientDirectionSequence: [{ DiffusionGradientOrientation: [...direction] }],
            }),
          },
        ],
      }),
    })),
  });
}

describe('b-values', () => {
  it('lists them rising, as they are stated', () => {
    const view = viewOf(series(weighted(5), weighted(1000, x), weighted(400, y)));
    expect(valueFor('bValues', view)).toEqual([5, 400, 1000]);
    expect(valueFor('lowestB', view)).toBe(5);
    expect(valueFor('highestB', view)).toBe(1000);
    expect(valueFor('isDiffusion', view)).toBe('true');
  });

  it('finds those of the frames of one object', () => {
    const view = viewOf([enhanced({ b: 0 }, { b: 800, direction: x }, { b: 1500, direction: x })]);
    expect(valueFor('bValues', view)).toEqual([0, 800, 1500]);
  });

  it('does not let the others stand for an instance without a b-value', () => {
    const view = viewOf([...series(weighted(0), weighted(800, x)), image()]);
    expect(valuesFor('bValues', view)).toEqual([[0, 800], 'absent']);
    expect(valuesFor('highestB', view)).toEqual([800, 'absent']);
  });

  it('does not let the others stand for frames without a b-value', () => {
    const view = viewOf([enhanced({ b: 0 }, { b: 800 }, {})], {
      held: () => ({ DiffusionBValue: [reading(0), reading(800), { state: 'absent' }] }),
    });
    expect(valuesFor('bValues', view)).toEqual([[0, 800], 'absent']);
  });

  it('takes the attribute where frames state none: in a test of a protocol', () => {
    const view = viewOf([image()], { held: () => ({ DiffusionBValue: reading(50, 800) }) });
    expect(valueFor('bValues', view)).toEqual([50, 800]);
  });

  it('has none where none is stated', () => {
    const view = viewOf(slices({ count: 3 }));
    for (const name of ['bValues', 'lowestB', 'highestB', 'directions']) {
      expect([name, valueFor(name, view)]).toEqual([name, 'absent']);
    }
  });
});

describe('isDiffusion', () => {
  it('is false for MR that states b = 0, or nothing', () => {
    expect(valueFor('isDiffusion', viewOf(series(weighted(0))))).toBe('false');
    expect(valueFor('isDiffusion', viewOf([image({ ImageType: ['ORIGINAL', 'PRIMARY', 'M'] })]))).toBe(
      'false',
    );
  });

  it.for(['DIFFUSION', 'ADC', 'TRACEW'])('is true where the image type says %s', (word) => {
    expect(valueFor('isDiffusion', viewOf([image({ ImageType: ['DERIVED', 'PRIMARY', word] })]))).toBe(
      'true',
    );
  });

  it('is unreadable where the image type is', () => {
    const view = viewOf([image()], { held: () => ({ ImageType: { state: 'unreadable' } }) });
    expect(valueFor('isDiffusion', view)).toBe('unreadable');
  });

  it('is absent for anything but MR', () => {
    expect(valueFor('isDiffusion', viewOf([image({ Modality: 'CT' })]))).toBe('absent');
  });
});

describe('directions', () => {
  it('counts distinct ones, opposite ones once', () => {
    const opposite = [-1, 0, 0];
    const view = viewOf(
      series(weighted(0), weighted(1000, x), weighted(1000, opposite), weighted(1000, y), weighted(1000, z)),
    );
    expect(valueFor('directions', view)).toBe(3);
  });

  it('takes directions half a degree apart for one, five degrees apart for two', () => {
    const turned = (deg: number): number[] => [
      Math.cos((deg * Math.PI) / 180),
      Math.sin((deg * Math.PI) / 180),
      0,
    ];
    expect(valueFor('directions', viewOf(series(weighted(1000, x), weighted(1000, turned(0.5)))))).toBe(1);
    expect(valueFor('directions', viewOf(series(weighted(1000, x), weighted(1000, turned(5)))))).toBe(2);
  });

  it('counts those of the highest b-value only, b-values near to it included', () => {
    const view = viewOf(
      series(weighted(1000, x), weighted(1000, y), weighted(2000, z), weighted(1990, [0, 1, 1])),
    );
    expect(valueFor('directions', view)).toBe(2);
  });

  it('finds which go together in the frames of one object', () => {
    const view = viewOf([
      enhanced(
        ...[{ b: 0 }, { b: 1000, direction: x }, { b: 1000, direction: y }],
        ...[
          { b: 2000, direction: z },
          { b: 2000, direction: [0, 1, 1] },
          { b: 2000, direction: y },
        ],
      ),
    ]);
    expect(valueFor('directions', view)).toBe(3);
  });

  it('does not know where volumes of several b-values cannot be told apart', () => {
    const frame = { b: 2000, direction: z };
    const view = viewOf([enhanced({ b: 1000, direction: x }, frame, frame, frame, frame)]);
    expect(valueFor('directions', view)).toBe(
      'unknown: which direction goes with which b-value cannot be told',
    );
  });

  it('counts none where a zero vector stands for trace images', () => {
    expect(valueFor('directions', viewOf(series(weighted(0), weighted(1000, [0, 0, 0]))))).toBe(0);
  });

  it('does not know where no direction is stated', () => {
    const view = viewOf(series(weighted(0), weighted(1000)));
    expect(valueFor('directions', view)).toBe('unknown: no gradient direction is stated');
  });

  it('has none where nothing is weighted', () => {
    expect(valueFor('directions', viewOf(series(weighted(0))))).toBe('absent');
  });
});
