import type { Finding } from '../../findings/finding.js';
import type { Scan } from '../scan/scan.js';
import type { Subjects } from './decide-who.js';
import type { DeliveryValues } from './known-values.js';
import type { DeidOptions } from './options.js';
import type { DeidOutcome } from './outcome.js';
import type { Prepared } from './prepare.js';
import type { SortedFiles } from './sort-files.js';

/** What a run knows before the first file is written. */
export interface Planned {
  readonly options: DeidOptions;
  readonly prepared: Prepared;
  readonly found: Scan;
  readonly who: Subjects;
  readonly known: DeliveryValues;
  readonly sorted: SortedFiles;
}

/** What a run knows at its end. */
export interface Done extends Planned {
  readonly outcome: DeidOutcome;
  /** What recording the releases in the crosswalk found. */
  readonly recorded: readonly Finding[];
}
