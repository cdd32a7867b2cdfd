import { describe, expect, it } from 'vitest';
import { type Given, slices, time, volumes } from '../../../study/build.js';
import { valueFor, viewOf } from './view.js';

const ten = 36_000;
const unstated = 'unknown: the headers do not state when each volume was acquired';

function at(starts: readonly number[], own: (volume: number, slice: number) => Given = () => ({})): Given[] {
  return volumes(starts.length, (volume, slice) => ({
    TemporalPositionIdentifier: volume + 1,
    AcquisitionTime: time((starts[volume] ?? 0) % 86_400),
    ...own(volume, slice),
  }));
}

describe('volumeInterval', () => {
  it('is the median from start to start, and the longest is told besides', () => {
    const view = viewOf(at([ten, ten + 2.5, ten + 5, ten + 7.5, ten + 12.5]));
    expect(valueFor('volumeInterval', view)).toBe(2.5);
    expect(valueFor('maxVolumeInterval', view)).toBe(5);
  });

  it('is the middle between two medians', () => {
    expect(valueFor('volumeInterval', viewOf(at([ten, ten + 2.5, ten + 6])))).toBe(3);
  });

  it('is the mean where times are told in whole seconds', () => {
    const view = viewOf(at([ten, ten + 2, ten + 5, ten + 7, ten + 10]));
    expect(valueFor('volumeInterval', view)).toBe(2.5);
  });

  it('goes past midnight', () => {
    const view = viewOf(at([86_397.5, 86_400, 86_402.5]));
    expect(valueFor('volumeInterval', view)).toBe(2.5);
    expect(valueFor('maxVolumeInterval', view)).toBe(2.5);
  });

  it('takes the first slice of a volume, wherever it lies', () => {
    const series = at([ten, ten + 3], (volume, slice) => ({
      AcquisitionTime: time(ten + volume * 3.25 + ((slice * 5) % 6) * 0.5),
    }));
    expect(valueFor('volumeInterval', viewOf(series))).toBe(3.25);
  });

  it('holds echoes apart', () => {
    const echoes = volumes(6, (volume) => ({
      EchoTime: volume % 2 === 0 ? 10 : 30,
      TemporalPositionIdentifier: Math.floor(volume / 2) + 1,
      AcquisitionTime: time(ten + Math.floor(volume / 2) * 2.5 + (volume % 2) * 0.02),
    }));
    expect(valueFor('volumeInterval', viewOf(echoes))).toBe(2.5);
  });

  it('goes from one diffusion weighting to the next', () => {
    const weighted = volumes(3, (volume) => ({
      DiffusionBValue: volume * 500,
      AcquisitionTime: time(ten + volume * 6.5),
    }));
    expect(valueFor('volumeInterval', viewOf(weighted))).toBe(6.5);
  });

  it('takes Frame Reference Time or Trigger Time, ms, where all volumes have one time of acquisition', () => {
    const still = [ten, ten, ten];
    const frames = at(still, (volume) => ({ FrameReferenceTime: volume * 15_000 }));
    expect(valueFor('volumeInterval', viewOf(frames))).toBe(15);
    const triggered = at(still, (volume) => ({ TriggerTime: volume * 2000 + 250 }));
    expect(valueFor('volumeInterval', viewOf(triggered))).toBe(2);
  });

  it('is not known where nothing states when each volume was acquired', () => {
    expect(valueFor('volumeInterval', viewOf(at([ten, ten, ten])))).toBe(unstated);
    const some = at([ten, ten + 2, ten + 4], (volume) =>
      volume === 1 ? { AcquisitionTime: undefined } : {},
    );
    expect(valueFor('volumeInterval', viewOf(some))).toBe(unstated);
    expect(valueFor('maxVolumeInterval', viewOf(some))).toBe(unstated);
  });

  it('is absent for a single volume', () => {
    const view = viewOf(slices({ count: 5 }, { AcquisitionTime: '100000' }));
    expect(valueFor('volumeInterval', view)).toBe('absent');
    expect(valueFor('maxVolumeInterval', view)).toBe('absent');
  });

  it('is not known where the volumes cannot be told apart', () => {
    const view = viewOf([...slices({ count: 4 }), ...slices({ count: 4 }), ...slices({ count: 4 })]);
    expect(valueFor('volumeInterval', view)).toBe('unknown: the volumes cannot be told apart');
  });
});
