import { OUTCOMES } from '../../findings/outcome.js';
import type { MotionCheckRow, PhantomRow } from '../qc-motion-sections.js';
import type { Spec } from './draw-svg.js';
import { gaugeOf } from './limit-gauge.js';
import { emptyLayer, PANEL_WIDTH } from './panel.js';

/** Colours of the outcomes in their order, worst first: told apart by the colour-blind (Okabe & Ito 2008), and by shape. */
const COLOURS = ['#d55e00', '#0072b2', '#e69f00', '#009e73', '#999999'] as const;
const SHAPES = ['cross', 'square', 'triangle-up', 'circle', 'stroke'] as const;
const ALLOWED_COLOUR = '#dcefe7';
const ROW_HEIGHT = 18;
/** In pixels from the left: value, gauge, its end, outcome, limit. */
const [VALUE_AT, GAUGE_AT, GAUGE_END, OUTCOME_AT, LIMIT_AT] = [275, 292, 432, 446, 532];
const LONGEST = 40;

interface Line {
  readonly row: number;
  readonly name: string;
  readonly value: string;
  readonly limit: string;
  /** Empty where no limit was held against it. */
  readonly outcome: string;
  readonly at: number | null;
  readonly from: number;
  readonly to: number;
}

/** Four significant digits: more than any of these figures bears. */
function valueText(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 1e4 ? String(Math.round(value)) : String(Number(value.toPrecision(4)));
  return unit === '1' || unit === '' ? digits : `${digits} ${unit}`;
}

/** Without a limit that it is held against a figure has no outcome. */
function lineOf(
  { figures, notMeasured }: PhantomRow,
  { name, row, check }: { readonly name: string; readonly row: number; readonly check?: MotionCheckRow },
): Line {
  const value = figures[name];
  const gauge = check && gaugeOf(check);
  const pixels = (share: number): number => GAUGE_AT + share * (GAUGE_END - GAUGE_AT);
  const limit = check ? check.expected : (notMeasured[name] ?? 'no limit');
  return {
    row,
    name,
    value: valueText(check?.value ?? value, check?.unit ?? ''),
    limit: limit.length > LONGEST ? `${limit.slice(0, LONGEST - 1)}…` : limit,
    outcome: check?.outcome ?? '',
    at: gauge ? pixels(gauge.at) : null,
    from: gauge ? pixels(gauge.from) : GAUGE_AT,
    to: gauge ? pixels(gauge.to) : GAUGE_AT,
  };
}

/** The figures of a phantom, one a line: name, value, place between its limits, and these; marks show the outcomes. */
export function figurePanel(row: PhantomRow, checks: readonly MotionCheckRow[]): Spec {
  const names = [...new Set([...Object.keys(row.figures), ...checks.map(({ check }) => check)])];
  const lines = names.map((name, i) => {
    const check = checks.find((one) => one.check === name);
    return lineOf(row, { name, row: i, ...(check && { check }) });
  });
  const height = Math.max(3, lines.length) * ROW_HEIGHT;
  const position = (field: string): Spec => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, PANEL_WIDTH], nice: false, zero: false },
    axis: null,
  });
  const y = {
    field: 'row',
    type: 'quantitative',
    scale: { domain: [height / ROW_HEIGHT - 0.5, -0.5], nice: false, zero: false },
    axis: null,
  };
  const written = (field: keyof Line, x: number, align: 'left' | 'right'): Spec => ({
    data: { values: lines },
    mark: { type: 'text', align, baseline: 'middle', fontSize: 11, x },
    encoding: { y, text: { field } },
  });
  const marked = lines.flatMap(({ row: line, outcome }) =>
    outcome === '' ? [] : [{ row: line, outcome, x: 12 }],
  );
  const gauges = lines.flatMap(({ row: line, at, from, to, outcome }) =>
    at === null ? [] : [{ row: line, at, from, to, outcome }],
  );
  const outcome = { field: 'outcome', type: 'nominal' };
  const colour: Spec = {
    ...outcome,
    scale: { domain: OUTCOMES, range: COLOURS },
    legend: null,
  };
  return {
    title: 'Figures: value, place in what the limit allows (green), and the limit',
    width: PANEL_WIDTH,
    height,
    layer: [
      {
        data: { values: gauges },
        mark: { type: 'bar', height: ROW_HEIGHT - 6, color: ALLOWED_COLOUR },
        encoding: { y, x: position('from'), x2: { field: 'to' } },
      },
      {
        data: { values: gauges },
        mark: { type: 'tick', orient: 'vertical', thickness: 3, size: ROW_HEIGHT - 4 },
        encoding: { y, x: position('at'), color: colour },
      },
      {
        data: { values: marked },
        mark: { type: 'point', filled: true, opacity: 1, size: 60 },
        encoding: {
          y,
          x: position('x'),
          color: colour,
          shape: { ...outcome, scale: { domain: OUTCOMES, range: SHAPES }, legend: null },
        },
      },
      written('name', 26, 'left'),
      written('value', VALUE_AT, 'right'),
      written('outcome', OUTCOME_AT, 'left'),
      written('limit', LIMIT_AT, 'left'),
      ...(lines.length > 0 ? [] : [emptyLayer(height)]),
    ],
  };
}
