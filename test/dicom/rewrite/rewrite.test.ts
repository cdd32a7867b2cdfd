import { describe, expect, it } from 'vitest';
import { dataset, privateBlock } from '../../../fixtures/writer/element.js';
import { TRANSFER_SYNTAX, writePart10 } from '../../../fixtures/writer/part10.js';
import type { DicomFile } from '../../../src/dicom/part10.js';
import { readPart10 } from '../../../src/dicom/part10.js';
import { EditPlan } from '../../../src/dicom/rewrite/edit-plan.js';
import { numbers, text } from '../../../src/dicom/rewrite/new-value.js';
import { rewrite } from '../../../src/dicom/rewrite/rewrite.js';
import { VR } from '../../../src/dicom/vr.js';
import { explicit, file as fileOf, implicit, item, read, SEQUENCE_END, SparseSource } from '../bytes.js';
import { codeOf, edited } from './editing.js';

const MR = '1.2.840.10008.5.1.4.1.1.4';
const SAMPLE = dataset({
  SOPClassUID: MR,
  SOPInstanceUID: '1.2.3',
  PatientName: 'Ångström^Zoë',
  PatientID: 'A',
  SpecificCharacterSet: 'ISO_IR 100',
  ReferencedStudySequence: [
    { ReferencedSOPClassUID: MR, ReferencedSOPInstanceUID: '1.2.3.4' },
    { ReferencedSOPClassUID: MR, ReferencedSOPInstanceUID: '1.2.3.5' },
  ],
});

describe('edits', () => {
  it('set an attribute whether it is there or not', () => {
    const after = edited(writePart10(SAMPLE), (plan, { dataset: ds }) => {
      plan.set(ds, 'PatientID', text('TRIAL-1'));
      plan.set(ds, 'ClinicalTrialSubjectID', text('TRIAL-1'));
      plan.set(ds, 'ClinicalTrialSubjectID', text('TRIAL-2'));
    });
    expect(after.dataset.string('PatientID')).toBe('TRIAL-1');
    expect(after.dataset.string('ClinicalTrialSubjectID')).toBe('TRIAL-2');
    expect(after.dataset.isOrdered).toBe(true);
  });

  it('remove, append and replace items', () => {
    const items = (ds: DicomFile['dataset']): (string | undefined)[] =>
      ds.sequence('ReferencedStudySequence').map((each) => each.string('ReferencedSOPInstanceUID'));
    for (const lengths of ['defined', 'undefined'] as const) {
      const after = edited(writePart10(SAMPLE, { lengths }), (plan, { dataset: ds }) => {
        const sequence = ds.get('ReferencedStudySequence');
        const [first] = ds.sequence('ReferencedStudySequence');
        if (!first || !sequence) throw new Error('the sample has two items');
        plan.removeItem(first);
        plan.appendItem(sequence, [{ tag: 0x00081155, vr: VR.UI, value: text('1.2.3.6') }]);
      });
      expect(items(after.dataset)).toEqual(['1.2.3.5', '1.2.3.6']);
    }
  });

  it('are refused where the element is there, is no sequence, or is Specific Character Set', () => {
    const { dataset: ds } = read(writePart10(SAMPLE), { toEnd: true });
    const plan = new EditPlan();
    const id = ds.get('PatientID');
    const set = ds.get('SpecificCharacterSet');
    if (!id || !set) throw new Error('the sample has both');
    const element = { tag: 0x00100020, vr: VR.LO, value: text('B') };
    expect(codeOf(() => plan.insert(ds, element))).toBe('already-there');
    expect(codeOf(() => plan.appendItem(id, []))).toBe('value-kind-wrong');
    expect(codeOf(() => plan.remove(set))).toBe('character-set-is-managed');
    plan.remove(id);
    plan.insert(ds, element);
    expect(codeOf(() => plan.insert(ds, element))).toBe('already-there');
    expect(() => plan.removeItem(ds)).toThrow(RangeError);
  });

  it('that cannot be coded are typed errors', () => {
    const attempt = (work: (plan: EditPlan, file: DicomFile) => void) =>
      codeOf(() => edited(writePart10(SAMPLE), work));
    const insert = (vr: number, value: Parameters<EditPlan['set']>[2]) =>
      attempt((plan, { dataset: ds }) => plan.insert(ds, { tag: 0x00091001, vr, value }));
    expect(insert(VR.US, numbers(65536))).toBe('value-not-encodable');
    expect(insert(VR.US, numbers(1.5))).toBe('value-not-encodable');
    expect(insert(VR.AT, numbers(-1))).toBe('value-not-encodable');
    expect(insert(VR.CS, text('É'))).toBe('value-not-encodable');
    expect(insert(VR.LO, text('A\\B'))).toBe('value-not-encodable');
    expect(insert(VR.LT, text('A', 'B'))).toBe('value-not-encodable');
    expect(insert(VR.US, text('A'))).toBe('value-kind-wrong');
    expect(insert(VR.LO, numbers(1))).toBe('value-kind-wrong');
    expect(insert(VR.UN, text('A'))).toBe('vr-unknown');
  });

  it('need a file that was read to its end', () => {
    expect(() => rewrite(read(writePart10(SAMPLE)), new EditPlan())).toThrow(RangeError);
  });
});

