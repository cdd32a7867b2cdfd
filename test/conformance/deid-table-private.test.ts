import { describe, expect, it } from 'vitest';
import type { Dataset as WriterDataset, Element as WriterElement } from '../../fixtures/writer/element.js';
import type { VR } from '../../fixtures/writer/vr.js';
import type { Dataset } from '../../src/dicom/dataset.js';
import { faultOf } from './deid-table/compare.js';
import { CODINGS, type Coding, Deidentifier, mappedUid, profileOf } from './deid-table/deidentify.js';
import type { Wanted } from './deid-table/expected.js';
import { atDepth, DEPTHS, levelAt, ownUids } from './deid-table/nest.js';
import { sample } from './deid-table/samples.js';
import { isDummy } from './deid-table/seen.js';
import { needsStandard, type SafePrivate, safePrivateRows, tagText } from './deid-table/standard.js';

/*
 * Every row of PS3.15 Table E.3.10-1 from the file to the file, wherever its creator reserved its block.
 */

const CT = '1.2.840.10008.5.1.4.1.1.2';
const TEXTS = new Set(['LO', 'LT', 'SH', 'ST', 'UC', 'UT']);

/** A row with the tag that it has in a test, and the VR that it is written with. */
interface Placed extends SafePrivate {
  readonly tag: number;
  readonly written: VR;
}

/** PS3.5 7.8.1: creators of one group have a block each, from a first one on. */
function placed(firstBlock: number): { creators: WriterElement[]; rows: Placed[] } {
  const blocks = new Map<string, number>();
  const creators: WriterElement[] = [];
  const rows = safePrivateRows().map((row): Placed => {
    const owner = `${row.group} ${row.creator}`;
    const inGroup = [...blocks.keys()].filter((key) => key.startsWith(`${row.group} `)).length;
    const block = blocks.get(owner) ?? firstBlock + inGroup;
    if (!blocks.has(owner)) creators.push({ tag: row.group * 0x10000 + block, vr: 'LO', value: row.creator });
    blocks.set(owner, block);
    // Vectors, where the table names no VR.
    const written = (row.vr.slice(0, 2) || 'FD') as VR;
    return { ...row, tag: row.group * 0x10000 + block * 0x100 + row.element, written };
  });
  return { creators, rows };
}

function elementOf({ tag, written }: Placed, planted: boolean): WriterElement {
  const element = sample(tag, { planted: planted && written !== 'CS' }, written);
  // Without a VR in the file, its bytes alone show what a sequence is.
  return written === 'SQ' ? { ...element, lengths: planted ? 'undefined' : 'defined' } : element;
}

function wantedOf({ vr }: SafePrivate, coding: Coding): Wanted {
  if (vr === 'SQ') return 'items';
  if (vr === 'UI') return 'other UIDs';
  if (TEXTS.has(vr)) return 'cleaned';
  // What neither the table nor the file names could be anything.
  return vr === '' && coding === 'implicit' ? 'removed' : 'same';
}

/** What is wrong in the items of a sequence that is recursed. */
function itemFaults(was: Dataset, is: Dataset): string[] {
  const [name, nowName] = [was.get('PersonName'), is.get('PersonName')];
  const uid = was.strings('ReferencedSOPInstanceUID')[0] ?? '';
  const checks: readonly (readonly [string, boolean])[] = [
    ['its name', name !== undefined && nowName !== undefined && isDummy(name, nowName)],
    ['its UIDs', is.strings('ReferencedSOPInstanceUID')[0] === mappedUid(uid)],
    ['its description', !is.has('SeriesDescription')],
    ['its number', is.rawText('SeriesNumber') === was.rawText('SeriesNumber')],
  ];
  return checks.flatMap(([what, isRight]) => (isRight ? [] : [what]));
}

function faultsOf(before: Dataset, after: Dataset, row: Placed, coding: Coding): string[] {
  const [was, is] = [before.element(row.tag), after.element(row.tag)];
  if (!was) return ['not written'];
  const wanted = wantedOf(row, coding);
  const fault = faultOf(was, is, wanted);
  if (fault !== undefined) return [`not ${wanted} but ${fault}`];
  if (!is || wanted !== 'items') return [];
  const items = after.items(is);
  return before.items(was).flatMap((item, i) => (items[i] ? itemFaults(item, items[i]) : ['an item gone']));
}

