import type { Spec } from '../draw-svg.js';

/** A line that changes from baseline are held against, with its label. */
export interface ReferenceLine {
  /** Change from baseline, percent. */
  readonly percent: number;
  readonly label: string;
}

/** What the plots of responses can be told. */
export interface ResponsePlotOptions {
  /** From the criteria, as −30% of RECIST 1.1, 4.3.1; none unless told. */
  readonly lines?: readonly ReferenceLine[];
}

/** Fonts and colours that all plots of responses share. */
export const RESPONSE_CONFIG: Spec = {
  font: 'Helvetica, Arial, sans-serif',
  background: '#ffffff',
  // The image is one thing with a title and a description, not thousands of marks to be read out.
  aria: false,
  axis: { gridColor: '#ececec', labelFontSize: 10, titleFontSize: 11, titleFontWeight: 'normal' },
  legend: { labelFontSize: 10, titleFontSize: 10, titleFontWeight: 'normal', orient: 'right', offset: 44 },
  title: { anchor: 'start', fontSize: 12, subtitleFontSize: 10, offset: 8 },
  view: { stroke: '#888888' },
  concat: { spacing: 18 },
};

/** What stands where a report has no response. */
export const NOT_STATED = 'not stated';

/** Changes above this are cut, and their number is written. Percent. */
export const CUT_PERCENT = 100;

type Look = readonly [code: string, colour: string, shape: string];

/**
 * Responses, best first: colours told apart by the colour-blind (Okabe & Ito 2008). A bar has its code written on it,
 * a dot its own shape, so that grey paper does too.
 */
const LOOKS: readonly Look[] = [
  ['CR', '#0072b2', 'diamond'],
  ['PR', '#56b4e9', 'triangle-down'],
  ['SD', '#e69f00', 'circle'],
  ['NON-CR/NON-PD', '#cc79a7', 'triangle-right'],
  ['PD', '#d55e00', 'square'],
  ['NE', '#8c8c8c', 'cross'],
  [NOT_STATED, '#c8c8c8', 'stroke'],
];
/** Codes of other criteria, in their order; beyond the fifth they come again. */
const OTHERS: readonly Look[] = [
  ['', '#009e73', 'triangle-left'],
  ['', '#1a1a1a', 'diamond'],
  ['', '#b09a00', 'triangle-up'],
  ['', '#7a4fa3', 'circle'],
  ['', '#6b4423', 'square'],
];

/** Which colours and shapes responses have: the same code has the same colour in every plot of a report. */
export interface Looks {
  readonly domain: readonly string[];
  readonly colours: readonly string[];
  readonly shapes: readonly string[];
}

/** Colours and shapes of the codes that are seen, best first; codes that are not of RECIST come last, in byte order. */
export function looksOf(codes: Iterable<string>): Looks {
  const seen = new Set(codes);
  const known = LOOKS.filter(([code]) => seen.has(code));
  const named = new Set(LOOKS.map(([code]) => code));
  const unknown = [...seen].filter((code) => !named.has(code)).sort(byCodeUnits);
  const others = unknown.map((code, i): Look => {
    const [, colour = '', shape = ''] = OTHERS[i % OTHERS.length] ?? [];
    return [code, colour, shape];
  });
  const all = [...known, ...others];
  return {
    domain: all.map(([code]) => code),
    colours: all.map(([, colour]) => colour),
    shapes: all.map(([, , shape]) => shape),
  };
}

/** Order of texts that is the same on every machine. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Readers in their order; what was adjudicated comes last. */
export function readersOf(rows: Iterable<{ readonly reader: string }>): string[] {
  const rank = (reader: string): number => (reader === 'adjudicated' ? 1 : 0);
  const names = [...new Set([...rows].map(({ reader }) => reader))];
  return names.sort((a, b) => rank(a) - rank(b) || byCodeUnits(a, b));
}

/** A panel's name: whose reading it shows. */
export function readerTitle(reader: string): string {
  return reader === 'adjudicated' ? 'Adjudicated' : `Reader ${plain(reader)}`;
}

/** A text without what XML cannot hold: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd');
}

/** `+12.5%`, `−30%`, `0%`. */
export function percentText(value: number): string {
  const sign = value > 0 ? '+' : value < 0 ? '\u2212' : '';
  return `${sign}${Math.abs(value)}%`;
}

/** `CR 1, PR 3`, best first; empty for none. */
export function countsText(codes: readonly string[]): string {
  const { domain } = looksOf(codes);
  return domain.map((code) => `${plain(code)} ${codes.filter((c) => c === code).length}`).join(', ');
}

/** `1 subject`, `2 subjects`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The top of the axis, percent: at least 40, in steps of 20, never beyond what is cut. */
export function topPercent(values: Iterable<number>): number {
  let top = 40;
  for (const value of values) top = Math.max(top, Math.ceil(value / 20) * 20);
  return Math.min(top, CUT_PERCENT);
}

/** Ticks of the axis from −100 to its top, percent. */
export function ticksTo(top: number): number[] {
  return Array.from({ length: (top + 100) / 20 + 1 }, (_, i) => 20 * i - 100);
}
