import { type DictionaryEntry, lookupKeyword, nearestKeyword } from '../../../dicom/dictionary.js';
import { PathError, type PathStep, parsePath } from '../../../dicom/path.js';
import type { Probe } from '../../../study/probe/probe.js';
import type { Quantity } from '../series-view.js';
import { unitOfAttribute } from '../units/attribute-units.js';
import { probeSamples } from './probe-samples.js';
import type { UnknownQuantity } from './quantity-of.js';

/** VRs whose values are numbers. PS3.5 table 6.2-1. */
const NUMBERS: ReadonlySet<string> = new Set('DS IS US SS UL SL FL FD UV SV'.split(' '));
/** VRs whose values are bytes. */
const BYTES = /\b(?:OB|OD|OF|OL|OV|OW|UN)\b/;

/** Value Multiplicity as PS3.6 has it: `1`, `2`, `1-n`, `2-2n`, `1 or 4`. PS3.5 6.4. */
export function multiOf(vm: string): Quantity['multi'] {
  if (Number.parseInt(vm, 10) >= 2) return 'always';
  return vm !== '1';
}

function stepsOf(path: string): PathStep[] | UnknownQuantity {
  try {
    return parsePath(path);
  } catch (error) {
    if (!(error instanceof PathError)) throw error;
    return {
      problem:
        'this is no keyword, and no path such as RadiopharmaceuticalInformationSequence[0].RadionuclideHalfLife',
    };
  }
}

function unknownKeyword(keyword: string, path: string): UnknownQuantity {
  const near = nearestKeyword(keyword);
  const problem = `no DICOM attribute has the keyword ${keyword}`;
  return near === undefined ? { problem } : { problem, meant: path.replace(keyword, near) };
}

/** Why an attribute has no value that a check could compare. */
function refusal(entry: DictionaryEntry, name: string): string | undefined {
  const group = entry.tag >>> 16;
  // PS3.10 7.1: groups 0000 and 0002 are not of the data set.
  if (group <= 2) return `${entry.keyword} is no attribute of the data set`;
  if (entry.vr === 'SQ')
    return `${entry.keyword} is a sequence: name an attribute inside it, as ${name}[0].Keyword`;
  if (entry.vr === 'NONE') return `${entry.keyword} has no value`;
  return BYTES.test(entry.vr) ? `${entry.keyword} holds bulk data` : undefined;
}

/** The attribute a path ends with, or what is wrong with the path. */
function lastOf(steps: readonly PathStep[], path: string): DictionaryEntry | UnknownQuantity | undefined {
  for (const [i, { keyword, item }] of steps.entries()) {
    const entry = lookupKeyword(keyword);
    if (!entry) return steps.length === 1 ? undefined : unknownKeyword(keyword, path);
    const isLast = i === steps.length - 1;
    if (!isLast && entry.vr !== 'SQ') return { problem: `${keyword} is no sequence: nothing is inside it` };
    if (!isLast) continue;
    const refused = refusal(entry, path.replace(/\[\d+\]$/, ''));
    if (refused !== undefined) return { problem: refused };
    return item === undefined ? entry : { problem: `${keyword} is no sequence: it has no items` };
  }
  return undefined;
}

/** The quantity that a keyword or path names, or what is wrong with it; undefined for a keyword that there is not. */
export function attributeQuantity(path: string): Quantity | UnknownQuantity | undefined {
  const steps = stepsOf(path);
  if ('problem' in steps) return steps;
  const entry = lastOf(steps, path);
  if (!entry || 'problem' in entry) return entry;
  const isNumber = entry.vr.split(' or ').every((vr) => NUMBERS.has(vr));
  const unit = isNumber ? unitOfAttribute(entry.keyword) : undefined;
  const probe: Probe = { kind: 'attribute', path };
  return {
    name: path,
    type: isNumber ? 'number' : 'text',
    ...(unit !== undefined && { unit }),
    multi: multiOf(entry.vm),
    probes: [probe],
    samples: (view) => probeSamples(view, path, probe),
  };
}