describe('what surrounds an edit', () => {
  it('keeps odd lengths and stray delimiters as they are', () => {
    const odd = explicit(0x00080080, 'LO', 'odd');
    const stray = Buffer.concat([item(explicit(0x00080050, 'SH', 'AC')), SEQUENCE_END]);
    const bytes = fileOf([odd, explicit(0x00081110, 'SQ', stray), explicit(0x00100020, 'LO', 'AB')]);
    const after = edited(bytes, (plan, { dataset: ds }) => {
      plan.set(ds, 'PatientID', text('CDEF'));
      const [first] = ds.sequence('ReferencedStudySequence');
      if (first) plan.set(first, 'AccessionNumber', text('XYZ1'));
    });
    const expected = Buffer.concat([item(explicit(0x00080050, 'SH', 'XYZ1')), SEQUENCE_END]);
    expect(after.bytes).toEqual(
      fileOf([odd, explicit(0x00081110, 'SQ', expected), explicit(0x00100020, 'LO', 'CDEF')]),
    );
  });

  it('stays coded as UN, little endian inside, implicit in its items', () => {
    const sequence = explicit(0x00081110, 'UN', item(implicit(0x00080050, 'AC')));
    const bytes = fileOf([sequence, explicit(0x00280010, 'UN', Buffer.of(2, 0))]);
    const after = edited(bytes, (plan, { dataset: ds }) => {
      const [first] = ds.sequence('ReferencedStudySequence');
      if (first) plan.set(first, 'PatientID', text('NEW '));
      plan.set(ds, 'Rows', numbers(513));
    });
    const expected = item([implicit(0x00080050, 'AC'), implicit(0x00100020, 'NEW ')]);
    expect(after.bytes).toEqual(
      fileOf([explicit(0x00081110, 'UN', expected), explicit(0x00280010, 'UN', Buffer.of(1, 2))]),
    );
  });

  it('takes a text that is too long for its VR as UN', () => {
    const long = 'x'.repeat(70000);
    const after = edited(writePart10(SAMPLE), (plan, { dataset: ds }) =>
      plan.set(ds, 'PatientID', text(long)),
    );
    expect(after.dataset.string('PatientID')).toBe(long);
    expect(after.bytes.includes(Buffer.from('1000200055 4e'.replace(' ', ''), 'hex'))).toBe(true);
  });

  it('is not read: a file over 2 GiB gives spans, not bytes', () => {
    const length = 3 * 2 ** 30;
    const start = writePart10([...SAMPLE, { tag: 0x7fe00010, vr: 'OW', value: new Uint8Array(0) }]);
    start.writeUInt32LE(length, start.length - 4);
    const tail = explicit(0xfffcfffc, 'OB', Buffer.alloc(4));
    const size = start.length + length + tail.length;
    const source = new SparseSource(size, [
      { at: 0, bytes: start },
      { at: start.length + length, bytes: tail },
    ]);
    const file = readPart10(source, { toEnd: true });
    const plan = new EditPlan();
    plan.set(file.dataset, 'PatientID', text('LONGER-THAN-BEFORE'));
    const trailing = file.dataset.element(0xfffcfffc);
    if (trailing) plan.remove(trailing);
    const { pieces, size: after } = rewrite(file, plan);
    expect(after).toBe(size + 16 - tail.length);
    const last = pieces.at(-1);
    expect(last && 'source' in last && last.to - last.from).toBeGreaterThan(length);
    expect(source.given).toBeLessThan(1 << 20);
  });
});

