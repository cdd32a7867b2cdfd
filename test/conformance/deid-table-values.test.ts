import { describe, expect, it } from 'vitest';
import type { Dataset as WriterDataset, Element as WriterElement } from '../../fixtures/writer/element.js';
import type { VR } from '../../fixtures/writer/vr.js';
import type { Dataset } from '../../src/dicom/dataset.js';
import type { Profile, TableOption } from '../../src/rules/deid/profile/profile.js';
import { faultOf } from './deid-table/compare.js';
import {
  CODINGS,
  type Coding,
  Deidentifier,
  mappedUid,
  profileOf,
  SHIFT_DAYS,
} from './deid-table/deidentify.js';
import { basic, KNOWN_DATES, type Wanted } from './deid-table/expected.js';
import { atDepth, DEPTHS, levelAt, ownUids } from './deid-table/nest.js';
import { sample, standardVr, WELL_KNOWN } from './deid-table/samples.js';
import { daysLater } from './deid-table/seen.js';
import { needsStandard, type Row, tableRows, typeAt } from './deid-table/standard.js';

/*
 * Values that the actions of PS3.15 Table E.1-1 meet in files: dates of all kinds in every row of dates, ages, several UIDs, and
 * what is not what its VR says.
 */

const ENHANCED_MR = '1.2.840.10008.5.1.4.1.1.4.1';
const MODIFIED = { retainModifiedDates: true } as const;

/** What is left of elements at each depth, in both codings. */
function levelsOf(elements: WriterDataset, options: Profile['options']): [before: Dataset, after: Dataset][] {
  const deid = new Deidentifier(profileOf(options));
  return DEPTHS.flatMap((depth) =>
    (Object.keys(CODINGS) as Coding[]).map((coding): [Dataset, Dataset] => {
      const { before, after } = deid.run([...ownUids(ENHANCED_MR), ...atDepth(depth, elements)], coding);
      return [levelAt(depth, before.dataset), levelAt(depth, after.dataset)];
    }),
  );
}

/** The texts of attributes afterwards, which are the same everywhere. */
function becomeAll(elements: readonly WriterElement[], options: Profile['options']): (string | undefined)[] {
  const texts = levelsOf(elements, options).map(([, after]) =>
    elements.map(({ tag }) => after.element(tag)?.strings().join('\\')),
  );
  for (const other of texts) expect(other).toEqual(texts[0]);
  return texts[0] ?? [];
}

const becomes = (element: WriterElement, options: Profile['options']): string | undefined =>
  becomeAll([element], options)[0];

const tagOf = ({ tag }: Row): number => Number.parseInt(tag, 16);

/** Rows of a VR for which an option has a code; dates that others know are the other kind. */
function rowsOf(vr: VR, option: TableOption, kind: 'own' | 'known' = 'own'): Row[] {
  return tableRows().filter(
    (row) =>
      row.options[option] !== undefined &&
      /^[0-9A-F]{8}$/.test(row.tag) &&
      standardVr(tagOf(row)) === vr &&
      (option === 'retainModifiedDates' && KNOWN_DATES.test(row.name)) === (kind === 'known'),
  );
}

/** Faults of rows that hold one value and should all become what the Basic Profile asks for. */
function notAsBasic(rows: readonly Row[], value: string, options: Profile['options']): string[] {
  const elements = rows.map((row): WriterElement => {
    const tag = tagOf(row);
    return { tag, vr: standardVr(tag), value: value.split('\\') };
  });
  const levels = levelsOf(elements, options);
  return levels.flatMap(([before, after], i) =>
    rows.flatMap((row) => {
      const was = before.element(tagOf(row));
      if (!was) return ['not written'];
      // Types are known of the top level alone, which comes first in both codings.
      const wanted: Wanted = basic(row, i < 2 ? typeAt(ENHANCED_MR, [tagOf(row)]) : undefined);
      const is = after.element(tagOf(row));
      // A placeholder may be what stands for a date that tells nothing.
      if (wanted === 'dummy' && is && is.strings().every((one) => /^19000101(?:0{6})?$/.test(one))) return [];
      const fault = faultOf(was, is, wanted);
      return fault === undefined ? [] : [`${row.name} with ${value}: not ${wanted} but ${fault}`];
    }),
  );
}

