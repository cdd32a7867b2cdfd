import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ElementIndex } from '../../src/dicom/element-index.js';
import { Level } from '../../src/dicom/level.js';

function levelOf(tags: readonly number[]): Level {
  const index = new ElementIndex();
  for (const tag of tags) index.add(tag, 0, 0, 0);
  return new Level(index, 0, index.size);
}

const tag = fc.nat(0xffffffff);

describe('a level', () => {
  it('finds each tag where it stands first, in order or not', () => {
    fc.assert(
      fc.property(fc.array(tag, { maxLength: 40 }), fc.boolean(), tag, (tags, sorted, other) => {
        const list = sorted ? [...new Set(tags)].sort((a, b) => a - b) : tags;
        const level = levelOf(list);
        for (const each of [...list, other]) {
          const at = list.indexOf(each);
          expect(level.find(each)).toBe(at < 0 ? undefined : at);
        }
        expect(level.ordered).toBe(list.every((each, i) => i === 0 || each > (list[i - 1] ?? 0)));
      }),
    );
  });

  it('gives the tags of a range in the order of the file', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { maxLength: 30 }), fc.nat(60), fc.nat(60), (tags, first, last) => {
        const level = levelOf(tags);
        expect(level.range(first, last).map((at) => tags[at])).toEqual(
          tags.filter((each) => each >= first && each <= last),
        );
      }),
    );
  });

  it('passes over what is inside its elements', () => {
    const index = new ElementIndex();
    for (const each of [0x00081140, 0xfffee000, 0x00080018, 0x00100010]) index.add(each, 0, 0, 0);
    index.ends[0] = 3;
    const level = new Level(index, 0, index.size);
    expect(level.positions).toEqual([0, 3]);
    expect(level.find(0x00080018)).toBeUndefined();
    expect(level.find(0x00100010)).toBe(3);
    expect(level.ordered).toBe(true);
  });

  it('is empty where nothing is', () => {
    const level = levelOf([]);
    expect(level.find(0x00100010)).toBeUndefined();
    expect(level.range(0, 0xffffffff)).toEqual([]);
    expect(level.ordered).toBe(true);
  });
});
