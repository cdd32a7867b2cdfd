import type { CriteriaCell } from '../../response-sections.js';
import { drawSvg, type Spec } from '../draw-svg.js';
import { counted, plain, RESPONSE_CONFIG, readerTitle } from './response-style.js';
import { textPanel } from './text-panel.js';

/** A plot of responses: its panels, one below the other, and what is said of it. */
interface Drawing {
  readonly title: string;
  readonly criteria: CriteriaCell | undefined;
  /** How it is to be read, below the title. */
  readonly legend: string;
  readonly panels: readonly Spec[];
  /** px; of the panel that stands for none. */
  readonly emptyWidth: number;
  /** What those who cannot see it are told, and of each reader. */
  readonly spoken: string;
  readonly readers: readonly { readonly reader: string; readonly counts: string }[];
}

/** Draws it as SVG, the same bytes each time. */
export function drawPanels({
  title,
  criteria,
  legend,
  panels,
  emptyWidth,
  spoken,
  readers,
}: Drawing): Promise<string> {
  const subtitle = [...(criteria ? [plain(criteria.title)] : []), legend].join('; ');
  const spec: Spec = {
    padding: 12,
    config: RESPONSE_CONFIG,
    title: { text: title, subtitle, fontSize: 15, subtitleFontSize: 11, offset: 14 },
    // The legend stands beside its panel, not beside the longest text.
    resolve: { legend: { color: 'independent', shape: 'independent' } },
    vconcat: panels.length > 0 ? panels : [textPanel('', ['no subject'], emptyWidth)],
  };
  const told = readers.map(({ reader, counts }) => `${readerTitle(reader)}: ${counts}`);
  const description = `${spoken} ${told.length > 0 ? told.join('. ') : 'No subject'}.`;
  return drawSvg(spec, { title: `${title}, ${counted(readers.length, 'reader')}`, description });
}
