import { ATOMS, type Powers, PREFIXES } from './ucum-atoms.js';

/** A unit in base units: mm, s, g, deg, Bq, HU, … */
export interface ParsedUnit {
  readonly factor: number;
  /** Base units and their exponents, sorted: `g1 mm-3`; empty for numbers. */
  readonly powers: string;
  /** Texts in curly braces, in order. They say what is counted, and change no size (UCUM 2.1, curly braces). */
  readonly annotations: readonly string[];
}

/**
 * Reads a UCUM code in its case-sensitive form: products and quotients from left to right, exponents, prefixes, powers
 * of ten and annotations; no parentheses. Undefined for anything else.
 */
export function parseUcum(text: string): ParsedUnit | undefined {
  if (text.length === 0 || text.length > 64) return undefined;
  const annotations = Array.from(text.matchAll(/\{([^{}]*)\}/g), ([, inner]) => inner ?? '');
  // An annotation that stands alone is the number one.
  const bare = text
    .replace(/(^|[./])\{[^{}]*\}(?=[./]|$)/g, (_, before: string) => `${before}1`)
    .replace(/\{[^{}]*\}/g, '');
  const terms = bare.startsWith('/') ? `1${bare}` : bare;
  const powers = new Map<string, number>();
  let factor = 1;
  for (const [, operator, component = ''] of `.${terms}`.matchAll(/([./])([^./]*)/g)) {
    const part = parseComponent(component);
    if (!part) return undefined;
    const sign = operator === '/' ? -1 : 1;
    factor = sign < 0 ? factor / part.factor : factor * part.factor;
    for (const [base, power] of Object.entries(part.powers)) {
      powers.set(base, (powers.get(base) ?? 0) + sign * power);
    }
  }
  if (!Number.isFinite(factor) || factor <= 0) return undefined;
  return { factor, powers: powersText(powers), annotations };
}

interface Component {
  readonly factor: number;
  readonly powers: Powers;
}

function parseComponent(text: string): Component | undefined {
  // 10*-3, 10^-3, and the 10-3 of DICOM's own lists. PS3.16 CID 7181.
  const tens = /^10[*^]?([+-]\d{1,2})$/.exec(text);
  if (tens) return { factor: Number(`1e${tens[1]}`), powers: {} };
  if (/^[1-9]\d{0,8}$/.test(text)) return { factor: Number(text), powers: {} };
  const [, symbol = '', exponent = '1'] =
    /^([A-Za-z%']*(?:\[[A-Za-z_']+\])?|\[[A-Za-z_']+\])([+-]?[1-9])?$/.exec(text) ?? [];
  const atom = parseAtom(symbol);
  if (!atom) return undefined;
  const power = Number(exponent);
  return {
    // 0.001 ** 2 is not 1e-6 to the last bit: a quotient of whole numbers is.
    factor: atom.factor < 1 ? 1 / (1 / atom.factor) ** power : atom.factor ** power,
    powers: Object.fromEntries(Object.entries(atom.powers).map(([base, one]) => [base, one * power])),
  };
}

/** The symbol itself before any prefix: min are minutes, not milli-inches. */
function parseAtom(symbol: string): Component | undefined {
  const own = ATOMS.get(symbol);
  if (own) return { factor: own[0], powers: own[1] };
  for (const length of [1, 2]) {
    const prefix = PREFIXES.get(symbol.slice(0, length));
    const atom = ATOMS.get(symbol.slice(length));
    if (prefix !== undefined && atom?.[2]) return { factor: scaled(atom[0], prefix), powers: atom[1] };
  }
  return undefined;
}

function scaled(size: number, prefix: number): number {
  return prefix < 1 ? size / Math.round(1 / prefix) : size * prefix;
}

function powersText(powers: ReadonlyMap<string, number>): string {
  return [...powers]
    .filter(([, power]) => power !== 0)
    .map(([base, power]) => `${base}${power}`)
    .sort()
    .join(' ');
}
