import { describe, expect, test } from 'vitest';
import { filled, largestPart } from '../../../src/report/plots/connected.js';

/** A slice from a drawing: # is 1. */
function drawn(...rows: string[]): Uint8Array {
  return Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 1 : 0));
}

describe('the largest part of a mask', () => {
  test('hangs together over faces: corners do not count', () => {
    const mask = drawn('##..', '##..', '..##', '...#');
    expect(largestPart(mask, [4, 4, 1])).toEqual(drawn('##..', '##..', '....', '....'));
  });

  test('goes through the slices, and not around the end of a row', () => {
    const mask = Uint8Array.of(...drawn('..#', '#..'), ...drawn('..#', '...'));
    expect(largestPart(mask, [3, 2, 2])).toEqual(
      Uint8Array.of(...drawn('..#', '...'), ...drawn('..#', '...')),
    );
  });

  test('is the first of two that are equal, and nothing of nothing', () => {
    expect(largestPart(drawn('#.#'), [3, 1, 1])).toEqual(drawn('#..'));
    expect(largestPart(drawn('...'), [3, 1, 1])).toEqual(drawn('...'));
  });
});

describe('a mask with its cavities', () => {
  const [empty, ring, full] = [
    drawn('.....', '.....', '.....', '.....', '.....'),
    drawn('.....', '.###.', '.#.#.', '.###.', '.....'),
    drawn('.....', '.###.', '.###.', '.###.', '.....'),
  ];

  test('is filled where no way leads out', () => {
    const ball = Uint8Array.of(...empty, ...full, ...ring, ...full, ...empty);
    expect(filled(ball, [5, 5, 5])).toEqual(Uint8Array.of(...empty, ...full, ...full, ...full, ...empty));
  });

  test('stays open where a way leads out through another slice', () => {
    const pipe = Uint8Array.of(...empty, ...ring, ...ring, ...full, ...empty);
    expect(filled(pipe, [5, 5, 5])).toEqual(pipe);
  });

  test('stays open at the border of the field', () => {
    const cup = drawn('###', '#.#', '#.#');
    expect(filled(cup, [3, 3, 1])).toEqual(cup);
  });
});