describe('dates in every row that Retain Modified Dates shifts', () => {
  it('are those of the table', (context) => {
    needsStandard(context);
    const count = (vr: VR, kind: 'own' | 'known'): number => rowsOf(vr, 'retainModifiedDates', kind).length;
    expect([count('DA', 'own'), count('DT', 'own'), count('TM', 'own')]).toEqual([47, 50, 49]);
    expect([count('DA', 'known'), count('DT', 'known'), count('TM', 'known')]).toEqual([7, 10, 3]);
  });

  const range = `${daysLater('20210315', SHIFT_DAYS)}-${daysLater('20210320', SHIFT_DAYS)}`;
  it.for([
    ['DA', '20210315-20210320', range],
    ['DA', '20210315-', `${daysLater('20210315', SHIFT_DAYS)}-`],
    ['DA', '-20210315', `-${daysLater('20210315', SHIFT_DAYS)}`],
    ['DA', '2021.03.15', daysLater('20210315', SHIFT_DAYS).replace(/^(....)(..)(..)$/, '$1.$2.$3')],
    [
      'DA',
      '20200229\\20200301',
      `${daysLater('20200229', SHIFT_DAYS)}\\${daysLater('20200301', SHIFT_DAYS)}`,
    ],
    ['DA', '20000101', daysLater('20000101', SHIFT_DAYS)],
    ['DT', '20210315-20210320', range],
    ['DT', '2021', '2018'],
    ['DT', '202103', daysLater('20210301', SHIFT_DAYS).slice(0, 6)],
    ['DT', '2021031509', `${daysLater('20210315', SHIFT_DAYS)}09`],
    ['DT', '20210315093059.123456-1130', `${daysLater('20210315', SHIFT_DAYS)}093059.123456-1130`],
    [
      'DT',
      '20210315+0100\\20210316',
      `${daysLater('20210315', SHIFT_DAYS)}+0100\\${daysLater('20210316', SHIFT_DAYS)}`,
    ],
  ] as const)('move in %s: %s', ([vr, value, wanted], context) => {
    needsStandard(context);
    const rows = rowsOf(vr, 'retainModifiedDates');
    const elements = rows.map((row): WriterElement => ({ tag: tagOf(row), vr, value: value.split('\\') }));
    expect(becomeAll(elements, MODIFIED)).toEqual(rows.map(() => wanted));
  });

  it.for([
    // Placeholders, which shifted would tell the shift.
    ['DA', ['19000101', '18991230', '19700101', '00010101', '99991231', '20210315\\19000101']],
    ['DT', ['19000101', '19000101000000', '18991230000000', '19700101000000+0000', '00010101']],
    // Partial and malformed ones, and days that no calendar has.
    [
      'DA',
      ['2021', '202103', '2021-03-15', '15.03.2021', '20211301', '20210229', '20210315093000', '********'],
    ],
    ['DA', ['QUILLFEATHER', '20210315\\QUILLFEATHER', '20210315-QUILL', '20210315-20210320-20210325']],
    ['DT', ['2021-03-15T09:30', '20211301', '20210229', '20210315250000', '20210315093000+9900', '202']],
    ['DT', ['QUILLFEATHER', '20210315\\QUILLFEATHER', '20210315093000 QUILL']],
  ] as const)('never pass or move where they are none: %s', ([vr, values], context) => {
    needsStandard(context);
    const rows = rowsOf(vr, 'retainModifiedDates');
    expect(values.flatMap((value) => notAsBasic(rows, value, MODIFIED))).toEqual([]);
  });

  it.for(['DA', 'DT', 'TM'] as const)('never move where others know them: %s', (vr, context) => {
    needsStandard(context);
    const rows = rowsOf(vr, 'retainModifiedDates', 'known');
    const value = { DA: '20210315', DT: '20210315093000', TM: '093000' }[vr];
    expect(notAsBasic(rows, value, MODIFIED)).toEqual([]);
    // Nor beside an option that would keep them: C before K.
    expect(notAsBasic(rows, value, { ...MODIFIED, retainDeviceIdentity: true })).toEqual([]);
  });

  it('leave times of day as they are', (context) => {
    needsStandard(context);
    const rows = rowsOf('TM', 'retainModifiedDates');
    for (const value of ['093000', '093000.123456', '0930', '09:30:00', '0930-1030']) {
      const elements = rows.map((row): WriterElement => ({ tag: tagOf(row), vr: 'TM', value }));
      expect(becomeAll(elements, MODIFIED)).toEqual(rows.map(() => value));
    }
  });

  it.for(['DA', 'DT', 'TM'] as const)(
    'let no word through that stands for a time, kept or not: %s',
    (vr, context) => {
      needsStandard(context);
      for (const options of [{}, MODIFIED, { retainFullDates: true }] as const)
        expect(notAsBasic(rowsOf(vr, 'retainModifiedDates'), 'QUILLFEATHER', options)).toEqual([]);
    },
  );
});

describe('ages', () => {
  const PATIENT_AGE = 0x00101010;
  const age = (value: string): string | undefined =>
    becomes({ tag: PATIENT_AGE, vr: 'AS', value }, { retainPatientCharacteristics: true });

  it('over 89 years are one category where they are kept', () => {
    expect(['089Y', '067Y', '018M', '000D', '090Y'].map(age)).toEqual([
      '089Y',
      '067Y',
      '018M',
      '000D',
      '090Y',
    ]);
    expect(['091Y', '105Y', '999Y'].map(age)).toEqual(['090Y', '090Y', '090Y']);
  });

  it('that are none do not pass', () => {
    expect(['93', '93 Y', 'OLD', 'QUILL', '1.2Y'].map(age)).toEqual(Array(5).fill(undefined));
  });

  it('go without the option', () => {
    expect(becomes({ tag: PATIENT_AGE, vr: 'AS', value: '067Y' }, {})).toBeUndefined();
  });

  it('follow it in every row of an age', (context) => {
    needsStandard(context);
    const rows = rowsOf('AS', 'retainPatientCharacteristics');
    const elements = rows.map((row): WriterElement => ({ tag: tagOf(row), vr: 'AS', value: '093Y' }));
    expect(becomeAll(elements, { retainPatientCharacteristics: true })).toEqual(['090Y', '090Y']);
  });
});

