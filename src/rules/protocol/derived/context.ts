import type { DerivedQuantity, SeriesView } from '../series-view.js';
import { derive, ofSeries, texts, unknown } from './derive.js';

function told(
  name: 'visit' | 'site',
  { text, how, source }: Record<'text' | 'how' | 'source', string>,
): DerivedQuantity {
  return derive({
    ...{ name, type: 'text', text, source },
    read: (view: SeriesView) => {
      const value = view[name];
      return ofSeries(value ? texts(value) : unknown(`no ${name} is told: ${how}`));
    },
  });
}

/** What the run is told of the study. */
export const CONTEXT_VALUES: readonly DerivedQuantity[] = [
  told('visit', {
    text: 'visit of the study: as the run is told, else Clinical Trial Time Point ID',
    how: 'by --visit, or by Clinical Trial Time Point ID',
    source: 'PS3.3 C.7.2.3',
  }),
  told('site', {
    text: 'site of the study: as the run is told, else Clinical Trial Site ID',
    how: 'by --site, or by Clinical Trial Site ID',
    source: 'PS3.3 C.7.1.3',
  }),
];
