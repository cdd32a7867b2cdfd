import { describe, expect, it } from 'vitest';
import { dataset } from '../../../fixtures/writer/element.js';
import { writePart10 } from '../../../fixtures/writer/part10.js';
import type { DicomFile } from '../../../src/dicom/part10.js';
import { readPart10 } from '../../../src/dicom/part10.js';
import { EditPlan } from '../../../src/dicom/rewrite/edit-plan.js';
import { text } from '../../../src/dicom/rewrite/new-value.js';
import { rewrite } from '../../../src/dicom/rewrite/rewrite.js';
import { VR } from '../../../src/dicom/vr.js';
import { explicit, file as fileOf, item, SparseSource } from '../bytes.js';
import { codeOf, edited } from './editing.js';

const MR = '1.2.840.10008.5.1.4.1.1.4';
const LATIN = Buffer.from([0xc4, 0x6e]); // Än
const SAMPLE = dataset({ SOPClassUID: MR, SOPInstanceUID: '1.2', SpecificCharacterSet: 'ISO_IR 100' });

const switching = (plan: EditPlan, { dataset: ds }: DicomFile): void => plan.set(ds, 'PatientID', text('山'));

describe('switching a file to UTF-8', () => {
  it('re-encodes a text that was left out of memory, and one that outgrows its VR', () => {
    const long = 'ä'.repeat(400_000);
    const wide = `${'é'.repeat(40_000)}\\b`;
    const bytes = fileOf([
      explicit(0x00080005, 'CS', 'ISO_IR 100'),
      explicit(0x00100020, 'LO', 'ID'),
      explicit(0x00104000, 'LO', Buffer.from(wide, 'latin1')),
      explicit(0x0040a160, 'UT', Buffer.from(long, 'latin1')),
    ]);
    const after = edited(bytes, switching);
    expect(after.switched).toBe(true);
    const expected = Buffer.from(`${wide} `, 'utf8');
    const start = after.bytes.indexOf(Buffer.from([0x10, 0, 0, 0x40]));
    expect(after.bytes.toString('latin1', start + 4, start + 6)).toBe('UN');
    expect(
      after.bytes.subarray(start + 12, start + 12 + expected.length - 1).equals(expected.subarray(0, -1)),
    ).toBe(true);
    expect(after.bytes.subarray(-800_000).equals(Buffer.from(long, 'utf8'))).toBe(true);
  });

  it('gives up on texts of gigabytes, before it asks for memory', () => {
    const start = fileOf([
      explicit(0x00080005, 'CS', 'ISO_IR 100'),
      explicit(0x00100020, 'LO', 'ID'),
      explicit(0x0040a160, 'UT', '', 3 * 2 ** 30),
    ]);
    const source = new SparseSource(start.length + 3 * 2 ** 30, [{ at: 0, bytes: start }]);
    const file = readPart10(source, { toEnd: true });
    const plan = new EditPlan();
    switching(plan, file);
    expect(codeOf(() => rewrite(file, plan))).toBe('text-too-large');
    expect(source.given).toBeLessThan(1 << 20);
  });

  it('is refused where the plan gives a text as bytes in the set that is left, at any depth', () => {
    const bytes = { kind: 'bytes' as const, bytes: LATIN };
    const put = (work: (plan: EditPlan, file: DicomFile) => void): string =>
      codeOf(() =>
        edited(writePart10(SAMPLE), (plan, file) => {
          switching(plan, file);
          work(plan, file);
        }),
      );
    const code = 'value-not-encodable';
    expect(put((plan, { dataset: ds }) => plan.set(ds, 'PatientName', bytes))).toBe(code);
    const nested = { kind: 'items' as const, items: [[{ tag: 0x00100010, vr: VR.PN, value: bytes }]] };
    expect(put((plan, { dataset: ds }) => plan.set(ds, 'RequestAttributesSequence', nested))).toBe(code);
    const opaque = { tag: 0x00091001, vr: VR.OB, value: bytes };
    expect(put((plan, { dataset: ds }) => plan.insert(ds, opaque))).toBe('no error');
    const kept = edited(writePart10(SAMPLE), (plan, { dataset: ds }) => plan.set(ds, 'PatientName', bytes));
    expect(kept.dataset.string('PatientName')).toBe('Än');
  });

  it('reaches items of sequences coded as UN, and does not mind what cannot be read and does not stay', () => {
    const name = (letter: number): Buffer => explicit(0x00100010, 'PN', Buffer.from([letter, 0x20]));
    const implicitName = Buffer.from([0x10, 0, 0x10, 0, 2, 0, 0, 0, 0xe9, 0x20]);
    const bytes = fileOf([
      explicit(0x00080005, 'CS', 'ISO_IR 100'),
      explicit(0x00081110, 'UN', item(implicitName)),
      explicit(0x00081115, 'SQ', [item(name(0x1b)), item(name(0x1b))]),
      explicit(0x00100020, 'LO', 'ID'),
    ]);
    const after = edited(bytes, (plan, file) => {
      switching(plan, file);
      const [first, second] = file.dataset.sequence('ReferencedSeriesSequence');
      const own = second?.get('PatientName');
      if (!first || !own) throw new Error('the file has two items');
      plan.removeItem(first);
      plan.replace(own, text('ß'));
    });
    const names = (keyword: string): (string | undefined)[] =>
      after.dataset.sequence(keyword).map((each) => each.string('PatientName'));
    expect(names('ReferencedStudySequence')).toEqual(['é']);
    expect(names('ReferencedSeriesSequence')).toEqual(['ß']);
  });

  it('takes the character set of an item as the reader does, also where it is no text', () => {
    const odd = explicit(0x00080005, 'OB', 'ISO_IR 100');
    const bytes = fileOf([
      explicit(0x00081110, 'SQ', item([odd, explicit(0x00100020, 'LO', 'ID')])),
      explicit(0x00100020, 'LO', 'ID'),
    ]);
    const after = edited(bytes, (plan, { dataset: ds }) => {
      const [first] = ds.sequence('ReferencedStudySequence');
      if (first) plan.set(first, 'PatientID', text('é'));
    });
    expect(after.dataset.sequence('ReferencedStudySequence')[0]?.string('PatientID')).toBe('é');
  });
});
