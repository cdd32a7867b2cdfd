import type { Spec } from '../draw-svg.js';
import { type EndLabel, LABEL_ROOM, labelColumn, labelLayers } from './end-labels.js';
import { referenceLayers, zeroLayer } from './reference-lines.js';
import {
  CUT_PERCENT,
  type Looks,
  percentText,
  plain,
  type ReferenceLine,
  ticksTo,
} from './response-style.js';
import { isBeyond, isDrawn, type SpiderCourse } from './spider-courses.js';

/** What all panels of a plot share, so that they can be compared. */
export interface SpiderFrame {
  /** First and last place on the horizontal axis. */
  readonly span: readonly [number, number];
  readonly axisTitle: string;
  /** Top of the axis, percent. */
  readonly top: number;
  readonly looks: Looks;
  readonly lines: readonly ReferenceLine[];
}

/** Width of a panel, pixels. */
export const SPIDER_WIDTH = 760;
const HEIGHT = 340;
/** Beyond so many courses their names have no room beside the panel. */
export const MOST_NAMED = HEIGHT / LABEL_ROOM;
/** Where visits without a sum stand, and the bottom of the axis: below any change that there can be. Percent. */
const SUMLESS_PERCENT = -110;
const BOTTOM = -118;
/** A character of a name, on the wide side; pixels. */
const LABEL_CHARACTER_WIDTH = 5.5;
/** A star about the dot: five points, in vega's box from −1 to 1. */
const STAR =
  'M0,-1L0.235,-0.324L0.951,-0.309L0.38,0.124L0.588,0.809L0,0.4L-0.588,0.809L-0.38,0.124L-0.951,-0.309L-0.235,-0.324Z';

interface Channels {
  readonly x: Spec;
  readonly y: Spec;
}

function channelsOf({ span: [first, last], axisTitle, top }: SpiderFrame): Channels {
  const whole = { tickMinStep: 1, tickCount: 10, format: 'd' };
  return {
    x: {
      field: 'x',
      type: 'quantitative',
      scale: { domain: [first, last], nice: false, zero: false },
      axis: { title: axisTitle, ...whole },
    },
    y: {
      field: 'y',
      type: 'quantitative',
      scale: { domain: [BOTTOM, top], nice: false },
      axis: { title: 'change from baseline, %', values: ticksTo(top), minExtent: 36 },
    },
  };
}

function heightOf(percent: number): number {
  return Math.min(percent, CUT_PERCENT);
}

/** Lines, in the colour of the best response, in the order of time and broken where there is no sum. */
function lineLayer(courses: readonly SpiderCourse[], { x, y }: Channels, { domain, colours }: Looks): Spec {
  const values = courses.flatMap(({ best, points }, c) =>
    points.map((point, order) => ({
      x: point.x,
      y: heightOf(point.percent),
      colour: colours[domain.indexOf(best)],
      order,
      path: `${c}/${point.stretch}`,
    })),
  );
  const opacity = courses.length > 60 ? 0.35 : 0.65;
  return {
    data: { values },
    mark: { type: 'line', strokeWidth: 1.2, opacity, clip: false },
    encoding: {
      x,
      y,
      // Not `color`: its legend is that of the dots.
      stroke: { field: 'colour', type: 'nominal', scale: null },
      detail: { field: 'path' },
      order: { field: 'order', type: 'quantitative' },
    },
  };
}

/** Dots by the response at each visit; stars about those where a new lesion appeared. */
function dotLayers(courses: readonly SpiderCourse[], { x, y }: Channels, channels: Spec): Spec[] {
  const visits = courses.flatMap(({ points, sumless }) => [
    ...points.flatMap(({ x: at, percent, code, isNew }) =>
      code === null ? [] : [{ x: at, y: heightOf(percent), code, isNew }],
    ),
    ...sumless.map(({ x: at, code, isNew }) => ({ x: at, y: SUMLESS_PERCENT, code, isNew })),
  ]);
  const stars = visits.filter(({ isNew }) => isNew);
  const many = visits.length > 400;
  const size = many ? 100 : 260;
  const star = { type: 'point', shape: STAR, filled: true, opacity: 1, size, color: '#ffffff' };
  return [
    ...(stars.length === 0
      ? []
      : [
          {
            data: { values: stars },
            mark: { ...star, stroke: '#000000', strokeWidth: 1.1 },
            encoding: { x, y },
          },
        ]),
    {
      data: { values: visits },
      mark: { type: 'point', filled: true, opacity: many ? 0.75 : 1, size: many ? 16 : 40 },
      encoding: { x, y, ...channels },
    },
  ];
}

