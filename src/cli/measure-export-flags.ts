import { string } from '@oclif/core/flags';
import type { InferredFlags } from '@oclif/core/interfaces';
import { FACT_FLAGS } from './response-flags.js';
import { UsageError } from './usage-error.js';

/** The flags of `measure-export`. */
export const MEASURE_EXPORT_FLAGS = {
  images: string({
    helpValue: 'PATH',
    multiple: true,
    multipleNonGreedy: true,
    description: 'where the images lie that were measured on, if elsewhere; may be given more than once',
  }),
  tolerance: string({
    helpValue: 'N%',
    default: '1%',
    description: 'how far a stored value may be from the recomputed one; its own rounding is always allowed',
  }),
  export: string({
    helpValue: 'FORMAT=FILE',
    multiple: true,
    multipleNonGreedy: true,
    description:
      'write the rows to a file, too: csv, csv-wide, parquet, redcap, fhir; with --criteria responses, best, sums, waterfall, spider',
  }),
  criteria: string({
    helpValue: 'NAME|FILE',
    description: 'judge the rows by response criteria, too: some that ship, as recist-1.1, or a file (YAML)',
  }),
  ...FACT_FLAGS,
  exclude: string({
    helpValue: 'GLOB',
    multiple: true,
    multipleNonGreedy: true,
    description: 'leave out what matches; may be given more than once',
  }),
};

/** {@link MEASURE_EXPORT_FLAGS} as oclif parses them. */
export type MeasureExportFlags = InferredFlags<typeof MEASURE_EXPORT_FLAGS>;

/**
 * Types `--tolerance`: `1%`, `0.5%`, `0`.
 * @returns a share: 0.01 for 1%
 * @throws UsageError for what is no percentage from 0 to 100
 */
export function toleranceShare(text: string): number {
  const [, digits] = /^(\d{1,3}(?:\.\d{1,9})?)%$/.exec(text.trim()) ?? [];
  const percent = Number(text.trim() === '0' ? 0 : digits);
  if (Number.isFinite(percent) && percent <= 100) return percent / 100;
  throw new UsageError(`--tolerance ${text}: give a percentage from 0% to 100%, such as 1%`);
}

/**
 * Refuses folders of images that cannot be meant.
 * @throws UsageError
 */
export function assertImages({ images = [] }: Pick<MeasureExportFlags, 'images'>): void {
  for (const path of images) {
    if (path === '') throw new UsageError('--images needs the name of a folder');
    if (path === '-') throw new UsageError("--images: '-' is for PATH alone");
  }
}
