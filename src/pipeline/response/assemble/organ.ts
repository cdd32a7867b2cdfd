import type { Criteria } from '../../../rules/response/criteria/criteria.js';
import { LYMPH_NODES } from '../../../rules/response/criteria/criteria.js';
import type { Observation } from '../observation.js';
import { distinct, trimmed } from './telling.js';

/** The organ of a lesion as rows say it. */
export interface SaidOrgan {
  /** Organs of the criteria, each once; more than one is a conflict. */
  readonly organs: readonly string[];
  /** What is written and no organ of the criteria, each once. */
  readonly unknown: readonly string[];
}

/** Organs that rows say, by the criteria's table: of a row its codes, and its text where no code is in the table. */
export function organsOf(rows: readonly Observation[], { organs }: Criteria): SaidOrgan {
  const found = rows.map((row) => {
    const codes = distinct(row.organCodes.map((code) => organs.get(code.trim())));
    // A node's site may be coded beside it, as the mediastinum: all nodes are one organ (RECIST working group, recist.eortc.org FAQ).
    if (codes.includes(LYMPH_NODES)) return { organs: [LYMPH_NODES], unknown: [] };
    if (codes.length > 0) return { organs: codes, unknown: [] };
    const text = trimmed(row.organ);
    const byText = text === null ? undefined : organs.get(text.toLowerCase());
    if (byText !== undefined) return { organs: [byText], unknown: [] };
    return { organs: [], unknown: text === null ? row.organCodes : [text] };
  });
  return {
    organs: distinct(found.flatMap((one) => one.organs)),
    unknown: distinct(found.flatMap((one) => one.unknown)),
  };
}