const CASES = [0x10, 0x77].flatMap((block) =>
  (Object.keys(CODINGS) as Coding[]).flatMap((coding) =>
    DEPTHS.map((depth) => ({ block, coding, depth, hex: block.toString(16) })),
  ),
);

describe('one element of each row of Table E.3.10-1', () => {
  it('is of 479 rows', (context) => {
    needsStandard(context);
    expect(safePrivateRows()).toHaveLength(479);
    expect(new Set(placed(0x10).rows.map(({ tag }) => tag)).size).toBe(479);
  });

  it.for(CASES)(
    'stays by the rule of its VR, from block $hex on, in $coding VR at depth $depth',
    ({ block, coding, depth }, context) => {
      needsStandard(context);
      const deid = new Deidentifier(profileOf({ retainSafePrivate: true }));
      const { creators, rows } = placed(block);
      for (const planted of [true, false]) {
        const elements = [...creators, ...rows.map((row) => elementOf(row, planted))];
        const { before, after } = deid.run([...ownUids(CT), ...atDepth(depth, elements)], coding);
        const [was, is] = [levelAt(depth, before.dataset), levelAt(depth, after.dataset)];
        const faults = rows.flatMap((row) =>
          faultsOf(was, is, row, coding).map((f) => `${row.creator} ${tagText(row.tag)} ${row.vr}: ${f}`),
        );
        expect(faults).toEqual([]);
        expect(creators.filter(({ tag }) => !is.element(tag))).toEqual([]);
      }
    },
  );

  it.for(CASES)(
    'goes with its creator without the option, from block $hex on, in $coding VR at depth $depth',
    ({ block, coding, depth }, context) => {
      needsStandard(context);
      const { creators, rows } = placed(block);
      const elements = [...creators, ...rows.map((row) => elementOf(row, true))];
      const deid = new Deidentifier(profileOf({}));
      const { after } = deid.run([...ownUids(CT), ...atDepth(depth, elements)], coding);
      expect(privateTags(levelAt(depth, after.dataset))).toEqual([]);
    },
  );
});

const privateTags = (level: Dataset): string[] =>
  level
    .elements()
    .filter(({ tag }) => (tag >>> 16) % 2 === 1)
    .map(({ tag }) => tagText(tag));

describe('what only looks like a row of Table E.3.10-1', () => {
  const deid = (): Deidentifier => new Deidentifier(profileOf({ retainSafePrivate: true }));
  const kept = (elements: WriterDataset, coding: Coding): string[] =>
    privateTags(deid().run([...ownUids(CT), ...elements], coding).after.dataset);
  const creator = (tag: number, value: string): WriterElement => ({ tag, vr: 'LO', value });

  it.each(Object.keys(CODINGS) as Coding[])('goes in %s VR', (coding) => {
    const element: WriterElement = { tag: 0x70531000, vr: 'DS', value: '1.5' };
    const philips = 'Philips PET Private Group';
    expect(kept([creator(0x70530010, philips), element], coding)).toEqual(['70530010', '70531000']);
    // Another creator, no creator, a creator of another block, another group, an element that the table has not.
    expect(kept([creator(0x70530010, 'PHILIPS PET PRIVATE GROUP'), element], coding)).toEqual([]);
    expect(kept([element], coding)).toEqual([]);
    expect(kept([creator(0x70530011, philips), element], coding)).toEqual([]);
    expect(kept([creator(0x70550010, philips), { ...element, tag: 0x70551000 }], coding)).toEqual([]);
    expect(kept([creator(0x70530010, philips), { ...element, tag: 0x70531001 }], coding)).toEqual([]);
  });

  it('goes where the bytes of a sequence are none', () => {
    const elements = [
      creator(0x20010010, 'Philips Imaging DD 001'),
      { tag: 0x2001105f, vr: 'UN', value: new TextEncoder().encode('QUILLFEATHER') } as const,
    ];
    expect(kept(elements, 'explicit')).toEqual([]);
    expect(kept(elements, 'implicit')).toEqual([]);
  });
});
