import { describe, expect, it } from 'vitest';
import { dataset } from '../../../fixtures/writer/element.js';
import { TRANSFER_SYNTAX, writePart10 } from '../../../fixtures/writer/part10.js';
import type { Dataset } from '../../../src/dicom/dataset.js';
import type { Element } from '../../../src/dicom/element.js';
import type { DicomFile } from '../../../src/dicom/part10.js';
import type { EditPlan } from '../../../src/dicom/rewrite/edit-plan.js';
import { type NewValue, numbers, text } from '../../../src/dicom/rewrite/new-value.js';
import { packVr, VR } from '../../../src/dicom/vr.js';
import { explicit, file as fileOf, head, implicit, item, read, SEQUENCE_END } from '../bytes.js';
import { codeOf, edited } from './editing.js';

const IMPLICIT = TRANSFER_SYNTAX.implicitLittleEndian;
const BIG = TRANSFER_SYNTAX.explicitBigEndian;
const MR = '1.2.840.10008.5.1.4.1.1.4';
const SAMPLE = dataset({ SOPClassUID: MR, SOPInstanceUID: '1.2.3', PatientID: 'A', Rows: 2 });

function elementAt(level: Dataset, tag: number): Element {
  const element = level.element(tag);
  if (!element) throw new Error('the sample has such an element');
  return element;
}

/** The code of the error that comes of edits of a file. */
function attempt(bytes: Uint8Array, work: (plan: EditPlan, file: DicomFile) => void): string {
  return codeOf(() => edited(bytes, work));
}

/** Tags of a level, in the order of the file. */
const tagsOf = (level: Dataset): number[] => level.elements().map(({ tag }) => tag);

const items = (...all: { tag: number; vr: number; value: NewValue }[][]): NewValue => ({
  kind: 'items',
  items: all,
});

describe('repeated tags', () => {
  const twice = fileOf([
    explicit(0x00080018, 'UI', '1.2.'),
    explicit(0x00100020, 'LO', 'ID'),
    explicit(0x00100020, 'LO', 'OTHER '),
    explicit(0x00100040, 'CS', 'O '),
  ]);

  it('are one after a value is set, since readers differ in which they take', () => {
    const after = edited(twice, (plan, { dataset: ds }) => plan.set(ds, 'PatientID', text('NEW1')));
    expect(after.bytes.includes('OTHER')).toBe(false);
    expect(tagsOf(after.dataset)).toEqual([0x00080018, 0x00100020, 0x00100040]);
  });

  it('hinder an insertion until all are removed', () => {
    const insert = (plan: EditPlan, ds: Dataset): void =>
      plan.insert(ds, { tag: 0x00100020, vr: VR.LO, value: text('NEW1') });
    expect(
      attempt(twice, (plan, { dataset: ds }) => {
        plan.remove(elementAt(ds, 0x00100020));
        insert(plan, ds);
      }),
    ).toBe('already-there');
    const after = edited(twice, (plan, { dataset: ds }) => {
      for (const element of ds.elements()) if (element.tag === 0x00100020) plan.remove(element);
      insert(plan, ds);
    });
    expect(after.dataset.string('PatientID')).toBe('NEW1');
  });

  it('do not come of an insertion beside a removed element that is given a value after all', () => {
    const reinsert = (plan: EditPlan, { dataset: ds }: DicomFile): void => {
      plan.remove(elementAt(ds, 0x00100020));
      plan.insert(ds, { tag: 0x00100020, vr: VR.LO, value: text('B') });
    };
    const after = edited(writePart10(SAMPLE), (plan, file) => {
      reinsert(plan, file);
      plan.set(file.dataset, 'PatientID', text('C'));
    });
    expect(after.dataset.string('PatientID')).toBe('C');
    expect(after.dataset.isOrdered).toBe(true);
    const replacing = (plan: EditPlan, file: DicomFile): void => {
      reinsert(plan, file);
      plan.replace(elementAt(file.dataset, 0x00100020), text('C'));
    };
    expect(attempt(writePart10(SAMPLE), replacing)).toBe('already-there');
  });

  it('are refused in new items', () => {
    const one = { tag: 0x00081150, vr: VR.UI, value: text('1.2') };
    const work = (plan: EditPlan, { dataset: ds }: DicomFile): void =>
      plan.set(ds, 'ReferencedStudySequence', items([one, one]));
    expect(attempt(writePart10(SAMPLE), work)).toBe('already-there');
  });
});

