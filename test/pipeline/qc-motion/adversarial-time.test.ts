import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planeModule, stack } from '../../../fixtures/cd/geometry.js';
import {
  inverse,
  moved,
  product,
  type RigidParameters,
  rigidMatrix,
  turned,
} from '../../../fixtures/motion/rigid.js';
import { stillness, trajectory } from '../../../fixtures/motion/trajectory.js';
import { uid } from '../../../fixtures/random.js';
import { writeFiles } from '../../../fixtures/write-files.js';
import { centreOf } from '../../../src/motion/rigid.js';
import type { MotionRunRow } from '../../../src/report/qc-motion-sections.js';
import { folder } from '../../commands/cli.js';
import { alignmentError } from '../../helpers/motion/alignment-error.js';
import { gridOf } from '../../helpers/motion/memory-run.js';
import { imageFiles, type SliceImage, TINY } from '../../helpers/motion/slice-images.js';
import { motionOf, type Trick, tricked, trickImages } from './run-series.js';

const VOLUMES = 8;
const TR_S = 2;

const base = folder('corelab-motion-');

function moving(amplitude: number): { readonly motion: RigidParameters[] } {
  return { motion: trajectory({ seed: 'adversarial', volumes: VOLUMES, amplitude }) };
}

function withAttributes(of: (image: SliceImage) => SliceImage['attributes']): NonNullable<Trick['images']> {
  return (images) => images.map((image) => ({ ...image, attributes: { ...image.attributes, ...of(image) } }));
}

/** Volumes acquired at these seconds after ten o'clock. */
function acquiredAt(seconds: (volume: number) => number, digits = 4): NonNullable<Trick['images']> {
  return withAttributes(({ volume }) => {
    const all = seconds(volume);
    const [minutes, rest] = [Math.floor(all / 60), all % 60];
    const time = `10${String(minutes).padStart(2, '0')}${rest.toFixed(digits).padStart(digits ? 3 + digits : 2, '0')}`;
    return { AcquisitionTime: time, ContentTime: time };
  });
}

/** Holds, from `to` on, what volume `from` held. */
function copying(from: number, to: number): NonNullable<Trick['stored']> {
  let kept: Int32Array | undefined;
  return (values, volume) => {
    if (volume === from) kept = values.slice();
    if (volume === to && kept) values.set(kept);
  };
}

const states = ({ volumes }: MotionRunRow): string => volumes.map(({ state }) => state.charAt(0)).join('');

describe('volumes that are copies of others', () => {
  it('say nothing of motion where all are the same', async () => {
    const { run } = await tricked(base, 'all the same', { motion: stillness(VOLUMES), noiseShare: 0 });
    expect(run.outcome).toBe('not-evaluable');
    expect(run.figures).toMatchObject({ meanFdPowerMm: null, maxDisplacementMm: null });
    expect(run.why).toContain('a copy of another volume');
  });

  it.each([
    ['before', 2, 3, 3],
    ['that is the reference, which stays', 3, 4, 3],
    ['long before', 0, 6, 6],
  ])('are not measured where one repeats the one %s', async (name, from, to, lost) => {
    const { run, report } = await tricked(base, name, { ...moving(0.1), stored: copying(from, to) });
    expect(run.volumes[lost]).toMatchObject({ state: 'unmeasurable', fdPowerMm: null, transform: null });
    expect(states(run).match(/u/g)).toHaveLength(1);
    // However long the run, and whatever share of it was measured.
    const told = report.findings.filter(({ code }) => code === 'motion-volumes-unmeasurable');
    expect(told).toMatchObject([{ outcome: 'not-evaluable', actual: `volumes ${lost}` }]);
    expect(report.verdict).not.toBe('pass');
  });

  it('are told from a subject who keeps still', async () => {
    const { run } = await tricked(base, 'still', { motion: stillness(VOLUMES) });
    expect(states(run)).toBe('mmmmrmmm');
    expect(run.figures.meanFdPowerMm).toBeLessThan(0.15);
  });
});

