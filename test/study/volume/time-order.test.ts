import { describe, expect, it } from 'vitest';
import { inTimeOrder, momentsOf } from '../../../src/study/volume/time-order.js';
import { deliver, type Given, image, time } from '../build.js';

/** The table of images, one frame each, and volumes of one frame each in the order of the files. */
function tableOf(files: readonly Given[]) {
  const { table } = deliver(files.map((own) => image(own)));
  return { table, volumes: files.map((_, frame) => [frame]) };
}

function ordered(
  files: readonly Given[],
  separatedBy: Parameters<typeof inTimeOrder>[2]['separatedBy'] = [],
) {
  const { table, volumes } = tableOf(files);
  return inTimeOrder(table, volumes, { rowOf: (frame) => frame, separatedBy }).flat();
}

describe('momentsOf', () => {
  it('gives the earliest of each moment that is stated', () => {
    const { table } = tableOf([
      { AcquisitionTime: time(20), TriggerTime: 500 },
      { AcquisitionTime: time(10) },
      { TemporalPositionIdentifier: 3 },
    ]);
    expect(momentsOf(table, [0, 1, 2])).toEqual({
      AcquisitionTime: 10,
      TriggerTime: 500,
      TemporalPosition: 3,
    });
    expect(momentsOf(table, [])).toEqual({});
  });
});

describe('inTimeOrder', () => {
  it('sorts by what told the volumes apart before anything else', () => {
    const files = [
      { TriggerTime: 300, TemporalPositionIdentifier: 1 },
      { TriggerTime: 100, TemporalPositionIdentifier: 2 },
    ];
    expect(ordered(files)).toEqual([0, 1]);
    expect(ordered(files, ['TriggerTime'])).toEqual([1, 0]);
  });

  it('does not sort by a moment that some volumes do not state', () => {
    const files = [
      { TemporalPositionIdentifier: 9, AcquisitionTime: time(3) },
      { AcquisitionTime: time(2) },
      { TemporalPositionIdentifier: 1, AcquisitionTime: time(1) },
    ];
    expect(ordered(files)).toEqual([2, 1, 0]);
  });

  it('sorts by instance number, then as the files came, where there is no time', () => {
    expect(ordered([{ InstanceNumber: 8 }, { InstanceNumber: 2 }, {}, { InstanceNumber: 2 }])).toEqual([
      1, 3, 0, 2,
    ]);
  });

  it('lets a day end between volumes, but not for counters', () => {
    const late = { AcquisitionTime: time(86_399) };
    const early = { AcquisitionTime: time(1) };
    expect(ordered([early, late])).toEqual([1, 0]);
    expect(ordered([{ TriggerTime: 1 }, { TriggerTime: 86_399 }])).toEqual([0, 1]);
  });
});