describe('what is no element of a data set', () => {
  it('is refused: file meta information, delimiters, and Specific Character Set, in new items too', () => {
    const file = writePart10(SAMPLE);
    const put = (tag: number): string =>
      attempt(file, (plan, { dataset: ds }) => plan.insert(ds, { tag, vr: VR.LO, value: text('A') }));
    expect(put(0x00020016)).toBe('not-in-data-set');
    expect(put(0xfffee000)).toBe('not-in-data-set');
    const nested = (tag: number): string =>
      attempt(file, (plan, { dataset: ds }) =>
        plan.set(ds, 'ReferencedStudySequence', items([{ tag, vr: VR.CS, value: text('ISO_IR 100') }])),
      );
    expect(nested(0x00080005)).toBe('character-set-is-managed');
    expect(nested(0xfffee00d)).toBe('not-in-data-set');
    expect(attempt(file, (plan, { dataset: ds }) => plan.set(ds, 'TransferSyntaxUID', text('1.2')))).toBe(
      'not-in-data-set',
    );
  });

  it('can be taken out where it is a command element that a data set has all the same, and not be put in', () => {
    const command = explicit(0x00001000, 'UI', '1.2.3.');
    const bytes = fileOf([command, explicit(0x00080018, 'UI', '1.2.4.')]);
    const taken = edited(bytes, (plan, { dataset: ds }) => plan.remove(elementAt(ds, 0x00001000)));
    expect(tagsOf(taken.dataset)).toEqual([0x00080018]);
    const put = (own: EditPlan, { dataset: ds }: DicomFile): void =>
      own.insert(ds, { tag: 0x00001001, vr: VR.UI, value: text('1.2') });
    expect(attempt(bytes, put)).toBe('not-in-data-set');
  });

  it('is not taken for the data set element at the same position', () => {
    const title = (plan: EditPlan, { meta }: DicomFile): void => plan.remove(elementAt(meta, 0x00020010));
    expect(attempt(writePart10(SAMPLE), title)).toBe('not-in-data-set');
  });
});

describe('new items', () => {
  const study = [{ tag: 0x00081150, vr: VR.UI, value: text('1.2.3.') }];
  const implicitItem = item(implicit(0x00081150, '1.2.3.'));

  it.each([
    ['with items', explicit(0x00081110, 'UN', item(implicit(0x00080050, 'AC')))],
    ['without items', explicit(0x00081110, 'UN')],
    ['with an empty item', explicit(0x00081110, 'UN', item(''))],
    ['with what cannot be read', explicit(0x00081110, 'UN', 'unreadable')],
  ])('of a sequence coded as UN %s are implicit, and it stays UN whatever VR is named', (_, sequence) => {
    for (const vr of [undefined, VR.SQ]) {
      const after = edited(fileOf([explicit(0x00080050, 'SH', 'AC'), sequence]), (plan, { dataset: ds }) =>
        plan.replace(elementAt(ds, 0x00081110), items(study), vr),
      );
      const expected = [explicit(0x00080050, 'SH', 'AC'), explicit(0x00081110, 'UN', implicitItem)];
      expect(after.bytes).toEqual(fileOf(expected));
    }
  });

  it('are little endian within UN in a big-endian file, appended to empty items too', () => {
    const model = dataset({
      SOPClassUID: MR,
      ReferencedStudySequence: { value: { items: [[]] }, asUN: true },
    });
    const after = edited(writePart10(model, { transferSyntax: BIG }), (plan, { dataset: ds }) => {
      plan.appendItem(elementAt(ds, 0x00081110), study);
      const [first] = ds.sequence('ReferencedStudySequence');
      if (first) plan.insert(first, { tag: 0x00280010, vr: VR.US, value: numbers(513) });
    });
    const expected = Buffer.concat([item(implicit(0x00280010, '\x01\x02')), implicitItem]);
    expect(after.bytes.subarray(-expected.length)).toEqual(expected);
    expect(after.dataset.sequence('ReferencedStudySequence').length).toBe(2);
  });

  it('come before a stray delimiter', () => {
    const before = [explicit(0x00080050, 'SH', 'AC')];
    const stray = Buffer.concat([item(explicit(0x00081150, 'UI', '1.')), SEQUENCE_END]);
    const after = edited(fileOf([...before, explicit(0x00081110, 'SQ', stray)]), (plan, { dataset: ds }) => {
      plan.appendItem(elementAt(ds, 0x00081110), study);
    });
    const expected = Buffer.concat([
      item(explicit(0x00081150, 'UI', '1.')),
      item(explicit(0x00081150, 'UI', '1.2.3.')),
      SEQUENCE_END,
    ]);
    expect(after.bytes).toEqual(fileOf([...before, explicit(0x00081110, 'SQ', expected)]));
  });

  it('take the place of bytes under a wrong VR, but of no element that is not a sequence', () => {
    const wrong = fileOf([explicit(0x00080050, 'SH', 'AC'), explicit(0x00081110, 'OB', 'ABCD')]);
    const after = edited(wrong, (plan, { dataset: ds }) =>
      plan.replace(elementAt(ds, 0x00081110), items(study)),
    );
    expect(after.dataset.sequence('ReferencedStudySequence')[0]?.string('ReferencedSOPClassUID')).toBe(
      '1.2.3.',
    );
    const put = (plan: EditPlan, { dataset: ds }: DicomFile): void =>
      plan.replace(elementAt(ds, 0x00100020), items(study));
    expect(attempt(writePart10(SAMPLE), put)).toBe('value-kind-wrong');
    expect(attempt(writePart10(SAMPLE, { transferSyntax: IMPLICIT }), put)).toBe('value-kind-wrong');
  });
});

