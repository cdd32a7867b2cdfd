import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StateError } from '../../../src/io/state-folder-error.js';
import type { Delivery } from '../../../src/pipeline/run/deliveries.js';
import { deliveryFolder, makePlaces, reportPathOf, runPlaces } from '../../../src/pipeline/run/run-places.js';
import { folder } from './run-lab.js';

const of = (...paths: string[]): Delivery[] => [{ number: 1, input: '/in', paths, site: '01' }];

describe('the places of a run', () => {
  it('are absolute, and the state lies beside the output unless it is said where', () => {
    const at = folder();
    expect(runPlaces({ out: 'clean' }, [])).toEqual({
      out: resolve('clean'),
      state: `${resolve('clean')}.state`,
    });
    expect(runPlaces({ out: join(at, 'o'), state: join(at, 's') }, []).state).toBe(join(at, 's'));
  });

  it('lie neither in one another nor in a delivery, of which any path counts', () => {
    const at = folder();
    const [out, state] = [join(at, 'out'), join(at, 'state')];
    expect(() => runPlaces({ out, state: join(out, 'state') }, [])).toThrow(StateError);
    expect(() => runPlaces({ out: join(at, 'cd', 'out'), state }, of(join(at, 'cd')))).toThrow(StateError);
    expect(() => runPlaces({ out, state: join(at, 'cd') }, of(join(at, 'a'), join(at, 'cd')))).toThrow(
      StateError,
    );
    expect(() => runPlaces({ out, state }, of(join(at, 'out-2')))).not.toThrow();
  });

  it('are made, the state for its owner alone', () => {
    const at = folder();
    const places = { out: join(at, 'a', 'out'), state: join(at, 'b', 'state') };
    makePlaces(places);
    makePlaces(places);
    expect(statSync(places.out).isDirectory()).toBe(true);
    expect(statSync(places.state).mode & 0o777).toBe(0o700);
  });

  it('are not taken where others may look into the state, or a file is in its place', () => {
    const at = folder();
    const places = { out: join(at, 'out'), state: join(at, 'state') };
    mkdirSync(places.state);
    chmodSync(places.state, 0o750);
    expect(() => makePlaces(places)).toThrow(StateError);
    const file = join(at, 'file');
    writeFileSync(file, 'x');
    expect(() => makePlaces({ ...places, state: file })).toThrow(StateError);
  });
});

describe('where a report lies', () => {
  it('is told by run, delivery and command', () => {
    expect(deliveryFolder('r', 7)).toBe('r/0007');
    expect(deliveryFolder('r', 12_345)).toBe('r/12345');
    expect(reportPathOf('/s', { run: 'r', delivery: 7, command: 'deid' })).toBe('/s/r/0007/deid.json');
    expect(reportPathOf('/s', { run: 'r', command: 'response' })).toBe('/s/r/response.json');
  });

  it('is not told of what no command of a run has written', () => {
    expect(reportPathOf('/s', { delivery: 7, command: 'deid' })).toBeUndefined();
    expect(reportPathOf('/s', { run: 'r', delivery: 7 })).toBeUndefined();
  });
});
