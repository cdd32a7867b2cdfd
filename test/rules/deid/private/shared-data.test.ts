import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../../src/dicom/dataset.js';
import type { Element } from '../../../../src/dicom/element.js';
import { VR } from '../../../../src/dicom/vr.js';
import { loadYaml } from '../../../../src/io/yaml-file.js';
import { PrivateRules } from '../../../../src/rules/deid/private/private-rules.js';
import type { PrivateList } from '../../../../src/rules/deid/profile/profile.js';
import { readShared, sharedFiles, skipOrFail } from '../../../conformance/shared-data.js';
import { profileWith } from './fixtures.js';

const folder = join(import.meta.dirname, '../../../../profiles/private');
const lists = await Promise.all(
  readdirSync(folder).map((file) => loadYaml<PrivateList>(join(folder, file), 'private-list')),
);
const options = { retainSafePrivate: true, retainModifiedDates: true };
const rules = new PrivateRules(profileWith({ options }), lists);
/** Nothing is cleaned: what the lists let through is searched as it stands. */
const tools = {
  clean: (text: string) => text,
  shiftDate: () => undefined,
  shiftDateTime: () => undefined,
  uidOf: () => '2.25.1',
};

const TEXT = new Set([VR.LO, VR.SH, VR.LT, VR.ST, VR.UT, VR.UC, VR.CS, VR.DS, VR.IS]);
const IDENTIFYING = [
  'PatientName',
  'PatientID',
  'AccessionNumber',
  'ReferringPhysicianName',
  'OperatorsName',
];
IDENTIFYING.push(
  'InstitutionName',
  'PerformingPhysicianName',
  'StationName',
  'PatientBirthDate',
  'StudyDate',
);

/** Words of five characters or more, which do not come about by chance. */
function wordsOf(ds: Dataset): string[] {
  const words = IDENTIFYING.flatMap((keyword) => ds.strings(keyword)).flatMap((text) =>
    text.split(/[\^ =,]+/),
  );
  return words.filter((word) => word.length >= 5).map((word) => word.toUpperCase());
}

const isLetter = (text: string, at: number): boolean => /[A-Z]/.test(text.charAt(at));

/** Words with digits wherever they stand; others, such as the Slice of a phantom's name, only as words. */
function holds(text: string, word: string): boolean {
  if (/\d/.test(word)) return text.includes(word);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text, at - 1) && !isLetter(text, at + word.length)) return true;
  }
  return false;
}

interface Kept {
  readonly path: string;
  readonly text: string;
}

function keptOf(element: Element, creator: string): Kept | undefined {
  const { tag, vr, bytes } = element;
  const rule = rules.of(creator, tag >>> 16, tag & 0xff, vr);
  const path = `${creator} (${(tag >>> 16).toString(16)},xx${(tag & 0xff).toString(16)})`;
  if (rule.filter) {
    const kept = rules.filterBytes(rule, bytes, tools) ?? new Uint8Array();
    return { path, text: Buffer.from(kept).toString('latin1') };
  }
  const isText = TEXT.has(vr) || (vr === VR.UN && rule.vr !== undefined && TEXT.has(rule.vr));
  if (rule.action === 'remove' || !isText) return undefined;
  return { path, text: Buffer.from(bytes).toString('latin1') };
}

/** Everything readable that the lists and the table let stay, at every level. */
function* keptBelow(ds: Dataset): Generator<Kept> {
  const creators = new Map<number, string>();
  for (const element of ds.elements()) {
    const { tag } = element;
    const group = tag >>> 16;
    if (element.vr === VR.SQ) for (const item of ds.items(element)) yield* keptBelow(item);
    if (group % 2 === 0) continue;
    const low = tag & 0xffff;
    if (low >= 0x10 && low <= 0xff) creators.set(group * 0x100 + low, element.firstString() ?? '');
    const creator = creators.get(group * 0x100 + (low >>> 8));
    const kept = creator === undefined ? undefined : keptOf(element, creator);
    if (kept) yield kept;
  }
}

describe('what the shipped lists keep of the shared data', () => {
  it('holds no name, ID, date or institution of its own file', (context) => {
    const hits = new Set<string>();
    let seen = 0;
    for (const file of sharedFiles(context)) {
      const read = readShared(file);
      if (typeof read === 'string') continue;
      const words = wordsOf(read.dataset);
      for (const { path, text } of keptBelow(read.dataset)) {
        seen++;
        const upper = text.toUpperCase();
        if (words.some((word) => holds(upper, word))) hits.add(`${file}: ${path}`);
      }
    }
    if (seen === 0) skipOrFail(context, 'skipped: no private elements in the shared data');
    expect([...hits]).toEqual([]);
    expect(seen).toBeGreaterThan(1000);
  }, 60_000);
});
