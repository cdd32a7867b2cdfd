import { describe, expect, it } from 'vitest';
import { BatchBuilder } from '../../src/study/batch.js';
import { COLUMN, columnOf, FRAME_WIDTH, renumber } from '../../src/study/frame-columns.js';
import { fileOf, image, slices } from './build.js';

describe('BatchBuilder', () => {
  it('keeps what instances share only once', () => {
    const builder = new BatchBuilder();
    for (const given of slices({ count: 200 }, { ImageType: ['ORIGINAL', 'PRIMARY'] }))
      builder.add(fileOf(given));
    const batch = builder.build();
    expect([batch.headers.length, batch.planes.length, batch.texts.length]).toEqual([1, 1, 1]);
    expect(batch.frames).toHaveLength(200 * FRAME_WIDTH);
    expect(batch.frames[150 * FRAME_WIDTH + COLUMN.z]).toBe(450);
  });

  it('says what is absent by NaN, in the frame table alone', () => {
    const builder = new BatchBuilder();
    const instance = builder.add(
      fileOf(image({ ImagePositionPatient: undefined, SOPInstanceUID: undefined })),
    );
    expect(instance).toEqual({
      sopInstanceUID: '',
      ...{ header: 0, planes: 1, frames: 1, instanceNumber: undefined, rows: 64, columns: 64 },
    });
    const { frames, planes } = builder.build();
    expect(planes).toEqual([]);
    expect([...frames].every(Number.isNaN)).toBe(true);
  });

  it('has headers of its own for instances that differ in one attribute of the series', () => {
    const builder = new BatchBuilder();
    const numbers = [{}, { StationName: 'A' }, {}, { StationName: 'B' }].map(
      (own) => builder.add(fileOf(image(own))).header,
    );
    expect(numbers).toEqual([0, 1, 0, 2]);
  });

  it('is built anew without taking the earlier one back', () => {
    const builder = new BatchBuilder();
    builder.add(fileOf(image()));
    const early = builder.build();
    builder.add(fileOf(image()));
    expect(early.frames).toHaveLength(FRAME_WIDTH);
    expect(builder.build().frames).toHaveLength(2 * FRAME_WIDTH);
  });
});

describe('renumber', () => {
  it('changes numbers of planes and texts, and no others', () => {
    const frames = new Float64Array(FRAME_WIDTH).fill(3);
    frames[columnOf('ConvolutionKernel')] = Number.NaN;
    renumber(frames, { plane: (own) => own + 10, text: (own) => own + 100 });
    expect(frames[COLUMN.plane]).toBe(13);
    expect(frames[columnOf('ImageType')]).toBe(103);
    expect(frames[columnOf('EchoTime')]).toBe(3);
    expect(frames[columnOf('ConvolutionKernel')]).toBeNaN();
  });
});
