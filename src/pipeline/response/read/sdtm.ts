import type { At, Observation, StatedResponse } from '../observation.js';
import { indexOf, type SdtmIndex } from './sdtm-index.js';
import { laterMergers } from './sdtm-mergers.js';
import { commonOf, type SdtmLine, type SdtmRecord, sdtmLine } from './sdtm-record.js';
import { tumorIdentified } from './sdtm-tumor-identification.js';
import { tumorResult } from './sdtm-tumor-results.js';

/** What records of SDTM say. Every record is in one of the lists; one that tells of a merger can give several observations. */
export interface SdtmRows {
  readonly observations: readonly Observation[];
  readonly stated: readonly StatedResponse[];
  /** Records that say nothing for responses, with the reason. */
  readonly ignored: readonly { readonly at: At; readonly why: string }[];
}

/**
 * Reads records of the domains TU (tumor identification), TR (tumor results) and RS (disease response), in any order
 * and mixture. TR needs TU: DIAMETER is told apart by TULOC, so records of several files are best read together.
 * Source: CDISC SDTMIG 3.3 and 3.4, TU, TR and RS; CDISC RECIST 1.1 disease response supplement.
 */
export function sdtmRows(records: readonly SdtmRecord[], source: number): SdtmRows {
  const lines = records.map((record) => sdtmLine(record, source));
  const index = indexOf(lines);
  const observations: Observation[] = [];
  const stated: StatedResponse[] = [];
  const ignored: SdtmRows['ignored'][number][] = [];
  for (const line of lines) {
    if (line.domain === 'RS') {
      const response = statedResponse(line);
      if (typeof response === 'string') ignored.push({ at: line.at, why: response });
      else stated.push(response);
      continue;
    }
    const said = observed(line, index);
    if (typeof said === 'string') ignored.push({ at: line.at, why: said });
    else observations.push(...said);
  }
  return { observations: [...observations, ...laterMergers(observations)], stated, ignored };
}

function observed(line: SdtmLine, index: SdtmIndex): readonly Observation[] | string {
  if (line.domain === 'TU') return tumorIdentified(line, index);
  if (line.domain !== 'TR') return `domain ${line.domain || 'not given'}: only TU, TR and RS are read`;
  const result = tumorResult(line, index);
  return typeof result === 'string' ? result : [result];
}

const RESPONSES: ReadonlyMap<string, StatedResponse['of']> = new Map([
  ['TRGRESP', 'target'],
  ['NTRGRESP', 'non-target'],
  ['NEWLPROG', 'new'],
  ['OVRLRESP', 'overall'],
  ['BESTRESP', 'best'],
  ['BOR', 'best'],
]);

const YES_NO: ReadonlyMap<string, string> = new Map([
  ['Y', 'YES'],
  ['N', 'NO'],
]);

function statedResponse(line: SdtmLine): StatedResponse | string {
  const test = line.own('TESTCD')?.toUpperCase() ?? '';
  const of = RESPONSES.get(test);
  if (!of) return `${test || 'no RSTESTCD'} is no response of these criteria`;
  const category = line.own('CAT');
  if (category !== null && !/^RECIST\b/i.test(category)) return `a response by ${category}, not by RECIST`;
  const answer = (line.own('STRESC') ?? line.own('ORRES'))?.toUpperCase();
  if (answer === undefined) return `${test} has no result`;
  const { site: _site, isBaseline: _isBaseline, ...when } = commonOf(line);
  return { at: line.at, ...when, of, answer: of === 'new' ? (YES_NO.get(answer) ?? answer) : answer };
}
