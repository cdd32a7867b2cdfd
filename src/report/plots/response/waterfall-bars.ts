import type { BestRow, ResponseRow } from '../../response-sections.js';
import { byCodeUnits, CUT_PERCENT } from './response-style.js';

/** A subject's bar. */
export interface Bar {
  readonly subject: string;
  /** Best response. */
  readonly code: string;
  /** Best change from baseline, percent. */
  readonly percent: number;
}

/** One reader's subjects: the bars from worst to best, and who has none. */
export interface Waterfall {
  readonly reader: string;
  readonly bars: readonly Bar[];
  /** No change from baseline is known, or nothing was said of the best response at all (`code` is null). */
  readonly without: readonly { readonly subject: string; readonly code: string | null }[];
}

/** Whether a bar goes beyond what is drawn. */
export function isCut({ percent }: Pick<Bar, 'percent'>): boolean {
  return percent > CUT_PERCENT;
}

/** The subjects of one reader; whoever has a response at a visit is among them. */
export function waterfallOf(
  reader: string,
  best: readonly BestRow[],
  responses: readonly ResponseRow[],
): Waterfall {
  const bars: Bar[] = [];
  const without: { subject: string; code: string | null }[] = [];
  const told = new Set<string>();
  for (const { subject, reader: by, response, bestChangePercent: percent } of best) {
    if (by !== reader) continue;
    told.add(subject);
    if (percent !== null && Number.isFinite(percent)) bars.push({ subject, code: response, percent });
    else without.push({ subject, code: response });
  }
  for (const { subject, reader: by } of responses) {
    if (by !== reader || told.has(subject)) continue;
    told.add(subject);
    without.push({ subject, code: null });
  }
  bars.sort((a, b) => b.percent - a.percent || byCodeUnits(a.subject, b.subject));
  without.sort((a, b) => byCodeUnits(a.subject, b.subject));
  return { reader, bars, without };
}