describe('UIDs in every row that maps them', () => {
  it('are mapped one by one, well-known and empty ones left, in one way wherever they stand', (context) => {
    needsStandard(context);
    // SOP Instance UID has one value, and is looked at with the file meta information.
    const rows = rowsOf('UI', 'retainUids').filter(({ tag }) => tag !== '00020003' && tag !== '00080018');
    const value = ['1.2.826.0.1.77', '', WELL_KNOWN, '1.2.826.0.1.78', '1.2.826.0.1.77'];
    const mapped = value.map((uid) => (uid === '' || uid === WELL_KNOWN ? uid : mappedUid(uid))).join('\\');
    const elements = rows.map((row): WriterElement => ({ tag: tagOf(row), vr: 'UI', value }));
    const after = becomeAll(elements, {});
    expect(rows.flatMap((row, i) => (row.basic === 'U' && after[i] !== mapped ? [row.name] : []))).toEqual(
      [],
    );
    expect(rows.filter(({ basic: code }) => code === 'U')).toHaveLength(51);
    // The others are Affected SOP Instance UID, X, and Annotation Group UID, D.
    expect(
      rows.flatMap((row, i) => (row.basic === 'U' ? [] : [[row.basic, after[i]?.split('\\')[0]]])),
    ).toEqual([
      ['X', undefined],
      ['D', mappedUid('1.2.826.0.1.77')],
    ]);
    expect(becomeAll(elements, { retainUids: true })).toEqual(rows.map(() => value.join('\\')));
  });

  it('stay also where no row names them, when UIDs are retained', () => {
    // Volume Frame of Reference UID, newer than the table.
    const element: WriterElement = { tag: 0x00209312, vr: 'UI', value: '1.2.826.0.1.80' };
    expect(becomes(element, { retainUids: true })).toBe('1.2.826.0.1.80');
    expect(becomes(element, {})).toBe(mappedUid('1.2.826.0.1.80'));
  });

  it('are not what tells the class of an instance, which may be a vendor’s own', () => {
    const sopClass = '1.3.12.2.1107.5.9.1';
    const { after } = new Deidentifier(profileOf({})).run(ownUids(sopClass), 'explicit');
    expect(after.dataset.string('SOPClassUID')).toBe(sopClass);
    expect(after.meta.string('MediaStorageSOPClassUID')).toBe(sopClass);
  });
});

describe('sequences', () => {
  const run = (element: WriterElement, options: Profile['options'] = {}): Dataset =>
    new Deidentifier(profileOf(options)).run([...ownUids(ENHANCED_MR), element], 'explicit').after.dataset;
  const person: WriterElement = { tag: 0x0040a123, vr: 'PN', value: 'Quillfeather^Zebulon' };

  it('with X go, with Z are without items, with D hold dummies', () => {
    const of = (tag: number): WriterElement => sample(tag, { planted: true }, 'SQ');
    expect(run(of(0x00101002)).has('OtherPatientIDsSequence')).toBe(false);
    const emptied = run(of(0x0040a088));
    expect(emptied.get('VerifyingObserverIdentificationCodeSequence')?.length).toBe(0);
    const items = run(of(0x0040a073)).sequence('VerifyingObserverSequence');
    expect(items.map((item) => item.string('PersonName'))).toEqual(['Anonymized', 'Anonymized']);
    expect(items.map((item) => item.has('SeriesDescription'))).toEqual([true, true]);
    expect(items.map((item) => item.string('SeriesDescription')?.includes('T1'))).toEqual([false, false]);
  });

  it('with U* keep items of which the UIDs are mapped, where the Type asks for them', () => {
    const reference = sample(0x00081140, { planted: true }, 'SQ');
    // PS3.3 C.8.13.1: 1C in Enhanced MR, by the standard’s table of Types.
    const [item] = run(reference).sequence('ReferencedImageSequence');
    const uid = `1.2.826.0.1.${0x00081155}.1`;
    expect(item?.strings('ReferencedSOPInstanceUID')[0]).toBe(mappedUid(uid));
    expect(item?.string('ReferencedSOPClassUID')).toBe(WELL_KNOWN);
    expect(item?.has('SeriesDescription')).toBe(false);
    const [kept] = run(reference, { retainUids: true }).sequence('ReferencedImageSequence');
    expect(kept?.strings('ReferencedSOPInstanceUID')[0]).toBe(uid);
    expect(kept?.has('SeriesDescription')).toBe(false);
  });

  it('that an option keeps are judged inside', () => {
    const institution: WriterElement = { tag: 0x00080082, vr: 'SQ', value: { items: [[person]] } };
    const [item] = run(institution, { retainInstitutionIdentity: true }).sequence('InstitutionCodeSequence');
    expect(item?.string('PersonName')).toBe('Anonymized');
  });
});
