import type { Code } from '../../measure/code.js';
import type { MeasureProblem } from '../../measure/problem.js';
import type { InstanceRef } from '../../measure/source.js';
import type { MeasurementRow } from '../../report/measure-export-sections.js';
import type { Delivery } from '../../study/model.js';
import type { Inputs } from '../scan/inputs.js';
import type { Repetition } from '../scan/repetition.js';
import type { Scan, Unreadable } from '../scan/scan.js';
import type { SourceFile } from './measure-job.js';
import type { MeasureExportOptions } from './options.js';

/** One object after it was read and measured. */
export interface MeasuredSource {
  readonly source: SourceFile;
  readonly seriesUID: string;
  readonly studyUID: string;
  readonly sopInstanceUID: string;
  readonly sopClassUID: string;
  /** YYYY-MM-DD, for the order of visits; whether it may be told is another question. */
  readonly studyDate: string | null;
  readonly title?: Code;
  readonly rows: readonly MeasurementRow[];
  readonly references: readonly InstanceRef[];
  readonly problems: readonly MeasureProblem[];
  /** The code of why it cannot be read. */
  readonly unreadable?: Unreadable;
}

/** A run of the command before its report is made. */
export interface Done {
  readonly options: MeasureExportOptions;
  readonly inputs: Inputs;
  readonly scan: Scan;
  readonly delivery: Delivery;
  readonly sources: readonly MeasuredSource[];
  /** Files whose regions are not read: surface segmentations. */
  readonly unsupported: readonly number[];
  readonly repetition: readonly Repetition[];
  readonly isPresent: (sopInstanceUID: string) => boolean;
  /** Files that `--exclude` left out. */
  readonly leftOut: number;
}
