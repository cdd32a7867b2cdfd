import { Redactor } from '../../study/redact.js';
import type { IdentifyingValues, SeriesHeader } from '../../study/series-header.js';
import { withoutDates } from '../without-dates.js';
import type { ReadSource, RegionsResult } from './measure-job.js';

/** What knows the persons of a delivery: the headers of all files, and what its objects name. */
interface Known {
  readonly headers: readonly Pick<SeriesHeader, 'identifying'>[];
  readonly sources: Iterable<ReadSource | RegionsResult>;
}

/**
 * Free text as a report may hold it: without what identifies, and without days. Names of readers, patients and
 * organisations that stand in reports and annotations alone are known, too.
 * @param identifiers text is left as it is
 */
export function describer(identifiers: boolean, { headers, sources }: Known): (text: string) => string {
  if (identifiers) return (text) => text;
  const all: IdentifyingValues[] = headers.map(({ identifying }) => identifying);
  for (const source of sources) {
    if (!('unreadable' in source) && source.identifying) all.push(source.identifying);
  }
  const redactor = new Redactor(all);
  // Labels and meanings recur: each is worked out once.
  const done = new Map<string, string>();
  return (text) => {
    const known = done.get(text) ?? withoutDates(redactor.clean(text));
    done.set(text, known);
    return known;
  };
}