describe('group lengths', () => {
  it('of hundreds of thousands of groups cost no more than reading them', { timeout: 30_000 }, () => {
    const count = 300_000;
    const one = explicit(0x00080000, 'UL', Buffer.alloc(4));
    const bytes = fileOf([
      ...Array.from({ length: count }, () => one),
      explicit(0x00100020, 'LO', 'AB'),
      explicit(0x00100000, 'UL', Buffer.of(9, 9, 9, 9)),
    ]);
    const after = edited(bytes, (plan, { dataset: ds }) => {
      plan.replace(elementAt(ds, 0x00100020), text('ABCD'));
      plan.replace(elementAt(ds, 0x00080000), numbers(7));
    });
    expect(elementAt(after.dataset, 0x00100000).numbers()).toEqual([12]);
    expect(after.bytes.length).toBe(bytes.length + 2);
  });

  it('that are damaged are left, and a wrong one is put right when its group changes', () => {
    const long = explicit(0x00100000, 'UL', Buffer.alloc(8));
    const wrong = explicit(0x00280000, 'UL', Buffer.of(99, 0, 0, 0));
    const rest = explicit(0x00280010, 'US', Buffer.of(1, 0));
    const before = [explicit(0x00080050, 'SH', 'AC'), long, explicit(0x00100020, 'LO', 'AB'), wrong, rest];
    const after = edited(fileOf(before), (plan, { dataset: ds }) => {
      plan.set(ds, 'PatientID', text('ABCD'));
      plan.set(ds, 'Columns', numbers(1));
    });
    expect(after.bytes).toEqual(
      fileOf([
        explicit(0x00080050, 'SH', 'AC'),
        long,
        explicit(0x00100020, 'LO', 'ABCD'),
        explicit(0x00280000, 'UL', Buffer.of(20, 0, 0, 0)),
        rest,
        explicit(0x00280011, 'US', Buffer.of(1, 0)),
      ]),
    );
  });
});

