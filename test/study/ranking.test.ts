import { describe, expect, it } from 'vitest';
import { type Given, stackOf, time, volumes } from './build.js';

function splitOf(files: readonly Given[]) {
  return stackOf(files).volumes;
}

describe('rankedByTime', () => {
  it('numbers volumes by the clock where every slice has a time of its own', () => {
    const files = volumes(4, (v, s) => ({ AcquisitionTime: time(100 + 2 * v + 0.3 * s) }));
    expect(splitOf(files)).toMatchObject({
      count: 4,
      timePoints: 4,
      separatedBy: ['AcquisitionTime'],
      missing: 0,
    });
  });

  it('still finds the slice that one of them lacks', () => {
    const files = volumes(4, (v, s) => ({ AcquisitionTime: time(100 + 2 * v + 0.1 * s) }), 12);
    files.splice(17, 1);
    expect(splitOf(files)).toMatchObject({ count: 4, missing: 1, incomplete: 1 });
  });

  it('does not believe the clock where volumes overlap in time', () => {
    const files = volumes(2, (v, s) => ({ AcquisitionTime: time(100 + 2 * s + v) }));
    expect(splitOf(files).count).toBeUndefined();
  });

  it('numbers the phases of a gated scan at each place, since heart beats differ', () => {
    const files = volumes(20, (phase, s) => ({ TriggerTime: phase * (40 + 2 * s) }));
    expect(splitOf(files)).toMatchObject({
      count: 20,
      timePoints: 20,
      separatedBy: ['TriggerTime'],
      missing: 0,
    });
  });
});

describe('rankedByTime where it must not guess', () => {
  it('takes no order from frames of one place at one moment', () => {
    const files = [
      ...volumes(2, (_, s) => ({ AcquisitionTime: time(s) })),
      ...volumes(2, (_, s) => ({ AcquisitionTime: time(50 + s) })),
    ];
    expect(splitOf(files)).toMatchObject({ count: undefined, separatedBy: [] });
  });

  it('takes no order where one frame has no time', () => {
    const files = volumes(4, (v, s) => ({
      AcquisitionTime: v === 2 && s === 1 ? undefined : time(100 + 2 * v + 0.3 * s),
    }));
    expect(splitOf(files).count).toBeUndefined();
  });

  it('takes no order from trigger times where places hold unequal numbers of frames', () => {
    const files = volumes(10, (v, s) => ({ TriggerTime: v * (40 + s) })).filter((_, i) => i % 7 !== 0);
    expect(splitOf(files).count).toBeUndefined();
  });

  it('orders the volumes of each contrast by itself', () => {
    const files = volumes(6, (v, s) => ({
      EchoTime: 10 + (v % 2),
      AcquisitionTime: time(100 + 5 * Math.floor(v / 2) + 0.4 * s),
    }));
    expect(splitOf(files)).toMatchObject({
      count: 6,
      timePoints: 3,
      separatedBy: ['EchoTime', 'AcquisitionTime'],
    });
  });

  it('orders the passes of a whole-body scan, whose bed positions differ in reference time', () => {
    const files = volumes(3, (pass, s) => ({
      FrameReferenceTime: 300000 * pass + 60000 * Math.floor(s / 2),
    }));
    expect(splitOf(files)).toMatchObject({ count: 3, timePoints: 3, separatedBy: ['FrameReferenceTime'] });
  });
});
