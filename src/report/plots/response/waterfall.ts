import type { Report } from '../../envelope.js';
import type { ResponseSections } from '../../response-sections.js';
import type { Spec } from '../draw-svg.js';
import { drawPanels } from './draw-panels.js';
import {
  CUT_PERCENT,
  counted,
  countsText,
  looksOf,
  NOT_STATED,
  percentText,
  type ResponsePlotOptions,
  readersOf,
  readerTitle,
  topPercent,
} from './response-style.js';
import { textPanel } from './text-panel.js';
import { isCut, type Waterfall, waterfallOf } from './waterfall-bars.js';
import { labelStep, type WaterfallFrame, waterfallPanel } from './waterfall-panel.js';

const TITLE = 'Best change of the sum of diameters from baseline';
const LEAST_WIDTH = 420;
const WIDTH = 1200;
/** A bar is this wide where there is room, and at least the least; pixels. */
const BAR = 26;
const LEAST_BAR = 1.5;

/** `28 of 30 subjects drawn; CR 1, PR 9`. */
function countsOf({ bars, without }: Waterfall): string {
  const codes = [...bars, ...without].map(({ code }) => code ?? NOT_STATED);
  const all = counted(codes.length, 'subject');
  const cut = bars.filter(isCut).length;
  return [
    `${bars.length} of ${all} drawn`,
    ...(codes.length > 0 ? [countsText(codes)] : []),
    ...(cut > 0 ? [`${cut} cut at ${percentText(CUT_PERCENT)}`] : []),
  ].join('; ');
}

/** The bars of a reader, and below them as text who has none, and by how much bars were cut that have no label. */
function panelsOf(waterfall: Waterfall, frame: WaterfallFrame): Spec[] {
  const { reader, bars, without } = waterfall;
  const step = labelStep(frame);
  const thinned = step > 1 ? `; a label on one bar of ${step}` : '';
  const cut = step > 1 ? bars.filter(isCut) : [];
  const subtitle = countsOf(waterfall);
  const head = `${readerTitle(reader)}: ${subtitle}`;
  const none = `Not drawn, no change from baseline known (${without.length}):`;
  const beyond = `Beyond ${percentText(CUT_PERCENT)} (${cut.length}):`;
  const named = without.map(({ subject, code }) => `${subject} ${code ?? NOT_STATED}`);
  const numbered = cut.map(({ subject, percent }) => `${subject} ${percentText(percent)}`);
  return [
    bars.length > 0
      ? waterfallPanel(waterfall, frame, `${subtitle}${thinned}`)
      : textPanel(head, ['no bar to draw'], frame.width),
    ...(cut.length > 0 ? [textPanel(beyond, numbered, frame.width)] : []),
    ...(without.length > 0 ? [textPanel(none, named, frame.width)] : []),
  ];
}

function frameOf(all: readonly Waterfall[], lines: WaterfallFrame['lines']): WaterfallFrame {
  const slots = all.reduce((most, { bars }) => Math.max(most, bars.length), 1);
  const width = Math.max(LEAST_WIDTH, Math.min(slots * BAR, Math.max(WIDTH, slots * LEAST_BAR)));
  const bars = all.flatMap((waterfall) => waterfall.bars);
  return {
    width,
    // A single bar is not as wide as the panel.
    slots: Math.max(slots, Math.floor(LEAST_WIDTH / BAR)),
    top: topPercent(bars.map(({ percent }) => percent)),
    looks: looksOf(bars.map(({ code }) => code)),
    lines,
  };
}

/**
 * A waterfall plot as SVG: a bar a subject, its best change from baseline up to the first progression, from worst to
 * best, coloured by the best response, a panel a reader. Bars beyond +100% are cut and have their number; who has no
 * change from baseline is listed. It holds subjects' and readers' names, and nothing outside; the same bytes each time.
 */
export async function waterfallSvg(
  { sections }: Pick<Report, 'sections'>,
  { lines = [] }: ResponsePlotOptions = {},
): Promise<string> {
  const { best = [], responses = [], criteria }: Partial<ResponseSections> = sections;
  const all = readersOf([...best, ...responses]).map((reader) => waterfallOf(reader, best, responses));
  const frame = frameOf(all, lines);
  const panels = all.flatMap((waterfall) => panelsOf(waterfall, frame));
  return drawPanels({
    title: TITLE,
    criteria,
    legend: 'smallest sum up to the first progression; worst to best',
    panels,
    emptyWidth: LEAST_WIDTH,
    spoken:
      'Waterfall plot: a bar a subject from the worst to the best change, coloured by best response, a panel a reader.',
    readers: all.map((waterfall) => ({ reader: waterfall.reader, counts: countsOf(waterfall) })),
  });
}
