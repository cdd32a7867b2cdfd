import { describe, expect, it } from 'vitest';
import type { Vector } from '../../../fixtures/anatomy.js';
import { EPI_SIGNALS, type Part, type Signals, type SoftObject } from '../../../fixtures/motion/object.js';
import { STILL } from '../../../fixtures/motion/rigid.js';
import { trajectory } from '../../../fixtures/motion/trajectory.js';
import type { MotionRunRow } from '../../../src/report/qc-motion-sections.js';
import { folder } from '../../commands/cli.js';
import { TINY } from '../../helpers/motion/slice-images.js';
import { type Trick, tricked } from './run-series.js';

const VOLUMES = 8;
const ENDLESS = 1e5;

const base = folder('corelab-motion-');

function moving(amplitude: number): Pick<Trick, 'motion'> {
  return { motion: trajectory({ seed: 'adversarial', volumes: VOLUMES, amplitude }) };
}

function ellipsoid(...radiiMm: Vector): SoftObject {
  const part: Part = {
    ...{ material: 'gel', profile: 'edge', centreMm: [0, 0, 0], turnDeg: 0, peak: 1 },
    radiiMm,
  };
  return [part];
}

/** Every material as much below 2500 as it was above 0. */
const INVERTED = Object.fromEntries(
  Object.entries(EPI_SIGNALS).map(([material, signal]) => [material, 2500 - signal]),
) as unknown as Signals;

/** Nothing is said of the motion: no figure that a limit could pass. */
function expectNothing(run: MotionRunRow): void {
  expect(run.outcome).toBe('not-evaluable');
  const named = Object.entries(run.figures).filter(([name]) =>
    /Fd|Displacement|Translation|Rotation|Speed/.test(name),
  );
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter(([, value]) => value !== null)).toEqual([]);
  expect(run.volumes.filter(({ transform }) => transform !== null)).toEqual([]);
}

const states = ({ volumes }: MotionRunRow): string => volumes.map(({ state }) => state.charAt(0)).join('');

describe('objects that look alike when moved, of which nothing is said', () => {
  it.each<[string, SoftObject, RegExp, number?]>([
    ['a small sphere', ellipsoid(20, 20, 20), /when turned/],
    ['a sphere of 35 mm', ellipsoid(35, 35, 35), /when turned/],
    ['a sphere that touches the borders', ellipsoid(75, 75, 75), /when turned/],
    ['a sphere without noise', ellipsoid(48, 48, 48), /when turned/, 0],
    ['a sphere in strong noise', ellipsoid(48, 48, 48), /when turned/, 0.03],
    ['a cylinder along the slices', ellipsoid(50, 65, ENDLESS), /no structure along/],
    ['a cylinder across the field', ellipsoid(ENDLESS, 60, 40), /no structure along/],
    ['a slab', ellipsoid(ENDLESS, ENDLESS, 30), /no structure along/],
    ['a slab on its side', ellipsoid(30, ENDLESS, ENDLESS), /no structure along/],
    ['an ellipsoid with two equal axes', ellipsoid(60, 60, 40), /when turned/],
    ['the same without noise', ellipsoid(60, 60, 40), /when turned/, 0],
    ['an ellipsoid with two axes almost equal', ellipsoid(60, 61, 40), /when turned/],
    ['an egg', ellipsoid(40, 40, 55), /when turned/],
    ['air', ellipsoid(0.001, 0.001, 0.001), /when turned|no structure along|no signal/],
  ])('%s', async (name, object, reason, noiseShare = 0.01) => {
    const { run } = await tricked(base, name, { ...moving(1), object, noiseShare });
    expect(run.why).toMatch(reason);
    expectNothing(run);
  });

  it('but an ellipsoid with three axes is measured, and its motion is not passed', async () => {
    const { run } = await tricked(base, 'three axes', { ...moving(1), object: ellipsoid(60, 75, 40) });
    expect(states(run)).toBe('mmmmrmmm');
    expect(run.outcome).toBe('fail');
  });
});

