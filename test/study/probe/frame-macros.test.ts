import { describe, expect, it } from 'vitest';
import { tagOf } from '../../../src/dicom/keyword.js';
import { FrameMacros } from '../../../src/study/probe/frame-macros.js';
import { datasetOf, type Given, image } from '../build.js';
import { enhanced } from './enhanced.js';

function macrosOf(given: Given): FrameMacros {
  const macros = FrameMacros.of(datasetOf(given));
  if (!macros) throw new Error('no functional groups');
  return macros;
}

const ECHO = tagOf('EffectiveEchoTime');
const SPACING = tagOf('PixelSpacing');

describe('FrameMacros', () => {
  it('is not there for a classic object, nor for one whose sequences are empty', () => {
    expect(FrameMacros.of(datasetOf(image()))).toBeUndefined();
    expect(FrameMacros.of(datasetOf(image({ SharedFunctionalGroupsSequence: [] })))).toBeUndefined();
  });

  it('finds an attribute in whatever macro holds it, the frame’s own first', () => {
    const macros = macrosOf(
      enhanced([{ MREchoSequence: [{ EffectiveEchoTime: 2 }] }, {}], {
        MREchoSequence: [{ EffectiveEchoTime: 9 }],
        PixelMeasuresSequence: [{ PixelSpacing: [1, 1] }],
      }),
    );
    expect(macros.elements(0, ECHO).map((element) => element.numbers())).toEqual([[2]]);
    expect(macros.elements(1, ECHO).map((element) => element.numbers())).toEqual([[9]]);
    expect(macros.elements(1, SPACING).map((element) => element.numbers())).toEqual([[1, 1]]);
    expect(macros.elements(0, tagOf('FlipAngle'))).toEqual([]);
    expect([macros.states(ECHO), macros.varies(ECHO)]).toEqual([true, true]);
    expect([macros.states(SPACING), macros.varies(SPACING)]).toEqual([true, false]);
    expect(macros.states(tagOf('FlipAngle'))).toBe(false);
  });

  it('gives the elements of all items of a macro', () => {
    const macros = macrosOf(enhanced([], { CTXRayDetailsSequence: [{ KVP: 100 }, { KVP: 140 }] }));
    expect(macros.elements(0, tagOf('KVP')).map((element) => element.numbers())).toEqual([[100], [140]]);
  });

  it('looks no deeper than the macros’ own attributes', () => {
    const deep = {
      MRDiffusionSequence: [
        { DiffusionGradientDirectionSequence: [{ DiffusionGradientOrientation: [1, 0, 0] }] },
      ],
    };
    expect(macrosOf(enhanced([deep], undefined)).states(tagOf('DiffusionGradientOrientation'))).toBe(false);
  });

  it('counts the frames, and those that have an item', () => {
    const macros = macrosOf(enhanced([{}, {}], {}, { NumberOfFrames: 5 }));
    expect([macros.frames, macros.described]).toEqual([5, 2]);
    expect(macrosOf(enhanced([{}, {}], {}, { NumberOfFrames: undefined })).frames).toBe(2);
    expect(macrosOf(enhanced([], {}, { NumberOfFrames: 7 })).described).toBe(0);
  });
});
