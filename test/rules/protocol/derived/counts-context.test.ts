import { describe, expect, it } from 'vitest';
import { image, slices } from '../../../study/build.js';
import { reading, valueFor, viewOf } from './view.js';

describe('counts', () => {
  it('counts instances, frames and stacks', () => {
    const sagittal = image({ ImageOrientationPatient: [0, 1, 0, 0, 0, -1] });
    const view = viewOf([...slices({ count: 4 }), sagittal]);
    expect(valueFor('instances', view)).toBe(5);
    expect(valueFor('frames', view)).toBe(5);
    expect(valueFor('stacks', view)).toBe(2);
  });

  it('counts the frames of a multi-frame instance', () => {
    const view = viewOf([image({ NumberOfFrames: 12 })]);
    expect(valueFor('instances', view)).toBe(1);
    expect(valueFor('frames', view)).toBe(12);
    expect(valueFor('stacks', view)).toBe(0);
  });
});

describe('what the run is told', () => {
  it('gives visit and site as they are told', () => {
    const view = viewOf([image()], { visit: 'V2', site: '017' });
    expect(valueFor('visit', view)).toBe('V2');
    expect(valueFor('site', view)).toBe('017');
  });

  it('does not know them where nobody told', () => {
    expect(valueFor('visit', viewOf([image()]))).toContain('unknown: no visit is told');
    expect(valueFor('site', viewOf([image()], { site: '' }))).toContain('unknown: no site is told');
  });
});

describe('values that a test of a protocol gives', () => {
  it('stand in the place of those that would be worked out', () => {
    const view = viewOf(slices({ count: 4 }), { given: { sliceSpacing: reading(7) } });
    expect(valueFor('sliceSpacing', view)).toBe(7);
    expect(valueFor('slices', view)).toBe(4);
  });

  it('are absent where they are no value', () => {
    const view = viewOf([image()], { given: { slices: { state: 'bundle', data: {} } } });
    expect(valueFor('slices', view)).toBe('absent');
  });
});