describe('numbers', () => {
  const us = (value: number, representation: number): DicomFile['dataset'] => {
    const model = dataset({ SOPClassUID: MR, PixelRepresentation: representation, PixelPaddingValue: 5 });
    return edited(writePart10(model, { transferSyntax: IMPLICIT }), (plan, { dataset: ds }) =>
      plan.set(ds, 'PixelPaddingValue', numbers(value)),
    ).dataset;
  };

  it('of `US or SS` are what is read again, or are refused', () => {
    expect(us(40000, 0).number('PixelPaddingValue')).toBe(40000);
    expect(us(-2000, 1).number('PixelPaddingValue')).toBe(-2000);
    expect(codeOf(() => us(40000, 1))).toBe('value-not-encodable');
    expect(codeOf(() => us(-2000, 0))).toBe('value-not-encodable');
  });

  it('that are unsigned for all files are not negative in an implicit one', () => {
    const work = (plan: EditPlan, { dataset: ds }: DicomFile): void => plan.set(ds, 'Rows', numbers(-5));
    expect(attempt(writePart10(SAMPLE, { transferSyntax: IMPLICIT }), work)).toBe('value-not-encodable');
  });

  it('too large for single precision are refused, infinite ones are not', () => {
    const put = (value: number): string =>
      attempt(writePart10(SAMPLE), (plan, { dataset: ds }) =>
        plan.insert(ds, { tag: 0x00091001, vr: VR.FL, value: numbers(value) }),
      );
    expect(put(1e39)).toBe('value-not-encodable');
    expect(put(Number.POSITIVE_INFINITY)).toBe('no error');
  });

  it('too many for a length of 16 bits become UN, which is little endian in a big-endian file', () => {
    const lut = Array.from({ length: 40_000 }, (_, i) => i);
    const after = edited(writePart10(SAMPLE, { transferSyntax: BIG }), (plan, { dataset: ds }) =>
      plan.insert(ds, { tag: 0x00281101, vr: VR.US, value: numbers(...lut) }),
    );
    expect(elementAt(after.dataset, 0x00281101).numbers()).toEqual(lut);
    const bytes = { kind: 'bytes' as const, bytes: new Uint8Array(80_000) };
    const work = (plan: EditPlan, { dataset: ds }: DicomFile): void =>
      plan.insert(ds, { tag: 0x00281101, vr: VR.US, value: bytes });
    expect(attempt(writePart10(SAMPLE, { transferSyntax: BIG }), work)).toBe('value-too-long');
    expect(attempt(writePart10(SAMPLE), work)).toBe('no error');
  });
});

describe('lengths at the edge of 16 bits', () => {
  it.each([
    [65_533, 'LO', 65_534],
    [65_534, 'LO', 65_534],
    [65_535, 'UN', 65_536],
    [65_536, 'UN', 65_536],
  ])('a text of %i bytes is coded as %s', (length, vr, coded) => {
    const after = edited(writePart10(SAMPLE), (plan, { dataset: ds }) =>
      plan.set(ds, 'PatientID', text('x'.repeat(length))),
    );
    expect(after.dataset.string('PatientID')?.length).toBe(length);
    const at = after.bytes.indexOf(head(0x00100020, 0).subarray(0, 4));
    expect(after.bytes.toString('latin1', at + 4, at + 6)).toBe(vr);
    expect(elementAt(after.dataset, 0x00100020).length).toBe(coded);
  });
});

describe('what surrounds an edit', () => {
  it('keeps its unknown VR, a new value encoded as the VR that came with it', () => {
    const unknown = (value: string): Buffer => {
      const element = explicit(0x00091001, 'UN', value);
      element.write('ZZ', 4, 'latin1');
      return element;
    };
    const bytes = fileOf([explicit(0x00080050, 'SH', 'AC'), unknown('ABCD')]);
    const after = edited(bytes, (plan, { dataset: ds }) =>
      plan.replace(elementAt(ds, 0x00091001), text('X'), VR.LO),
    );
    expect(after.bytes).toEqual(fileOf([explicit(0x00080050, 'SH', 'AC'), unknown('X ')]));
    expect(elementAt(after.dataset, 0x00091001).vr).toBe(packVr('ZZ'));
    const without = (plan: EditPlan, { dataset: ds }: DicomFile): void =>
      plan.replace(elementAt(ds, 0x00091001), text('X'));
    expect(attempt(bytes, without)).toBe('vr-unknown');
  });

  it('after the pixel data stays as it is, trailing zeros too, and what is inserted there is in order', () => {
    const tail = [explicit(0x7fe00010, 'OW', Buffer.alloc(8)), explicit(0xfffcfffc, 'OB', 'pads')];
    const zeros = Buffer.alloc(10);
    const id = (value: string): Buffer => explicit(0x00100020, 'LO', value);
    const after = edited(fileOf([id('AB'), ...tail, zeros]), (plan, { dataset: ds }) => {
      plan.set(ds, 'PatientID', text('ABCDEF'));
      plan.insert(ds, { tag: 0xfffafffa, vr: VR.SQ, value: items() });
    });
    const signatures = explicit(0xfffafffa, 'SQ');
    const [pixels = zeros, padding = zeros] = tail;
    expect(after.bytes).toEqual(fileOf([id('ABCDEF'), pixels, signatures, padding, zeros]));
    expect(read(after.bytes, { toEnd: true }).notes).toContain('trailing-zeros');
  });
});
