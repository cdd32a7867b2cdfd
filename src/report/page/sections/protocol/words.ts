import type { ProtocolCheckRow } from '../../../check-protocol-sections.js';
import { OUTCOME_WORDS } from '../../mark.js';
import type { Check } from './study-view.js';

/** Scopes of checks in words. */
export const SCOPE_WORDS: Readonly<Record<ProtocolCheckRow['scope'], string>> = {
  matching: 'Which series is which',
  count: 'Are all series there',
  check: 'Settings and completeness',
  constancy: 'The same in every instance',
  device: 'Is the scanner qualified',
  'cross-series': 'Between series',
  'across-visits': 'Between visits',
};

/** A keyword as words that a voice can read: `RepetitionTime` is repetition time. Others stay as they are. */
function spoken(name: string): string {
  if (!/^[A-Za-z]+$/.test(name)) return name;
  return name
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
}

/** The accessible name of a cell: what was checked of what, and what it was before a person decided. */
export function cellName(checks: readonly Check[], worst: Check): string {
  const { entry, seriesNumber, check, outcome, disposition } = worst.value;
  const number = seriesNumber === null ? [] : [`series ${seriesNumber}`];
  const what = [...(entry === null ? [] : [entry]), ...number, spoken(check)].join(' · ');
  const decided = disposition ? ` (${disposition.kind})` : '';
  const was = disposition ? ` was ${OUTCOME_WORDS[disposition.original]}` : '';
  const many = checks.length > 1 ? ` ×${checks.length}` : '';
  return `${what}${decided}: ${OUTCOME_WORDS[outcome]}${was}${many}`;
}

/** The fewest decimals that tell a difference to four significant digits. */
export function decimalsOf(value: number): number {
  const wanted = Number(value.toPrecision(4));
  for (let digits = 0; digits < 12; digits++) {
    if (Number(value.toFixed(digits)) === wanted) return digits;
  }
  return 12;
}