/** Names beside the panel where there is room for all, with the number of what ends beyond the axis; pixels. */
function endLabels(courses: readonly SpiderCourse[], { span: [first, last], top }: SpiderFrame): EndLabel[] {
  const ends = courses.flatMap(({ subject, points }) => {
    const end = points.at(-1);
    if (!end) return [];
    const number = isBeyond(end) ? ` ${percentText(end.percent)}` : '';
    const x = ((end.x - first) / (last - first)) * SPIDER_WIDTH;
    const y = ((top - heightOf(end.percent)) / (top - BOTTOM)) * HEIGHT;
    return [{ text: `${plain(subject)}${number}`, x, y }];
  });
  return labelColumn(ends, HEIGHT);
}

/** Triangles above the points that are cut. */
function beyondLayer(courses: readonly SpiderCourse[], { x, y }: Channels): Spec[] {
  const cut = courses.flatMap(({ points }) => points.filter(isBeyond));
  const values = cut.map(({ x: at }) => ({ x: at, y: CUT_PERCENT }));
  const mark = { type: 'point', shape: 'triangle-up', filled: true, opacity: 1, size: 36, color: '#000000' };
  return values.length === 0
    ? []
    : [{ data: { values }, mark: { ...mark, yOffset: -9 }, encoding: { x, y } }];
}

/** The lowest line, where visits without a sum stand. */
function sumlessLayer({ y }: Channels): Spec[] {
  const data = { values: [{ y: SUMLESS_PERCENT, text: 'no sum' }] };
  const mark = { type: 'text', align: 'right', baseline: 'middle', dx: -5, fontSize: 10, color: '#000000' };
  return [
    { data, mark: { type: 'rule', color: '#888888', strokeDash: [1, 3] }, encoding: { y } },
    { data, mark, encoding: { x: { value: 0 }, y, text: { field: 'text', type: 'nominal' } } },
  ];
}

/** One reader's courses; `title` names the reader and `subtitle` says how many of what. */
export function spiderPanel(
  courses: readonly SpiderCourse[],
  frame: SpiderFrame,
  title: { readonly text: string; readonly subtitle: string },
): Spec {
  const channels = channelsOf(frame);
  const { domain, colours, shapes } = frame.looks;
  const drawn = courses.filter(isDrawn);
  const labels = endLabels(drawn, frame);
  const longest = labels.reduce((most, { text }) => Math.max(most, text.length), 0);
  const offset = 24 + longest * LABEL_CHARACTER_WIDTH;
  const legend = { title: ['Dot: at the visit', 'Line: best response'], symbolSize: 60, offset };
  const field = { field: 'code', type: 'nominal', legend };
  const color = { ...field, scale: { domain, range: colours } };
  const shape = { ...field, scale: { domain, range: shapes } };
  const layer = [
    zeroLayer(channels.y),
    ...referenceLayers(frame.lines, channels.y, 0),
    ...(courses.some(({ sumless }) => sumless.length > 0) ? sumlessLayer(channels) : []),
    lineLayer(drawn, channels, frame.looks),
    ...dotLayers(courses, channels, { color, shape }),
    ...beyondLayer(drawn, channels),
  ];
  return {
    title: { ...title, offset: 16 },
    width: SPIDER_WIDTH,
    height: HEIGHT,
    // Names stand by pixels, all else by days and percent: each has its own scales.
    layer: [{ layer }, { layer: labelLayers(labels, [SPIDER_WIDTH, HEIGHT]) }].filter(
      (part) => part.layer.length > 0,
    ),
    resolve: { scale: { x: 'independent', y: 'independent' } },
  };
}
