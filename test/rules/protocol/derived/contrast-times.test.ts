import { describe, expect, it } from 'vitest';
import { image } from '../../../study/build.js';
import { reading, samplesFor, valueFor, valuesFor, viewOf } from './view.js';

describe('values of contrast timing', () => {
  it('lists distinct echo times, rising, as one value of the series', () => {
    const view = viewOf([4.92, 2.46, 4.92, 7.38].map((EchoTime) => image({ EchoTime })));
    expect(samplesFor('echoTimes', view)).toEqual([
      {
        value: { state: 'value', texts: ['2.46', '4.92', '7.38'], numbers: [2.46, 4.92, 7.38] },
        instances: [],
      },
    ]);
    expect(valueFor('echoCount', view)).toBe(3);
  });

  it('takes a float and a decimal string of one number for the same', () => {
    const view = viewOf([image(), image()], {
      held: (instance) => ({ EchoTime: reading(instance === 0 ? 4.6 : 4.599999904632568) }),
    });
    expect(valueFor('echoTimes', view)).toBe(4.6);
    expect(valueFor('echoCount', view)).toBe(1);
  });

  it('does not let the others stand for an instance without an echo time', () => {
    const view = viewOf([image({ EchoTime: 30 }), image(), image({ EchoTime: 30 })]);
    expect(samplesFor('echoTimes', view)).toEqual([
      { value: { state: 'value', texts: ['30'], numbers: [30] }, instances: [] },
      { value: { state: 'absent' }, instances: [1] },
    ]);
    expect(valuesFor('echoCount', view)).toEqual([1, 'absent']);
  });

  it('is unreadable where the value is no number', () => {
    const view = viewOf([image()], { held: () => ({ EchoTime: reading('short') }) });
    expect(valueFor('echoTimes', view)).toBe('unreadable');
  });

  it.for(['echoTimes', 'echoCount', 'inversionTimes', 'flipAngles'])(
    'has no %s where none is stated',
    (name) => {
      expect(valueFor(name, viewOf([image()]))).toBe('absent');
    },
  );

  it('is empty where the attribute is', () => {
    expect(valueFor('inversionTimes', viewOf([image({ InversionTime: '' })]))).toBe('empty');
  });

  it('lists inversion times and flip angles', () => {
    const view = viewOf([
      image({ InversionTime: 2400, FlipAngle: 9 }),
      image({ InversionTime: 900, FlipAngle: 90 }),
    ]);
    expect(valueFor('inversionTimes', view)).toEqual([900, 2400]);
    expect(valueFor('flipAngles', view)).toEqual([9, 90]);
  });

  it('lists all times of a frame that has several', () => {
    const view = viewOf([image()], { held: () => ({ InversionTime: reading(700, 2500) }) });
    expect(valueFor('inversionTimes', view)).toEqual([700, 2500]);
  });
});