describe('pauses', () => {
  it.each<[string, (volume: number) => number, number]>([
    ['one of ten minutes', (volume) => volume * TR_S + (volume >= 4 ? 600 : 0), 4],
    ['one of ten minutes, in whole seconds', (volume) => volume * TR_S + (volume >= 4 ? 600 : 0), 0],
    ['three of a minute', (volume) => volume * TR_S + Math.floor(volume / 2) * 60, 4],
  ])('are no usable time: %s', async (name, seconds, digits) => {
    const images = acquiredAt(seconds, digits);
    const { run, checks } = await tricked(base, name, { ...moving(0.05), images });
    // 16 s of scanning.
    expect(run.figures.usableMinutes).toBeLessThanOrEqual((VOLUMES * TR_S) / 60 + 0.001);
    const minutes = checks.find(({ check }) => check === 'usableMinutes');
    expect(minutes?.outcome).not.toBe('pass');
  });

  it('do not stand where volumes were left out', async () => {
    const images = (all: SliceImage[]) => all.filter(({ volume, slice }) => volume !== 3 || slice !== 7);
    const { run } = await tricked(base, 'left out', { ...moving(0.05), images });
    expect(run.figures.usableMinutes).toBeLessThanOrEqual(((VOLUMES - 1) * TR_S) / 60 + 0.001);
    expect(run.outcome).not.toBe('pass');
  });

  it('do not lower the speed of a volume that came in time', async () => {
    const step = Array.from({ length: VOLUMES }, (_, volume) => ({
      translationMm: [volume >= 2 ? 1 : 0, 0, 0] as const,
      rotationDeg: [0, 0, 0] as const,
    }));
    const images = acquiredAt((volume) => volume * TR_S + (volume >= 6 ? 600 : 0));
    const { run } = await tricked(base, 'step', { motion: step, images });
    expect(run.figures.maxSpeedMmPerS).toBeGreaterThan(0.4);
  });
});

describe('a repetition time that is not true', () => {
  it.each([0, 60_000])('of %i ms makes no usable minutes', async (ms) => {
    const images = withAttributes(() => ({ RepetitionTime: ms }));
    const { run } = await tricked(base, `repetition ${ms}`, { ...moving(0.05), images });
    expect(run.figures.usableMinutes).toBeLessThanOrEqual((VOLUMES * TR_S) / 60 + 0.001);
  });
});

describe('the order of volumes', () => {
  it('is that of time, whatever instances are numbered like', async () => {
    const numbered = (all: SliceImage[]) =>
      all.map((image, at) => ({
        ...image,
        attributes: {
          ...image.attributes,
          InstanceNumber: all.length - at,
          AcquisitionNumber: VOLUMES - image.volume,
        },
      }));
    const plain = await tricked(base, 'numbered', moving(0.3));
    const other = await tricked(base, 'numbered backwards', { ...moving(0.3), images: numbered });
    expect(other.run.volumes).toEqual(plain.run.volumes);
    expect(other.run.figures).toEqual(plain.run.figures);
  });

  it('does not hide a change of spacing: each stack is judged alone, and that there are two is told', async () => {
    const images = withAttributes(({ volume }) => (volume >= 5 ? { PixelSpacing: ['4', '4'] } : {}));
    const place = join(base, 'spacing');
    writeFiles(place, imageFiles(trickImages({ ...moving(0.05), images })));
    const { series, findings, verdict } = await motionOf([place]);
    expect(series.map(({ volumes }) => volumes.length)).toEqual([5, 3]);
    expect(findings.map(({ code }) => code)).toContain('motion-stacks-apart');
    expect(verdict).not.toBe('pass');
  });
});

describe('scanners that follow the head', () => {
  /** The grid of each volume goes along with a share of the movement, as prospective correction does. */
  function following(share: number): Trick & { readonly motion: RigidParameters[] } {
    const { motion } = moving(3);
    const scaled = ([x, y, z]: readonly [number, number, number]) =>
      [x * share, y * share, z * share] as const;
    const planes = (volume: number) => {
      const { translationMm, rotationDeg } = motion[volume] ?? {
        translationMm: [0, 0, 0],
        rotationDeg: [0, 0, 0],
      };
      const grid = { translationMm: scaled(translationMm), rotationDeg: scaled(rotationDeg) };
      const matrix = rigidMatrix(grid, TINY.centre);
      return stack(TINY).map((plane) => ({
        ...plane,
        position: moved(matrix, plane.position),
        row: turned(matrix, plane.row),
        column: turned(matrix, plane.column),
      }));
    };
    const frameOfReference = uid('follows');
    const images = withAttributes(({ volume, slice }) => {
      const plane = planes(volume)[slice];
      if (!plane) throw new RangeError('no such slice');
      return planeModule(plane, { thicknessMm: TINY.stepMm, spacingMm: TINY.stepMm, frameOfReference });
    });
    return { motion, planes, images };
  }

  it.each([1, 0.5])('do not make its motion small: they follow %f of it', async (share) => {
    const trick = following(share);
    const { run } = await tricked(base, `follows ${share}`, trick);
    expect(states(run)).toBe('mmmmrmmm');
    expect(run.outcome).toBe('fail');
    const [truth, centre] = [
      trick.motion.map((one) => rigidMatrix(one, TINY.centre)),
      centreOf(gridOf(TINY)),
    ];
    for (const { volume, reference, transform } of run.volumes) {
      const expected = product(truth[volume] ?? [], inverse(truth[reference] ?? []));
      expect(alignmentError(transform ?? [], expected, centre).rmsMm).toBeLessThan(0.1);
    }
  });
});
