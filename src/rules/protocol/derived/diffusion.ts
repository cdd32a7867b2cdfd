import type { DerivedQuantity, Known, Sample, SeriesView } from '../series-view.js';
import { ABSENT, derive, distinct, largest, least, numbers, ofSeries, truth } from './derive.js';
import { directionCount } from './gradient-directions.js';
import { attribute, distinctNumbers, isNotMr, samplesOf, together } from './readings.js';

/** PS3.3 C.8.13.5.9; in classic MR the vendors' own elements, as src/dicom/vendor/diffusion.ts reads them. */
const SOURCE = 'PS3.3 C.8.13.5.9';

const B_VALUE = attribute('DiffusionBValue');
const IMAGE_TYPE = attribute('ImageType');

/** All b-values as one sample; instances that state none, for all their frames or some, as another. */
function bValues(view: SeriesView): readonly Sample[] {
  const stated = view.separator('DiffusionBValue');
  // A protocol's own test gives attributes only.
  if (stated.length === 0) return distinctNumbers(view, B_VALUE);
  const values = stated.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  const samples = ofSeries(numbers(...distinct(values)));
  const without = withoutBValue(view, new Set(stated.flatMap(({ instances }) => [...instances])));
  return without.length > 0 ? [...samples, { value: ABSENT, instances: without }] : samples;
}

function withoutBValue(view: SeriesView, stating: ReadonlySet<number>): number[] {
  const groups = together(view, [B_VALUE]);
  const having = (states: readonly Known['state'][]): Set<number> =>
    new Set(
      groups.flatMap(({ readings: [value = ABSENT], instances }) =>
        states.includes(value.state) ? [...instances] : [],
      ),
    );
  const [valued, unvalued] = [having(['value']), having(['absent', 'empty'])];
  return view.instances.filter(
    (instance) => !stating.has(instance) || (valued.has(instance) && unvalued.has(instance)),
  );
}

/** One number made of all b-values. */
function ofBValues(of: (values: readonly number[]) => number): (view: SeriesView) => readonly Sample[] {
  return (view) =>
    bValues(view).map(({ value, instances }) => ({
      value: value.state === 'value' ? numbers(of(value.numbers ?? [])) : value,
      instances,
    }));
}

function isDiffusion(view: SeriesView): readonly Sample[] {
  const weighted = bValues(view).some(
    ({ value }) => value.state === 'value' && (value.numbers ?? []).some((b) => b > 0),
  );
  if (weighted) return ofSeries(truth(true));
  if (isNotMr(view)) return [];
  return samplesOf(view, [IMAGE_TYPE], ([type]) => {
    if (type?.state === 'unreadable') return type;
    const values = type?.state === 'value' ? type.texts : [];
    return truth(values.some((value) => ['DIFFUSION', 'ADC', 'TRACEW'].includes(value.trim())));
  });
}

/** What diffusion weighting the series has. */
export const DIFFUSION_VALUES: readonly DerivedQuantity[] = [
  derive({
    ...{ name: 'bValues', type: 'number', unit: 's/mm2', multi: true, probes: [B_VALUE], source: SOURCE },
    text: 'distinct b-values of the series, rising, as the scanner states them',
    read: bValues,
  }),
  derive({
    ...{ name: 'lowestB', type: 'number', unit: 's/mm2', probes: [B_VALUE], source: SOURCE },
    text: 'the lowest b-value of the series',
    read: ofBValues(least),
  }),
  derive({
    ...{ name: 'highestB', type: 'number', unit: 's/mm2', probes: [B_VALUE], source: SOURCE },
    text: 'the highest b-value of the series',
    read: ofBValues(largest),
  }),
  derive({
    ...{ name: 'directions', type: 'number', probes: [], source: SOURCE },
    text: 'number of gradient directions at the highest b-value, opposite ones counted once',
    read: (view) => ofSeries(directionCount(view)),
  }),
  derive({
    ...{ name: 'isDiffusion', type: 'boolean', probes: [B_VALUE, IMAGE_TYPE], source: SOURCE },
    text: 'whether a b-value above 0 is stated, or the image type says DIFFUSION, ADC or TRACEW',
    read: isDiffusion,
  }),
];
