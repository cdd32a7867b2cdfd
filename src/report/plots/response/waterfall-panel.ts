import type { Spec } from '../draw-svg.js';
import { readableText, referenceLayers, zeroLayer } from './reference-lines.js';
import {
  CUT_PERCENT,
  type Looks,
  percentText,
  plain,
  type ReferenceLine,
  readerTitle,
  ticksTo,
} from './response-style.js';
import { isCut, type Waterfall } from './waterfall-bars.js';

/** What all panels of a plot share, so that they can be compared. */
export interface WaterfallFrame {
  /** Pixels. */
  readonly width: number;
  /** Bars that have room in the width: the most that any reader has. */
  readonly slots: number;
  /** Top of the axis, percent. */
  readonly top: number;
  readonly looks: Looks;
  readonly lines: readonly ReferenceLine[];
}

const HEIGHT = 280;
/** The bottom of the axis: room for the label of a bar that ends at −100. Percent. */
const BOTTOM = -115;
/** The narrowest bar that has a label standing upright, and one lying; pixels. */
const UPRIGHT = 10;
const LYING = 22;

/** How many bars share one label: 1 where each has its own. */
export function labelStep({ width, slots }: Pick<WaterfallFrame, 'width' | 'slots'>): number {
  return Math.max(1, Math.ceil((UPRIGHT * slots) / width));
}

interface Datum {
  readonly from: number;
  readonly to: number;
  readonly mid: number;
  readonly drawn: number;
  readonly code: string;
  readonly label: string;
  readonly name: string;
  readonly kind: 'up' | 'down' | 'cut';
}

function dataOf({ bars }: Waterfall): Datum[] {
  return bars.map((bar, i) => {
    const cut = isCut(bar);
    return {
      ...{ from: i + 0.08, to: i + 0.92, mid: i + 0.5 },
      drawn: Math.min(bar.percent, CUT_PERCENT),
      code: bar.code,
      label: cut ? `${plain(bar.code)} ${percentText(bar.percent)}` : plain(bar.code),
      name: plain(bar.subject),
      kind: cut ? 'cut' : bar.percent < 0 ? 'down' : 'up',
    };
  });
}

/** Labels at the tips: above a bar that grows, below one that shrinks; those of cut bars have their number. */
function labelLayers(data: readonly Datum[], { x, y }: Channels, isLying: boolean): Spec[] {
  const text = { fontSize: 9, color: '#222222' };
  const layer = (kind: Datum['kind'], mark: Spec): Spec[] => {
    const values = data.filter((datum) => datum.kind === kind);
    const encoding = { x: { ...x, field: 'mid' }, y, text: { field: 'label', type: 'nominal' } };
    return values.length === 0
      ? []
      : readableText({ data: { values }, mark: { ...text, ...mark }, encoding });
  };
  const upright = { angle: 270, baseline: 'middle' };
  return [
    ...layer('up', isLying ? { baseline: 'bottom', dy: -2 } : { ...upright, align: 'left', dx: 3 }),
    ...layer('down', isLying ? { baseline: 'top', dy: 3 } : { ...upright, align: 'right', dx: -3 }),
    ...layer('cut', { ...upright, align: 'left', dx: 3 }),
  ];
}

/** Subjects' names below the bars. */
function nameLayer(data: readonly Datum[], x: Spec): Spec {
  const mark = { type: 'text', angle: 270, align: 'right', baseline: 'middle', fontSize: 9, limit: 120 };
  return {
    data: { values: data },
    mark: { ...mark, color: '#333333' },
    encoding: {
      x: { ...x, field: 'mid' },
      y: { value: HEIGHT + 5 },
      text: { field: 'name', type: 'nominal' },
    },
  };
}

/** White lines across a bar that goes on beyond the axis, as a break of it. */
function breakLayer(data: readonly Datum[], { x, y }: Channels): Spec[] {
  const cut = data.filter(({ kind }) => kind === 'cut');
  const values = cut.flatMap((datum) => [91, 95].map((drawn) => ({ ...datum, drawn })));
  const encoding = { x: { ...x, field: 'from' }, x2: { field: 'to' }, y };
  const mark = { type: 'rule', color: '#ffffff', strokeWidth: 2 };
  return values.length === 0 ? [] : [{ data: { values }, mark, encoding }];
}

interface Channels {
  readonly x: Spec;
  readonly y: Spec;
}

/** Bars, and a flat line where nothing changed: no bar is without a mark. */
function barLayers(data: readonly Datum[], { x, y }: Channels, { domain, colours }: Looks): Spec[] {
  const scale = { domain, range: colours };
  const color = {
    field: 'code',
    type: 'nominal',
    scale,
    legend: { title: 'Best response', symbolType: 'square' },
  };
  const across = { x: { ...x, field: 'from' }, x2: { field: 'to' } };
  const flat = data.filter(({ drawn }) => Math.abs(drawn) < 0.5);
  return [
    {
      data: { values: data },
      mark: { type: 'rect', opacity: 1 },
      encoding: { ...across, y, y2: { datum: 0 }, color },
    },
    ...(flat.length === 0
      ? []
      : [
          {
            data: { values: flat },
            mark: { type: 'rule', strokeWidth: 3, opacity: 1 },
            encoding: { ...across, y, color },
          },
        ]),
  ];
}

/** One reader's bars, from the worst change to the best; `subtitle` says how many of what. */
export function waterfallPanel(waterfall: Waterfall, frame: WaterfallFrame, subtitle: string): Spec {
  const data = dataOf(waterfall);
  const { width, slots, top, looks, lines } = frame;
  const step = labelStep(frame);
  const labelled = data.filter((_, i) => i % step === 0);
  const x = {
    type: 'quantitative',
    scale: { domain: [0, slots], nice: false, zero: false },
    axis: null,
  };
  const axis = { title: 'change from baseline, %', values: ticksTo(top), minExtent: 36 };
  const y = { field: 'drawn', type: 'quantitative', scale: { domain: [BOTTOM, top], nice: false }, axis };
  const channels = { x, y };
  return {
    title: { text: readerTitle(waterfall.reader), subtitle, offset: 18 },
    width,
    height: HEIGHT,
    layer: [
      zeroLayer(y),
      ...barLayers(data, channels, looks),
      ...breakLayer(data, channels),
      ...referenceLayers(lines, y, width),
      ...labelLayers(labelled, channels, width / slots >= LYING),
      nameLayer(labelled, x),
    ],
  };
}