describe('file meta information', () => {
  it.each([TRANSFER_SYNTAX.explicitLittleEndian, TRANSFER_SYNTAX.deflatedExplicitLittleEndian])(
    'follows new SOP UIDs, and is otherwise kept with the preamble (%s)',
    (transferSyntax) => {
      const before = writePart10(SAMPLE, { transferSyntax, sourceApplicationEntityTitle: 'SCANNER' });
      before.write('II*', 0, 'latin1');
      const after = edited(before, (plan, { dataset: ds }) =>
        plan.set(ds, 'SOPInstanceUID', text('9.8.7.6')),
      );
      expect(after.meta.string('MediaStorageSOPInstanceUID')).toBe('9.8.7.6');
      expect(after.meta.string('SourceApplicationEntityTitle')).toBe('SCANNER');
      expect(after.bytes.subarray(0, 3).toString()).toBe('II*');
      const length = after.meta.number('FileMetaInformationGroupLength') ?? 0;
      expect(132 + 12 + length).toBe(after.layout.metaEnd);
    },
  );

  it('is made anew without anything of the old', () => {
    const before = writePart10(SAMPLE, { sourceApplicationEntityTitle: 'SCANNER' });
    before.write('II*name', 0, 'latin1');
    const implementation = { classUID: '1.2.3.4.5', versionName: 'CORELAB' };
    const after = edited(before, (plan, { dataset: ds }) => plan.set(ds, 'SOPInstanceUID', text('9.8')), {
      newMeta: implementation,
    });
    expect(after.bytes.subarray(0, 128).every((byte) => byte === 0)).toBe(true);
    expect(after.meta.elements().map(({ tag }) => tag & 0xffff)).toEqual([0, 1, 2, 3, 0x10, 0x12, 0x13]);
    expect(after.meta.string('MediaStorageSOPInstanceUID')).toBe('9.8');
    expect(after.meta.string('MediaStorageSOPClassUID')).toBe(MR);
    expect(after.meta.string('ImplementationClassUID')).toBe('1.2.3.4.5');
    expect(after.bytes.includes('SCANNER')).toBe(false);
    expect(132 + 12 + (after.meta.number('FileMetaInformationGroupLength') ?? 0)).toBe(after.layout.metaEnd);
  });

  it('is made for a bare data set, with the transfer syntax it really has', () => {
    const implementation = { newMeta: { classUID: '1.2', versionName: 'CORELAB' } };
    for (const transferSyntax of [TRANSFER_SYNTAX.implicitLittleEndian, TRANSFER_SYNTAX.explicitBigEndian]) {
      const bare = edited(
        writePart10(SAMPLE, { transferSyntax, meta: false }),
        () => undefined,
        implementation,
      );
      expect(bare.meta.string('TransferSyntaxUID')).toBe(transferSyntax);
      expect(bare.notes).toEqual([]);
    }
    const lying = fileOf([implicit(0x00080016, MR), implicit(0x00080018, '1.2.3.4.')]);
    const after = edited(lying, () => undefined, implementation);
    expect(after.meta.string('TransferSyntaxUID')).toBe(TRANSFER_SYNTAX.implicitLittleEndian);
  });

  it('that lies about the transfer syntax does so no longer in an edited file', () => {
    const lying = fileOf([implicit(0x00080016, MR), implicit(0x00100020, 'AB')]);
    const kept = edited(lying, () => undefined);
    expect(kept.bytes).toEqual(lying);
    const after = edited(lying, (plan, { dataset: ds }) => plan.set(ds, 'PatientID', text('CD')));
    expect(after.meta.string('TransferSyntaxUID')).toBe(TRANSFER_SYNTAX.implicitLittleEndian);
    expect(after.notes).toEqual([]);
    const jpeg = fileOf([implicit(0x00080016, MR)], TRANSFER_SYNTAX.jpegBaseline);
    const remove = (plan: EditPlan, { dataset: ds }: DicomFile): void =>
      plan.set(ds, 'PatientID', text('CD'));
    expect(codeOf(() => edited(jpeg, remove))).toBe('transfer-syntax-unsettled');
  });

  it('cannot be made without SOP UIDs', () => {
    const bytes = fileOf([explicit(0x00100020, 'LO', 'AB')]);
    const newMeta = { classUID: '1.2', versionName: 'CORELAB' };
    expect(codeOf(() => edited(bytes, () => undefined, { newMeta }))).toBe('sop-uid-missing');
  });
});

