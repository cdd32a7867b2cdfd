import { describe, expect, it } from 'vitest';
import { FunctionalGroups } from '../../../src/dicom/pixels/frame-groups.js';
import { datasetOf } from '../../study/build.js';
import { errorOf } from './images.js';

const measures = (mm: number) => ({ PixelMeasuresSequence: [{ SliceThickness: mm }] });

describe('FunctionalGroups', () => {
  it("finds a frame's own macro, else the shared one", () => {
    const groups = new FunctionalGroups(
      datasetOf({
        PerFrameFunctionalGroupsSequence: [measures(1), { TemporalPositionSequence: [] }, measures(3)],
        SharedFunctionalGroupsSequence: [measures(9)],
      }),
    );
    const thickness = [0, 1, 2].map((frame) =>
      groups.macro(frame, 'PixelMeasuresSequence')?.number('SliceThickness'),
    );
    expect(thickness).toEqual([1, 9, 3]);
    expect(groups.frames).toBe(3);
  });

  it('does not take the shared macros for those of a frame whose own item is absent', async () => {
    const SharedFunctionalGroupsSequence = [measures(9)];
    const own = { PerFrameFunctionalGroupsSequence: [measures(1)], SharedFunctionalGroupsSequence };
    for (const frame of [-1, 1, 7]) {
      const work = () => new FunctionalGroups(datasetOf(own)).macro(frame, 'PixelMeasuresSequence');
      expect(await errorOf(work)).toBe(`missing-attribute PerFrameFunctionalGroupsSequence ${frame}`);
    }
    const shared = new FunctionalGroups(datasetOf({ SharedFunctionalGroupsSequence }));
    expect(shared.macro(7, 'PixelMeasuresSequence')?.number('SliceThickness')).toBe(9);
  });

  it('finds nothing in a classic image', () => {
    const groups = new FunctionalGroups(datasetOf({ SliceThickness: 3 }));
    expect([groups.frames, groups.items(0, 'PixelMeasuresSequence')]).toEqual([0, []]);
  });

  it('gives all items of a macro that may have several', () => {
    const groups = new FunctionalGroups(
      datasetOf({
        SharedFunctionalGroupsSequence: [
          { RealWorldValueMappingSequence: [{ LUTLabel: 'A' }, { LUTLabel: 'B' }] },
        ],
      }),
    );
    const labels = groups.items(4, 'RealWorldValueMappingSequence').map((item) => item.string('LUTLabel'));
    expect(labels).toEqual(['A', 'B']);
  });

  it('looks thousands of frames up without looking through all items again', () => {
    const count = 4000;
    const dataset = datasetOf({
      PerFrameFunctionalGroupsSequence: Array.from({ length: count }, (_, i) => measures(i + 1)),
    });
    const groups = new FunctionalGroups(dataset);
    let asked = 0;
    const sequence = dataset.sequence.bind(dataset);
    dataset.sequence = (keyword) => {
      asked++;
      return sequence(keyword);
    };
    let sum = 0;
    for (let frame = 0; frame < count; frame++) {
      sum += groups.macro(frame, 'PixelMeasuresSequence')?.number('SliceThickness') ?? 0;
    }
    expect([sum, asked]).toEqual([(count * (count + 1)) / 2, 0]);
  });
});
