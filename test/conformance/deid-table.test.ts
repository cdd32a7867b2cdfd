import { describe, expect, it } from 'vitest';
import type { Dataset, Element } from '../../fixtures/writer/element.js';
import { lookupTag, tagToString } from '../../src/dicom/dictionary.js';
import { RewriteError } from '../../src/dicom/rewrite/rewrite-error.js';
import { loadProfile } from '../../src/pipeline/deid/load-profile.js';
import type { TableOption } from '../../src/rules/deid/profile/profile.js';
import { type Comparison, compareFiles, newComparison } from './deid-table/compare.js';
import { CODINGS, type Coding, Deidentifier, mappedUid, profileOf } from './deid-table/deidentify.js';
import { type Kind, sample } from './deid-table/samples.js';
import { needsStandard, OPTIONS, type Row, tableRows, tagText } from './deid-table/standard.js';

/*
 * Every row of PS3.15 Table E.1-1 from the file to the file: one element of each is written, de-identified, written and read
 * again, and held against the standard's own table.
 */

/** Tags of one row: of a repeating group one concrete tag each, in groups of their own. */
function tagOf({ tag }: Row): number {
  if (tag === '50xxxxxx') return 0x50040103;
  if (tag === '60xx3000') return 0x60003000;
  if (tag === '60xx4000') return 0x60024000;
  return tag === 'private' ? 0x00191001 : Number.parseInt(tag, 16);
}

/** Of the file meta information, which no data set holds; it is looked at by itself. */
const META = '00020003';

/** One element of each row. */
function everyRow(kind: Kind): Element[] {
  return tableRows()
    .filter(({ tag }) => tag !== META)
    .flatMap((row): Element[] => {
      const tag = tagOf(row);
      if (row.tag !== 'private') return [sample(tag, kind)];
      return [{ tag: 0x00190010, vr: 'LO', value: 'QUILLFEATHER PRIVATE' }, sample(tag, kind, 'LO')];
    });
}

interface Iod {
  readonly sopClass: string;
  /** Sequences without a row, one in the other: every row stands in the data set, in the first and in the last. */
  readonly chain: readonly [number, number, number];
}

const IODS: readonly Iod[] = [
  // CT: Contributing Equipment, Referenced Series, Referenced SOP Sequence. The first has Types of its own.
  { sopClass: '1.2.840.10008.5.1.4.1.1.2', chain: [0x0018a001, 0x00081115, 0x00081199] },
  // Enhanced MR: Per-Frame Functional Groups, Frame Content, Referenced Series Sequence.
  { sopClass: '1.2.840.10008.5.1.4.1.1.4.1', chain: [0x52009230, 0x00209111, 0x00081115] },
  // RT Beams Treatment Record, which has Types at depth 3: Treatment Session Beam, Control Point Delivery, Override Sequence.
  { sopClass: '1.2.840.10008.5.1.4.1.1.481.4', chain: [0x30080020, 0x30080040, 0x30080060] },
  // A class of which no Type is known.
  { sopClass: '1.2.826.0.1.3680043.10.1', chain: [0x00081115, 0x00209111, 0x00081199] },
];

function nested({ sopClass, chain }: Iod, kind: Kind): Dataset {
  const [first, second, third] = chain;
  const deep: Element = { tag: third, vr: 'SQ', value: { items: [everyRow(kind)] } };
  const middle: Element = { tag: second, vr: 'SQ', value: { items: [[deep]] } };
  const outer: Element = { tag: first, vr: 'SQ', value: { items: [[...everyRow(kind), middle]] } };
  return [...everyRow(kind).filter(({ tag }) => tag !== 0x00080018), ...ownUids({ sopClass }), outer];
}

/** SOP Class and Instance UID. */
function ownUids({ sopClass }: Pick<Iod, 'sopClass'>): Element[] {
  return [
    { tag: 0x00080016, vr: 'UI', value: sopClass },
    { tag: 0x00080018, vr: 'UI', value: '1.2.826.0.1.77' },
  ];
}

const CODING = Object.keys(CODINGS) as Coding[];

/** Every IOD with names planted in both codings; a clean text is the same in all of them. */
function compareAll(deid: Deidentifier, into: Comparison): void {
  for (const [i, iod] of IODS.entries()) {
    for (const coding of CODING)
      compareFiles(deid.run(nested(iod, { planted: true }), coding), deid.profile, into);
    const coding = CODING[i];
    if (coding) compareFiles(deid.run(nested(iod, { planted: false }), coding), deid.profile, into);
  }
}

