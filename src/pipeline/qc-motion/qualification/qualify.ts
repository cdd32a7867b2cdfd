import type { Finding } from '../../../findings/finding.js';
import { StateError } from '../../../io/state-folder-error.js';
import { AtomicWriteError } from '../../../io/write-file-error.js';
import type { StudyView } from '../../../rules/protocol/study-view.js';
import type { LoadedLimits } from '../load-limits.js';
import type { JudgedPhantom } from '../stills/judged-still.js';
import { appendQualification } from './record.js';
import type { Recorded } from './recorded.js';
import { qualifications } from './rows.js';

/** What phantoms are recorded in, and by what limits. */
export interface QualifyInput {
  readonly file: string;
  readonly phantoms: readonly JudgedPhantom[];
  readonly studies: readonly StudyView[];
  readonly loaded: LoadedLimits;
  /** What is wrong with the delivery's files. */
  readonly faults: readonly Finding[];
  readonly signal: AbortSignal;
}

/**
 * Appends the phantoms of a delivery to the list of qualified scanners. A list that cannot be written is told, and costs
 * no report.
 */
export async function qualify(input: QualifyInput): Promise<Recorded> {
  const { file, loaded, signal } = input;
  const { recorded, notRecorded } = qualifications({ ...input, limits: limitsName(loaded) });
  try {
    const rows = recorded.map(({ row }) => row);
    const { isNew, upgraded, leftOut } = await appendQualification(file, rows, signal);
    // Rows without a serial number or a day are told above, each with its reason.
    if (leftOut > 0) throw new RangeError(`${leftOut} rows were not recorded`);
    return {
      recorded: recorded.map((one, i) => ({ ...one, isKnown: isNew[i] === false })),
      ...{ notRecorded, upgraded },
    };
  } catch (error) {
    if (!(error instanceof AtomicWriteError || error instanceof StateError)) throw error;
    return { recorded: [], notRecorded, upgraded: [], fault: error.code };
  }
}

function limitsName(loaded: LoadedLimits): string {
  if (loaded.kind === 'limits') return `${loaded.limits.id} ${loaded.limits.version}`;
  const { id, version } = loaded.protocol.protocol;
  return `${id} ${version}`;
}
