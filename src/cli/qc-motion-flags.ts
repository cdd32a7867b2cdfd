import { boolean, string } from '@oclif/core/flags';
import type { InferredFlags } from '@oclif/core/interfaces';
import { UsageError } from './usage-error.js';

/** The flags of `qc-motion`. */
export const QC_MOTION_FLAGS = {
  limits: string({
    helpValue: 'NAME|FILE',
    default: 'default',
    description:
      'limits that ship, or a file (YAML): limits, or a scanning protocol whose series have qc: or show a phantom',
  }),
  trial: string({
    helpValue: 'FILE',
    description: "trial file (YAML): limits of phantoms hold only for studies that it knows as phantoms'",
  }),
  qualification: string({
    helpValue: 'FILE.csv',
    description:
      'append each phantom to this list of scanners, which check-protocol reads (qualifiedDevices): serial number, model, software, date, figures, verdict',
  }),
  reference: string({
    helpValue: 'first|middle|median|N',
    default: 'middle',
    description:
      'the volume that others are held against; median: the one most like the median volume; N: counted from 0',
  }),
  series: string({
    helpValue: 'GLOB',
    multiple: true,
    multipleNonGreedy: true,
    description:
      'only series whose number, description or protocol name matches; may be given more than once',
  }),
  plots: string({
    helpValue: 'DIR',
    description:
      'write a plot (SVG) of each run, image and phantom into this folder; no image of the subject',
  }),
  thumbnails: boolean({
    description: 'with --plots: also a picture of each run, masked well inside the surface of the head',
  }),
  exclude: string({
    helpValue: 'GLOB',
    multiple: true,
    multipleNonGreedy: true,
    description: 'leave out what matches; may be given more than once',
  }),
};

/** {@link QC_MOTION_FLAGS} as oclif parses them. */
export type QcMotionFlags = InferredFlags<typeof QC_MOTION_FLAGS>;

const NAMED = ['first', 'middle', 'median'] as const;

/**
 * Types `--reference`.
 * @throws UsageError for what is neither a name nor a volume's number
 */
export function referenceChoice(text: string): (typeof NAMED)[number] | number {
  const named = NAMED.find((name) => name === text);
  if (named) return named;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UsageError(
    `--reference ${text}: give ${NAMED.join(', ')} or the number of a volume, counted from 0`,
  );
}

/** Characters of a pattern; what it is held against, LO and UI (PS3.5 6.2), has 64. */
const LONGEST_PATTERN = 256;

/**
 * Refuses patterns of `--series` that cannot be one.
 * @throws UsageError for an empty or a very long one
 */
export function assertPatterns({ series = [] }: Pick<QcMotionFlags, 'series'>): void {
  for (const glob of series) {
    if (glob.trim() === '') throw new UsageError('--series needs a pattern');
    if (glob.length > LONGEST_PATTERN) {
      throw new UsageError(`--series: a pattern has ${LONGEST_PATTERN} characters at most`);
    }
  }
}

/**
 * Refuses names of files that cannot be meant.
 * @throws UsageError
 */
export function assertQualification({
  qualification,
  trial,
}: Pick<QcMotionFlags, 'qualification' | 'trial'>): void {
  if (qualification !== undefined && !/\.csv$/i.test(qualification)) {
    throw new UsageError('--qualification needs the name of a CSV file (FILE.csv)');
  }
  if (trial === '') throw new UsageError('--trial needs the name of a file');
}

/**
 * Refuses flags that do nothing alone.
 * @throws UsageError
 */
export function assertPlotted({ plots, thumbnails }: Pick<QcMotionFlags, 'plots' | 'thumbnails'>): void {
  if (plots === '') throw new UsageError('--plots needs the name of a folder');
  if (thumbnails && plots === undefined) throw new UsageError('--thumbnails needs --plots DIR');
}
