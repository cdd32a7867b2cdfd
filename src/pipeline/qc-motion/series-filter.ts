import picomatch from 'picomatch';
import type { SeriesView } from '../../rules/protocol/series-view.js';
import type { Probe } from '../../study/probe/probe.js';

const PROTOCOL_NAME: Probe = { kind: 'attribute', path: 'ProtocolName' };

/** What has to be read for {@link seriesFilter}. */
export const FILTER_PROBES: readonly Probe[] = [PROTOCOL_NAME];

/**
 * Tells the series that were asked for: by Series Number, Series Description, Protocol Name or Series Instance UID. All
 * of them where no pattern was given.
 * @param globs as understood by picomatch, a slash being a character like others; case does not matter
 */
export function seriesFilter(globs: readonly string[]): (view: SeriesView) => boolean {
  if (globs.length === 0) return () => true;
  const matches = picomatch([...globs], { dot: true, nocase: true, bash: true, nonegate: true });
  return (view) => namesOf(view).some((name) => matches(name.replaceAll('/', ' ')) || matches(name));
}

/** The globs that match none of the series. */
export function globsWithoutSeries(globs: readonly string[], views: readonly SeriesView[]): string[] {
  return globs.filter((glob) => !views.some(seriesFilter([glob])));
}

function namesOf(view: SeriesView): string[] {
  const headers = view.headers.flatMap(({ seriesDescription, seriesNumber }) => [
    seriesDescription,
    ...(seriesNumber === undefined ? [] : [String(seriesNumber)]),
  ]);
  const protocols = view
    .readings(PROTOCOL_NAME)
    .flatMap(({ reading }) => (reading.state === 'value' ? reading.texts : []));
  return [view.seriesUID, ...headers, ...protocols].filter((name) => name !== '');
}