/** How many rows were met at a depth. */
function metAt(depth: number, { seen }: Comparison): number {
  const met = new Set([...seen.keys()].map((key) => key.split(' ').slice(0, 3).join(' ')));
  return tableRows().filter((row) => met.has(`${tagText(tagOf(row))} at ${depth}`)).length;
}

function expectTable(deid: Deidentifier): void {
  const comparison = newComparison();
  compareAll(deid, comparison);
  expect(comparison.faults).toEqual([]);
  for (const depth of [0, 1, 3]) expect(metAt(depth, comparison)).toBe(656);
}

describe('one element of each row of Table E.1-1, at depth 0, 1 and 3, in explicit and implicit VR', () => {
  it('is of 657 rows, of which one is of the file meta information', (context) => {
    needsStandard(context);
    expect(tableRows()).toHaveLength(657);
    expect(new Set(tableRows().map(({ tag }) => tag)).size).toBe(657);
    expect(tableRows().filter(({ tag }) => tag === META)).toHaveLength(1);
  });

  it('becomes what the table says with no option', (context) => {
    needsStandard(context);
    expectTable(new Deidentifier(profileOf({})));
  });

  it.for(OPTIONS)('becomes what the table says with the option %s alone', (option, context) => {
    needsStandard(context);
    expectTable(new Deidentifier(profileOf({ [option]: true })));
  });

  it.for(['ps315-basic', 'trial', 'tcia', 'site-qualification'])(
    'becomes what the table says under the options of the shipped profile %s, and what that says of single ones',
    async (name, context) => {
      needsStandard(context);
      const { profile, lists } = await loadProfile(name);
      expectTable(new Deidentifier(profile, lists));
    },
  );
});

/** The code that decides on a row: C before K, since it protects more, and an option before the Basic Profile. */
function codeOf({ tag, basic, options }: Row, option: TableOption | undefined): string {
  if (tag === 'private') return 'private';
  // No profile can keep one: no signature holds for a file that was changed.
  if (tag === 'FFFAFFFA') return 'digital signature of what the file was before';
  return (option && options[option]) ?? basic;
}

/** Attributes that get the ID that is released, whatever their row makes of them first. */
const SUBJECT_IDS = new Set(['PatientID', 'PatientName', 'ClinicalTrialSubjectID']);

describe('the review of one element of each row', () => {
  it.for([undefined, ...OPTIONS])(
    'names the table and the code of its row, with the option %s',
    (option, context) => {
      needsStandard(context);
      const deid = new Deidentifier(profileOf(option === undefined ? {} : { [option]: true }));
      const dataset = nested(IODS[0] as Iod, { planted: false });
      const { review } = deid.run(dataset, 'explicit', { review: true });
      const told = new Map(
        review.map(({ path, rule, source }) => [
          path,
          `${rule} of ${source.slice(0, 'PS3.15 2026d Table E.1-1'.length)}`,
        ]),
      );
      const wrong = tableRows().flatMap((row) => {
        if (row.tag === META) return [];
        const tag = tagOf(row);
        const path = lookupTag(tag)?.keyword ?? tagToString(tag);
        const found = told.get(path);
        const last = SUBJECT_IDS.has(path) ? ', and then the ID that is released' : '';
        return found === `${codeOf(row, option)}${last} of PS3.15 2026d Table E.1-1`
          ? []
          : [`${row.name}: ${found}`];
      });
      expect(wrong).toEqual([]);
    },
  );
});

describe('Media Storage SOP Instance UID, the row of the file meta information', () => {
  const iod = IODS[0] as Iod;

  it.each(CODING)('is that of the data set, mapped or retained, in %s VR', (coding) => {
    for (const retainUids of [false, true]) {
      const { after } = new Deidentifier(profileOf({ retainUids })).run(ownUids(iod), coding);
      const uid = retainUids ? '1.2.826.0.1.77' : mappedUid('1.2.826.0.1.77');
      expect(after.meta.string('MediaStorageSOPInstanceUID')).toBe(uid);
      expect(after.dataset.string('SOPInstanceUID')).toBe(uid);
    }
  });

  it('is refused inside the data set, where no file can have it', () => {
    const dataset: Dataset = [
      ...ownUids(iod),
      { tag: 0x00081115, vr: 'SQ', value: { items: [[{ tag: 0x00020003, vr: 'UI', value: '1.2.3' }]] } },
    ];
    expect(() => new Deidentifier(profileOf({})).run(dataset, 'explicit')).toThrow(RewriteError);
  });
});
