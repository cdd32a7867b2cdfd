import { describe, expect, it } from 'vitest';
import { CONTRAST_PROBES, contrastStartOf } from '../../../../src/rules/protocol/cross/contrast-start.js';
import type { SeriesView } from '../../../../src/rules/protocol/series-view.js';
import { type Probe, probeKey, type Reading } from '../../../../src/study/probe/probe.js';
import { series, value } from './scene.js';

const [classic = '', enhanced = ''] = CONTRAST_PROBES.map(probeKey);

/** A series whose images differ in when contrast was given. */
function differing(...readings: readonly Reading[]): SeriesView {
  return {
    ...series(),
    readings: (probe: Probe) =>
      probeKey(probe) === classic
        ? readings.map((reading, i) => ({ reading, instances: [i] }))
        : [{ reading: { state: 'absent' }, instances: [0] }],
  };
}

describe('contrastStartOf', () => {
  it('reads the time that a classic or an enhanced object states, with fractions', () => {
    expect(contrastStartOf(series({ attributes: { [classic]: value('101502.5') } }))).toEqual({
      startS: 36_902.5,
    });
    expect(contrastStartOf(series({ attributes: { [enhanced]: value('000001') } }))).toEqual({ startS: 1 });
  });

  it('says why where there is none: absent or empty', () => {
    const why = 'it does not state when contrast was given (Contrast/Bolus Start Time)';
    expect(contrastStartOf(series())).toEqual({ why });
    expect(contrastStartOf(series({ attributes: { [classic]: { state: 'empty' } } }))).toEqual({ why });
  });

  it('says why where it is no time in some image', () => {
    const why = 'Contrast/Bolus Start Time is not a time in all of its images';
    expect(contrastStartOf(differing(value('noon')))).toEqual({ why });
    expect(contrastStartOf(differing(value('101500'), { state: 'absent' }))).toEqual({ why });
  });

  it('does not choose among several', () => {
    expect(contrastStartOf(differing(value('101500'), value('102000')))).toEqual({
      why: 'it states several starts of contrast',
    });
    expect(contrastStartOf(differing(value('101500'), value('101500.0')))).toEqual({ startS: 36_900 });
  });
});
