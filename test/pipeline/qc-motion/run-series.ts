import { join } from 'node:path';
import { stack } from '../../../fixtures/cd/geometry.js';
import { magnitude } from '../../../fixtures/motion/noise.js';
import { BRAIN_SIGNAL, type SoftObject } from '../../../fixtures/motion/object.js';
import { type RunOptions, volumeSignal } from '../../../fixtures/motion/run.js';
import { writeFiles } from '../../../fixtures/write-files.js';
import type { QcMotionOptions } from '../../../src/pipeline/qc-motion/options.js';
import { runQcMotion } from '../../../src/pipeline/qc-motion/run.js';
import type { Report } from '../../../src/report/envelope.js';
import type {
  ImageRow,
  MotionCheckRow,
  MotionRunRow,
  PhantomRow,
} from '../../../src/report/qc-motion-sections.js';
import { imageFiles, type SliceImage, sliceImages, TINY } from '../../helpers/motion/slice-images.js';
import { CALL } from '../init-protocol/judged.js';

/** A run that is made to mislead. */
export interface Trick extends Partial<Omit<RunOptions, 'intro' | 'about' | 'form'>> {
  readonly motion: RunOptions['motion'];
  readonly object?: SoftObject;
  /** Changes a volume's signal before there is noise in it. */
  readonly signal?: (signal: Float64Array, volume: number) => void;
  /** Changes its stored values. */
  readonly stored?: (values: Int32Array, volume: number) => void;
  readonly images?: (images: SliceImage[]) => SliceImage[];
  readonly planes?: (volume: number) => ReturnType<typeof stack>;
}

/** The classic images of a run of {@link TINY}, unless another shape is given. */
export function trickImages({ noiseShare = 0.01, ...trick }: Trick): SliceImage[] {
  const { shape = TINY, motion, signal, stored, images = (all) => all, planes } = trick;
  const run = { intro: INTRO, about: '', form: 'siemens-classic' as const, ...trick, shape };
  const still = stack(shape);
  const values = (volume: number): Int32Array => {
    const clean = volumeSignal(run, planes?.(volume) ?? still, volume);
    signal?.(clean, volume);
    const noise = { sigma: noiseShare * BRAIN_SIGNAL, seed: `trick ${volume}`, max: 4095 };
    const out = magnitude(clean, noise);
    stored?.(out, volume);
    return out;
  };
  return images(sliceImages({ shape, volumes: motion.length, values }));
}

/** Never written: the images have an introduction of their own. */
const INTRO = {} as RunOptions['intro'];

/** The sections of a report, as they stand in it. */
export interface MotionReport extends Omit<Report, 'sections'> {
  readonly series: readonly MotionRunRow[];
  readonly images: readonly ImageRow[];
  readonly phantoms: readonly PhantomRow[];
  readonly checks: readonly MotionCheckRow[];
}

/** What `qc-motion` says of folders, in this process. */
export async function motionOf(
  inputs: readonly string[],
  over: Partial<QcMotionOptions> = {},
): Promise<MotionReport> {
  const options = { limits: 'default', reference: 'middle', series: [], thumbnails: false } as const;
  const { sections, ...report } = await runQcMotion({ ...CALL, ...options, inputs, ...over });
  const rows = <T>(name: string): T[] => [...(sections[name] as Iterable<T>)];
  return {
    ...report,
    series: rows<MotionRunRow>('series'),
    images: rows<ImageRow>('images'),
    phantoms: rows<PhantomRow>('phantoms'),
    checks: rows<MotionCheckRow>('checks'),
  };
}

/** Writes a run below `base`, and gives the only series that it makes with what its limits say. */
export async function tricked(
  base: string,
  name: string,
  trick: Trick,
  over: Partial<QcMotionOptions> = {},
): Promise<{ run: MotionRunRow; checks: readonly MotionCheckRow[]; report: MotionReport }> {
  const folder = join(base, name.replaceAll(/\W+/g, '-'));
  writeFiles(folder, imageFiles(trickImages(trick)));
  const report = await motionOf([folder], over);
  const [run, ...others] = report.series;
  if (!run || others.length > 0) throw new RangeError(`${report.series.length} series in ${name}`);
  return { run, checks: report.checks, report };
}
