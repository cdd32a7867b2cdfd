import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMN } from '../../src/study/frame-columns.js';
import { deliver, image, volumes } from './build.js';

describe('InstanceTable', () => {
  const files = [
    ...volumes(3, (v) => ({ ImageType: ['ORIGINAL', `V${v}`], StationName: `S${v}` })),
    image({ PixelSpacing: [1, 1] }),
    image({ Rows: undefined }),
  ];

  it('is the same however its instances are cut into batches', () => {
    const whole = deliver(files);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: files.length })), (cuts) => {
        const { table, delivery } = deliver(files, cuts);
        expect(delivery).toEqual(whole.delivery);
        expect([table.headers, table.planes, table.texts]).toEqual([
          whole.table.headers,
          whole.table.planes,
          whole.table.texts,
        ]);
        for (let instance = 0; instance < table.size; instance++) {
          expect(table.frameRows(instance)).toEqual(whole.table.frameRows(instance));
          expect(table.sopInstanceUID(instance)).toBe(whole.table.sopInstanceUID(instance));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('finds everything of an instance again by its number', () => {
    const { table } = deliver(files, [5]);
    expect(table.size).toBe(20);
    expect(table.sopInstanceUID(7)).toBe(files[7]?.SOPInstanceUID);
    expect(table.sopBytes(7).toString()).toBe(files[7]?.SOPInstanceUID);
    expect(table.instanceNumber(7)).toBe(8);
    expect(table.instanceNumber(18)).toBeUndefined();
    expect(table.header(13).station).toBe('S2');
    expect(table.file(13)).toBe(13);
    expect(table.matrix(18)).toEqual({ rows: 64, columns: 64 });
    expect([table.frameTotal(19), table.frameRows(19).count]).toEqual([0, 0]);
    expect(table.frames.get(table.frameRows(13).first, COLUMN.instance)).toBe(13);
    expect(() => table.header(99)).toThrow(RangeError);
  });
});
