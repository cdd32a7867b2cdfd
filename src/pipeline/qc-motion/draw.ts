import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { writeAtomically } from '../../io/atomic-write.js';
import { makeFolders } from '../../io/make-folders.js';
import { AtomicWriteError, writing } from '../../io/write-file-error.js';
import type { ImageRow, MotionCheckRow, MotionRunRow, PhantomRow } from '../../report/qc-motion-sections.js';
import type { JudgedRun } from './run-state.js';

/** What was drawn of a run. */
export type Drawn = Pick<JudgedRun, 'plots' | 'plotFaults' | 'unsafePicture'>;

/** How a run is drawn. */
export interface DrawOptions {
  readonly folder: string;
  readonly thumbnails: boolean;
  readonly signal: AbortSignal;
}

/** Plots hold figures of a subject's scan. */
const MODE = 0o600;

/**
 * Makes the folder for plots.
 * @throws AtomicWriteError when it cannot be made
 */
export function plotFolder(folder: string): void {
  writing(folder, () => makeFolders(folder, 0o700));
}

/** Draws a run, and, where asked for, its reference volume, masked. What cannot be written is told, and costs no report. */
export async function draw(
  row: MotionRunRow,
  judged: Pick<JudgedRun, 'measured'>,
  { folder, thumbnails, signal }: DrawOptions,
): Promise<Drawn> {
  const stem = `${stemOf(row)}${numbered('run', row.run)}`;
  const plots: string[] = [];
  const plotFaults: string[] = [];
  const write = async (name: string, bytes: string | Uint8Array): Promise<void> => {
    try {
      await writeAtomically(join(folder, name), [bytes], { mode: MODE, signal });
      plots.push(name);
    } catch (error) {
      if (!(error instanceof AtomicWriteError)) throw error;
      plotFaults.push(error.code);
    }
  };
  const { motionPlot } = await import('../../report/plots/motion-plot.js');
  await write(`${stem}.svg`, await motionPlot(row));
  let unsafePicture = false;
  if (thumbnails) {
    const picture = await pictureOf(judged);
    unsafePicture = picture === undefined;
    if (picture) await write(`${stem}.png`, picture);
  }
  return { plots, plotFaults, unsafePicture };
}

/** Draws an image's slices against each other. */
export async function drawImage(row: ImageRow, options: StillDrawOptions): Promise<StillDrawn> {
  const { imagePlot } = await import('../../report/plots/image-plot.js');
  return drawStill(`${stemOf(row)}${numbered('image', row.image)}`, await imagePlot(row), options);
}

/** Draws what was found of a phantom, and its figures against their limits. */
export async function drawPhantom(
  row: PhantomRow,
  checks: readonly MotionCheckRow[],
  options: StillDrawOptions,
): Promise<StillDrawn> {
  const { phantomPlot } = await import('../../report/plots/phantom-plot.js');
  return drawStill(`${stemOf(row)}${numbered('image', row.image)}`, await phantomPlot(row, checks), options);
}

type StillDrawOptions = Omit<DrawOptions, 'thumbnails'>;
type StillDrawn = Omit<Drawn, 'unsafePicture'>;

async function drawStill(
  stem: string,
  svg: string,
  { folder, signal }: StillDrawOptions,
): Promise<StillDrawn> {
  const name = `${stem}.svg`;
  try {
    await writeAtomically(join(folder, name), [svg], { mode: MODE, signal });
    return { plots: [name], plotFaults: [] };
  } catch (error) {
    if (!(error instanceof AtomicWriteError)) throw error;
    return { plots: [], plotFaults: [error.code] };
  }
}

/** A name that is the same from run to run, and holds nothing that a person typed. */
function stemOf({ seriesUID, seriesNumber }: Pick<MotionRunRow, 'seriesUID' | 'seriesNumber'>): string {
  const digest = createHash('sha256').update(seriesUID).digest('hex').slice(0, 8);
  const number = seriesNumber === null ? 'none' : String(seriesNumber);
  return `series-${number}-${digest}`;
}

function numbered(what: string, number: number): string {
  return number === 0 ? '' : `-${what}-${number + 1}`;
}

/** The reference of the largest group. */
async function pictureOf({ measured }: Pick<JudgedRun, 'measured'>): Promise<Uint8Array | undefined> {
  const groups = measured.groups.flatMap(({ group, aligned }) =>
    'fault' in aligned ? [] : [{ size: group.members.length, aligned }],
  );
  const [largest] = groups.sort((a, b) => b.size - a.size);
  if (!largest) return undefined;
  const { prepared, grid } = largest.aligned;
  const { thumbnail } = await import('../../report/plots/thumbnail.js');
  return thumbnail({ ...grid, values: prepared.values, mask: prepared.mask });
}
