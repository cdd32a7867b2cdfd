import { type Fail, properties } from '../../report/parse-report.js';
import type { VisitFacts, VisitValue } from '../../rules/protocol/visits/visit-facts.js';

const TEXTS = ['studyUID', 'subject', 'visit', 'at'] as const;
const STATES: readonly VisitValue['state'][] = ['value', 'absent', 'unknown'];

/**
 * A row of the section `visits` of an earlier report.
 * @param where the row, for messages: `visits[3]`
 * @throws ReportError through `fail` when it has another shape
 */
export function parseVisit(row: unknown, where: string, fail: Fail): VisitFacts {
  const own = properties(row) ?? fail('report-damaged', where);
  const texts: { -readonly [Key in (typeof TEXTS)[number]]?: string } = {};
  for (const key of TEXTS) {
    const text = own[key];
    if (text === undefined || text === null) continue;
    if (typeof text !== 'string') return fail('report-damaged', `${where}.${key}`);
    texts[key] = text;
  }
  const { studyUID = fail('report-damaged', `${where}.studyUID`), ...named } = texts;
  const facts = properties(own.series) ?? fail('report-damaged', `${where}.series`);
  const series: Record<string, Record<string, VisitValue>> = {};
  for (const [name, values] of Object.entries(facts)) {
    const at = `${where}.series.${name}`;
    const quantities = properties(values) ?? fail('report-damaged', at);
    series[name] = Object.fromEntries(
      Object.entries(quantities).map(([quantity, value]) => [quantity, parseValue(value, at, fail)]),
    );
  }
  return { studyUID, ...named, series };
}

function parseValue(value: unknown, where: string, fail: Fail): VisitValue {
  const { state, texts, numbers } = properties(value) ?? {};
  const known = STATES.find((one) => one === state) ?? fail('report-damaged', where);
  if (known !== 'value') return { state: known };
  if (!isListOf<string>(texts, (text) => typeof text === 'string') || texts.length === 0) {
    return fail('report-damaged', where);
  }
  if (numbers === undefined) return { state: known, texts };
  if (!isListOf<number>(numbers, Number.isFinite)) return fail('report-damaged', where);
  return numbers.length > 0 && numbers.length % texts.length === 0
    ? { state: known, texts, numbers }
    : fail('report-damaged', where);
}

function isListOf<T>(value: unknown, is: (one: unknown) => boolean): value is readonly T[] {
  return Array.isArray(value) && value.every(is);
}
