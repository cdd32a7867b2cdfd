import type { DerivedQuantity } from '../series-view.js';
import { type Definition, derive, numbers } from './derive.js';
import { attribute, distinctNumbers } from './readings.js';

type ListValue = Pick<Definition, 'name' | 'unit' | 'text' | 'source'> & { readonly keyword: string };

function list({ keyword, ...definition }: ListValue): DerivedQuantity {
  const probe = attribute(keyword);
  return derive({
    ...definition,
    ...{ type: 'number', multi: true, probes: [probe] },
    read: (view) => distinctNumbers(view, probe),
  });
}

const ECHO_TIME = attribute('EchoTime');

/** Timing and angles that give an MR image its contrast: all that occur in the series. */
export const CONTRAST_TIME_VALUES: readonly DerivedQuantity[] = [
  list({
    ...{ name: 'echoTimes', unit: 'ms', keyword: 'EchoTime', source: 'PS3.3 C.8.3.1, C.8.13.5.4' },
    text: 'distinct echo times of the series, rising',
  }),
  derive({
    ...{ name: 'echoCount', type: 'number', probes: [ECHO_TIME], source: 'PS3.3 C.8.3.1, C.8.13.5.4' },
    text: 'number of distinct echo times',
    read: (view) =>
      distinctNumbers(view, ECHO_TIME).map(({ value, instances }) => ({
        value: value.state === 'value' ? numbers(value.numbers?.length ?? 0) : value,
        instances,
      })),
  }),
  list({
    ...{ name: 'inversionTimes', unit: 'ms', keyword: 'InversionTime', source: 'PS3.3 C.8.3.1, C.8.13.5.5' },
    text: 'distinct inversion times of the series, rising',
  }),
  list({
    ...{ name: 'flipAngles', unit: 'deg', keyword: 'FlipAngle', source: 'PS3.3 C.8.3.1, C.8.13.5.2' },
    text: 'distinct flip angles of the series, rising',
  }),
];
