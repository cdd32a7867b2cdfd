import type { MotionRunRow } from '../qc-motion-sections.js';
import { type Band, type Curve, course, groupNames } from './course.js';
import type { Spec } from './draw-svg.js';
import { GROUP_COLOURS, GROUP_SHAPES, LIMIT_COLOUR } from './palette.js';
import { bandLayer, emptyLayer, PANEL_WIDTH, SHOWN_POINTS, volumeAxis } from './panel.js';

/** A line that figures are held against. */
export interface LimitLine {
  readonly value: number;
  readonly label: string;
}

/** Curves that share one vertical axis. */
export interface CurvePanel {
  readonly run: MotionRunRow;
  readonly bands: readonly Band[];
  readonly title: string;
  readonly unit: string;
  readonly curves: readonly Curve[];
  /** How the curves are told apart; without it they are by their group. */
  readonly styles?: { readonly colours: readonly string[]; readonly dashes: readonly (readonly number[])[] };
  /** The axis reaches at least from the first to the second: noise is not blown up to fill the panel. */
  readonly atLeast: readonly [number, number];
  readonly limit?: LimitLine;
  /** Whether the panel explains the groups' shapes. */
  readonly explainsGroups?: boolean;
}

const HEIGHT = 110;

/** The groups' shapes, and their colours where the curves have none of their own. */
function groupChannels({ run, styles, explainsGroups }: CurvePanel): Spec {
  const names = groupNames(run);
  const of = <T>(list: readonly T[]): (T | undefined)[] => names.map((_, i) => list[i % list.length]);
  const legend = explainsGroups && names.length > 1 ? { title: 'group' } : null;
  const channel = (range: readonly unknown[]): Spec => ({
    field: 'group',
    type: 'nominal',
    scale: { domain: names, range },
    legend,
  });
  return {
    ...(names.length > 1 ? { shape: channel(of(GROUP_SHAPES)) } : {}),
    ...(styles ? {} : { color: channel(of(GROUP_COLOURS)) }),
  };
}

/** Colour and dash of each curve. */
function curveChannels({ curves, styles }: CurvePanel, keys: readonly string[]): Spec {
  if (!styles) return {};
  const domain = curves.map(({ name }) => name);
  const channel = (range: readonly unknown[]): Spec => ({
    field: 'curve',
    type: 'nominal',
    scale: { domain, range: range.slice(0, domain.length) },
    legend: { title: null, symbolType: 'stroke', symbolSize: 400, symbolStrokeWidth: 1.5 },
  });
  const all: Spec = { color: channel(styles.colours), strokeDash: channel(styles.dashes) };
  return Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key)));
}

function limitLayers({ value, label }: LimitLine, volumes: number): Spec[] {
  const data = { values: [{ value, volume: volumes - 0.5, label }] };
  const y = { field: 'value', type: 'quantitative' };
  const encoding = { x: { ...volumeAxis(volumes), field: 'volume' }, y, text: { field: 'label' } };
  const text = { type: 'text', align: 'right', baseline: 'bottom', dx: -3, dy: -1, fontSize: 10 };
  return [
    { data, mark: { type: 'rule', color: LIMIT_COLOUR, strokeDash: [4, 3] }, encoding: { y } },
    { data, mark: { ...text, color: '#ffffff', stroke: '#ffffff', strokeWidth: 3 }, encoding },
    { data, mark: { ...text, color: LIMIT_COLOUR }, encoding },
  ];
}

/** A panel of curves over the volumes, with what is censored and what was not measured shaded. */
export function curvePanel(panel: CurvePanel): Spec {
  const { run, title, unit, atLeast, limit } = panel;
  const volumes = run.volumes.length;
  const points = course(run, panel.curves);
  const values = [...atLeast, ...(limit ? [limit.value * 1.15] : []), ...points.map(({ value }) => value)];
  const domain = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const axis = { title: unit, tickCount: 4, minExtent: 48 };
  const y = { field: 'value', type: 'quantitative', scale: { domain, nice: 4, zero: false }, axis };
  const x = volumeAxis(volumes);
  const dots = points.filter(({ alone }) => alone || volumes <= SHOWN_POINTS);
  const dot = { type: 'point', filled: true, opacity: 1, size: volumes > 100 ? 12 : 22 };
  const groups = groupChannels(panel);
  const detail = { field: 'segment' };
  return {
    title,
    width: PANEL_WIDTH,
    height: HEIGHT,
    layer: [
      bandLayer(panel.bands, volumes),
      {
        data: { values: points },
        mark: { type: 'line', strokeWidth: 1.3, clip: false },
        encoding: {
          x,
          y,
          detail,
          ...(groups.color ? { color: groups.color } : {}),
          ...curveChannels(panel, ['color', 'strokeDash']),
        },
      },
      {
        data: { values: dots },
        mark: dot,
        encoding: { x, y, ...groups, ...curveChannels(panel, ['color']) },
      },
      ...(limit ? limitLayers(limit, volumes) : []),
      ...(points.length > 0 ? [] : [emptyLayer(HEIGHT)]),
    ],
  };
}
