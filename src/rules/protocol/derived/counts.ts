import type { DerivedQuantity, SeriesView } from '../series-view.js';
import { derive, numbers, ofSeries } from './derive.js';

function counted(name: string, text: string, of: (view: SeriesView) => number): DerivedQuantity {
  return derive({
    ...{ name, type: 'number', text, source: 'PS3.3 A.1.2.3' },
    read: (view) => ofSeries(numbers(of(view))),
  });
}

/** How much a series holds. */
export const COUNT_VALUES: readonly DerivedQuantity[] = [
  counted('instances', 'number of instances, repeated ones once', ({ instances }) => instances.length),
  counted('frames', 'number of frames, over all instances', ({ frames }) => frames),
  counted(
    'stacks',
    'number of stacks: parallel slices of one sampling; a three-plane localizer has 3',
    ({ geometry }) => geometry.stacks.length,
  ),
];