describe('the character set', () => {
  it('of the file takes what it can', () => {
    const after = edited(writePart10(SAMPLE), (plan, { dataset: ds }) =>
      plan.set(ds, 'PatientID', text('Ö')),
    );
    expect(after.switched).toBe(false);
    expect(after.dataset.rawText('PatientID')).toBe('Ö ');
    expect(after.dataset.string('SpecificCharacterSet')).toBe('ISO_IR 100');
  });

  it.each([
    TRANSFER_SYNTAX.implicitLittleEndian,
    TRANSFER_SYNTAX.explicitLittleEndian,
    TRANSFER_SYNTAX.explicitBigEndian,
    TRANSFER_SYNTAX.deflatedExplicitLittleEndian,
  ])('of the whole file becomes UTF-8 for what it cannot take (%s)', (transferSyntax) => {
    const nested = dataset({
      SpecificCharacterSet: 'ISO_IR 144',
      PatientName: { vr: 'PN', value: Buffer.from([0xbb, 0xee, 0xda, 0xd5]) }, // ISO 8859-5
    });
    const before = dataset(
      { RequestAttributesSequence: [nested, { PatientName: 'Zoë' }] },
      SAMPLE,
      privateBlock({ group: 0x0009, creator: 'É creator' }, [{ offset: 1, vr: 'LO', value: 'é' }]),
    );
    const after = edited(writePart10(before, { transferSyntax }), (plan, { dataset: ds }) =>
      plan.set(ds, 'PatientID', text('山田')),
    );
    expect(after.switched).toBe(true);
    const { dataset: ds } = after;
    expect(ds.string('SpecificCharacterSet')).toBe('ISO_IR 192');
    expect(ds.string('PatientID')).toBe('山田');
    expect(ds.string('PatientName')).toBe('Ångström^Zoë');
    const [cyrillic, plain] = ds.sequence('RequestAttributesSequence');
    expect(cyrillic?.string('SpecificCharacterSet')).toBe('ISO_IR 192');
    expect(cyrillic?.string('PatientName')).toBe('Люке');
    expect(plain?.string('PatientName')).toBe('Zoë');
    if (transferSyntax !== TRANSFER_SYNTAX.implicitLittleEndian) {
      expect(ds.element(0x00091001)?.strings()).toEqual(['é']);
    }
    expect(ds.element(0x00090010)?.strings()).toEqual(['É creator']);
  });

  it('is declared where it was not', () => {
    const before = writePart10(dataset({ SOPClassUID: MR, SOPInstanceUID: '1.2', PatientID: 'A' }));
    const after = edited(before, (plan, { dataset: ds }) => plan.set(ds, 'PatientID', text('Zoë')));
    expect(after.switched).toBe(true);
    expect(after.dataset.string('SpecificCharacterSet')).toBe('ISO_IR 192');
    expect(after.dataset.string('PatientID')).toBe('Zoë');
  });

  it('is not switched where a text cannot be read: its bytes would be lost', () => {
    const name = { vr: 'PN' as const, value: Buffer.from([0x41, 0xe9]) };
    const before = writePart10(dataset({ SOPClassUID: MR, SOPInstanceUID: '1.2', PatientName: name }));
    const work = (plan: EditPlan, { dataset: ds }: DicomFile): void => plan.set(ds, 'PatientID', text('Zoë'));
    expect(codeOf(() => edited(before, work))).toBe('text-not-decodable');
    const replacing = (plan: EditPlan, file: DicomFile): void => {
      work(plan, file);
      plan.set(file.dataset, 'PatientName', text('É'));
    };
    expect(edited(before, replacing).dataset.string('PatientName')).toBe('É');
  });

  it('of an item counts for what comes into it', () => {
    const before = dataset(
      { RequestAttributesSequence: [dataset({ SpecificCharacterSet: 'ISO_IR 144', PatientID: 'A' })] },
      SAMPLE,
    );
    const after = edited(writePart10(before), (plan, { dataset: ds }) => {
      const [inside] = ds.sequence('RequestAttributesSequence');
      if (inside) plan.set(inside, 'PatientID', text('Люке'));
    });
    expect(after.switched).toBe(false);
    const [inside] = after.dataset.sequence('RequestAttributesSequence');
    expect(inside?.string('PatientID')).toBe('Люке');
    expect(inside?.get('PatientID')?.length).toBe(4);
  });
});
