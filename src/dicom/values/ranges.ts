/** Range matching strings of queries, which turn up in data sets where a date or time belongs: PS3.4 C.2.2.2.5. */

/** The two ends as they stand; an end that is absent is open. */
export interface ValueRange {
  readonly from?: string;
  readonly to?: string;
}

/**
 * Recognises `a-b`, `a-` and `-b`, where `parse` (parseDate, parseTime, parseDateTime) accepts the ends.
 * @returns undefined when the text is a single value, or no range of such values. A hyphen that belongs to a DT's
 * offset from UTC is told by what stands on both sides of it, as PS3.5 Table 6.2-1 rules.
 */
export function parseRange(text: string, parse: (end: string) => unknown): ValueRange | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 64 || parse(trimmed) !== undefined) return undefined;
  for (let at = trimmed.indexOf('-'); at >= 0; at = trimmed.indexOf('-', at + 1)) {
    const from = trimmed.slice(0, at);
    const to = trimmed.slice(at + 1);
    const isEnd = (end: string): boolean => end === '' || parse(end) !== undefined;
    if (from + to === '' || !isEnd(from) || !isEnd(to)) continue;
    return { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
  }
  return undefined;
}
