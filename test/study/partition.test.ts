import { describe, expect, it } from 'vitest';
import { columnOf } from '../../src/study/frame-columns.js';
import { crowdingOf, refined, refinedBy, undivided } from '../../src/study/partition.js';
import { stacksOf } from '../../src/study/stacks.js';
import { deliver, type Given, slices, volumes } from './build.js';

function stackOf(files: readonly Given[]) {
  const { table } = deliver(files);
  const [stack] = stacksOf({ table: table.frames, planes: table.planes }, [...files.keys()]);
  if (!stack) throw new RangeError('no stack');
  return { stack, table: table.frames };
}

describe('a partition', () => {
  it('is crowded where frames share a place of a volume', () => {
    const { stack } = stackOf([...slices({ count: 4 }), ...slices({ count: 2 }), ...slices({ count: 1 })]);
    expect(crowdingOf(stack, undivided(stack))).toEqual({ most: 3, extra: 3, filled: [4] });
  });

  it('is refined by the values of a column', () => {
    const { stack, table } = stackOf(volumes(3, (v) => ({ EchoTime: v === 2 ? undefined : v })));
    const finer = refined({ table, column: columnOf('EchoTime') }, stack, undivided(stack));
    expect(finer.count).toBe(3);
    expect(crowdingOf(stack, finer)).toEqual({ most: 1, extra: 0, filled: [6, 6, 6] });
  });

  it('takes values that differ beyond nine digits for one', () => {
    const { stack, table } = stackOf(volumes(2, (v) => ({ EchoTime: 12.3456789 + v * 1e-9 })));
    expect(refined({ table, column: columnOf('EchoTime') }, stack, undivided(stack)).count).toBe(1);
  });

  it('numbers the volumes it finds without holes', () => {
    const { volumes: numbers, count } = refinedBy(
      { volumes: [0, 0, 1, 1, 1], count: 2 },
      (frame) => frame % 2,
    );
    expect(count).toBe(4);
    expect([...new Set(numbers)].sort()).toEqual([0, 1, 2, 3]);
  });
});