describe('runs of which half is something else, of which nothing is said', () => {
  it.each<[string, Partial<Trick>]>([
    ['volumes of zeros', { noiseShare: 0, signal: (of, volume) => void (volume >= 4 && of.fill(0)) }],
    ['volumes of noise', { signal: (of, volume) => void (volume >= 4 && of.fill(0)) }],
    ['every other volume noise', { signal: (of, volume) => void (volume % 2 === 1 && of.fill(0)) }],
    ['an inverted contrast', { faults: { contrastChange: { fromVolume: 4, signals: INVERTED } } }],
    ['every other contrast inverted', { signals: (volume) => (volume % 2 === 1 ? INVERTED : EPI_SIGNALS) }],
    ['mirrored volumes', { signal: (of, volume) => void (volume >= 4 && mirrored(of)) }],
    ['signals at the largest number', { stored: saturated }],
    ['a third of the signal noise', { noiseShare: 0.3 }],
  ])('%s', async (name, trick) => {
    const { run } = await tricked(base, name, { ...moving(0.3), ...trick });
    expectNothing(run);
  });

  it.each<[string, Partial<Trick>]>([
    ['three volumes of noise', { signal: (of, volume) => void (volume >= 5 && of.fill(0)) }],
    ['three volumes inverted', { faults: { contrastChange: { fromVolume: 5, signals: INVERTED } } }],
    ['three volumes mirrored', { signal: (of, volume) => void (volume >= 5 && mirrored(of)) }],
  ])('but %s cost their own verdict, and the share fails', async (name, trick) => {
    const { run, checks } = await tricked(base, name, { ...moving(0.05), ...trick });
    expect(states(run)).toBe('mmmmruuu');
    expect(run.volumes.slice(5).every(({ fdPowerMm, transform }) => fdPowerMm === null && !transform)).toBe(
      true,
    );
    const outcomes = new Map(checks.map(({ check, outcome }) => [check, outcome]));
    expect(outcomes.get('measuredShare')).toBe('not-evaluable');
    // The largest of what was measured passes nothing.
    expect(outcomes.get('maxFdJenkinsonMm')).toBe('not-evaluable');
  });
});

function mirrored(signal: Float64Array): void {
  for (let row = 0; row < signal.length; row += TINY.columns) {
    signal.subarray(row, row + TINY.columns).reverse();
  }
}

function saturated(values: Int32Array): void {
  for (const [i, value] of values.entries()) if (value > 300) values[i] = 4095;
}

describe('a spoilt reference', () => {
  const spoilt = { volume: 4 };
  const cycles = [9, 5] as const;

  it.each<[string, Partial<Trick>]>([
    ['lost slices', { faults: { dropouts: [6, 8, 10].map((slice) => ({ ...spoilt, slice, factor: 0.2 })) } }],
    [
      'spikes',
      {
        faults: {
          spikes: [6, 8, 10].map((slice) => ({ ...spoilt, slice, amplitude: 600, cyclesPerImage: cycles })),
        },
      },
    ],
    ['motion within', { faults: { parityShifts: [{ ...spoilt, parity: 0, shiftMm: [0, 4, 0] }] } }],
    ['nothing but noise', { signal: (of, volume) => void (volume === 4 && of.fill(0)) }],
    ['its lower half lost', { signal: (of, volume) => void (volume === 4 && of.fill(0, 0, of.length / 2)) }],
  ])('with %s makes no volume pass that moved', async (name, trick) => {
    const { run, checks } = await tricked(base, `reference ${name}`, { ...moving(1), ...trick });
    expect(['fail', 'not-evaluable']).toContain(run.outcome);
    const passed = checks.filter(({ check, outcome }) => outcome === 'pass' && /Fd/.test(check));
    // What is measured against another reference is right.
    for (const { check } of passed) expect(check).toBe('maxFdJenkinsonMm');
  });

  it('before the signal is steady is asked for in vain', async () => {
    const first = { ...EPI_SIGNALS, fluid: 4000, grey: 2300, white: 1500, scalp: 900 };
    const trick = { ...moving(0.05), signals: (volume: number) => (volume === 0 ? first : EPI_SIGNALS) };
    const { run } = await tricked(base, 'not steady', trick, { reference: 'first' });
    expect(run.outcome).toBe('not-evaluable');
  });
});

describe('an object that goes out of the field', () => {
  it.each([
    ['sideways', [15, 0, 0]],
    ['along the slices', [0, 0, 12]],
  ] as const)('%s fails, and is not measured where too little is left', async (name, [x, , z]) => {
    const motion = Array.from({ length: VOLUMES }, (_, volume) => ({
      ...STILL,
      translationMm: [volume * x, 0, volume * z] as Vector,
    }));
    const { run } = await tricked(base, `leaves ${name}`, { motion });
    expect(run.outcome).toBe('fail');
    expect(run.volumes.at(-1)).toMatchObject({ state: 'unmeasurable', fdPowerMm: null });
    const fds = run.volumes.flatMap(({ fdJenkinsonMm }) => fdJenkinsonMm ?? []);
    expect(fds.length).toBeGreaterThan(4);
    for (const fd of fds) expect(Math.abs(fd - (x + z))).toBeLessThan(0.1);
  });
});

describe('stacks that hardly span the head', () => {
  it.each([3, 4])('of %i slices are not measured', async (slices) => {
    const { run } = await tricked(base, `slices ${slices}`, { ...moving(0.3), shape: { ...TINY, slices } });
    expectNothing(run);
  });
});
