import type { ImageRow } from '../qc-motion-sections.js';
import type { Spec } from './draw-svg.js';

/** Fonts, axes and titles of the plots of images and phantoms: those of the plots of runs. */
const STILL_CONFIG: Spec = {
  font: 'Helvetica, Arial, sans-serif',
  background: '#ffffff',
  // The image is one thing with a title and a description, not thousands of marks to be read out.
  aria: false,
  axis: { gridColor: '#e8e8e8', labelFontSize: 10, titleFontSize: 11, titleFontWeight: 'normal' },
  title: { anchor: 'start', fontSize: 12, offset: 4 },
  view: { stroke: '#888888' },
  concat: { spacing: 12 },
};

/** What stands above a plot, and below that. */
export interface Heading {
  readonly title: string;
  readonly subtitle: string;
}

/** Number and kind only: a description may hold a name. Both parts of what a plot is called. */
export function stillHeading(
  row: Pick<ImageRow, 'seriesNumber' | 'image' | 'kind' | 'outcome' | 'limits'>,
  facts: readonly string[],
): Heading {
  const { seriesNumber, image, kind, outcome, limits } = row;
  const series = seriesNumber === null ? 'Series without a number' : `Series ${seriesNumber}`;
  const parts = [series, ...(image > 0 ? [`image ${image + 1}`] : []), ...(kind === null ? [] : [kind])];
  const held = limits === null ? [] : [`limits ${limits}`];
  return { title: parts.join(', '), subtitle: `${outcome}: ${[...facts, ...held].join(', ')}` };
}

/** `1 slice`, `11 slices`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** A plot of panels below one another, with its heading. */
export function stillSpec({ title, subtitle }: Heading, panels: readonly Spec[]): Spec {
  return {
    padding: 12,
    config: STILL_CONFIG,
    title: { text: title, subtitle, fontSize: 15, subtitleFontSize: 11, offset: 10 },
    vconcat: panels,
    resolve: { scale: { color: 'independent', shape: 'independent', fill: 'independent' } },
  };
}
