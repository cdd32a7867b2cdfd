import type { AcrossVisits, Cross, Tolerance } from '../compiled.js';
import type { Quantity } from '../series-view.js';
import { formatNumber } from '../units/format.js';
import { listed, printedName } from './names.js';

/** What a series is called in the manual: its title, or its name. */
export type TitleOf = (name: string) => string;

/** A rule between series, in words. */
export function crossWords(rule: Cross, titleOf: TitleOf): string {
  switch (rule.kind) {
    case 'same':
      return `same ${quantityWords(rule.quantities, rule.tolerance)} in ${listed(rule.of.map(titleOf))}`;
    case 'order':
      return rule.of.map(titleOf).join(' before ');
    case 'interval':
      return `from ${SINCE[rule.since]} of ${titleOf(rule.from)} to the start of ${titleOf(rule.to)}: ${rule.text}`;
    case 'covers': {
      const short = rule.toleranceMm > 0 ? `, but for ${formatNumber(rule.toleranceMm)} mm` : '';
      return `${titleOf(rule.by)} covers ${titleOf(rule.series)}${short}`;
    }
    case 'paired': {
      const opposite = rule.opposite ? ', phase encoded the other way' : '';
      return `each ${titleOf(rule.series)} has a ${titleOf(rule.with)} next to it with the same geometry${opposite}`;
    }
  }
}

const SINCE: Readonly<Record<Extract<Cross, { kind: 'interval' }>['since'], string>> = {
  start: 'the start',
  end: 'the end',
  contrast: 'the contrast injection',
};

/** A rule between visits, in words. */
export function visitWords(rule: AcrossVisits, titleOf: TitleOf): string {
  const where = rule.of ? ` in ${listed(rule.of.map(titleOf))}` : '';
  const than = rule.with === 'first' ? 'the first visit' : 'the visit before';
  return `same ${quantityWords(rule.quantities, rule.tolerance)}${where} as at ${than}`;
}

function quantityWords(
  quantities: readonly Quantity[],
  tolerance: Readonly<Record<string, Tolerance>> = {},
): string {
  return listed(
    quantities.map(({ name, unit }) => {
      const allowed = tolerance[name];
      return allowed ? `${printedName(name)} (within ${toleranceWords(allowed, unit)})` : printedName(name);
    }),
  );
}

function toleranceWords(tolerance: Tolerance, unit: string | undefined): string {
  if ('relative' in tolerance) return `${formatNumber(tolerance.relative * 100)}%`;
  const amount = formatNumber(tolerance.absolute);
  return unit === undefined ? amount : `${amount} ${unit}`;
}
