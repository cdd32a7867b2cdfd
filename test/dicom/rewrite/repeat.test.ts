import { describe, expect, it } from 'vitest';
import type { DicomFile } from '../../../src/dicom/part10.js';
import { EditPlan } from '../../../src/dicom/rewrite/edit-plan.js';
import { text } from '../../../src/dicom/rewrite/new-value.js';
import { heldSpan, type Repeat } from '../../../src/dicom/rewrite/repeat.js';
import { bytesOf, rewrite } from '../../../src/dicom/rewrite/rewrite.js';
import { explicit, file, item, read, SEQUENCE_END, UNDEFINED } from '../bytes.js';

const NAME = explicit(0x00100010, 'PN', 'Doe^Jane');
const REQUEST = explicit(0x00400275, 'SQ', item([explicit(0x00400009, 'SH', 'REQ1')]));
const BYTES = file([NAME, REQUEST]);

const opened = (bytes: Uint8Array = BYTES): DicomFile => read(bytes, { toEnd: true });
const positionOf = ({ dataset }: DicomFile, keyword: string): number => dataset.get(keyword)?.at ?? -1;

function spanOf(bytes: Uint8Array, keyword: string): Uint8Array | undefined {
  const { layout, dataset } = opened(bytes);
  const span = heldSpan(layout.dataset, dataset.get(keyword)?.at ?? -1);
  return span && layout.dataset.bytes.slice(span.from, span.to);
}

describe('heldSpan', () => {
  it('is the whole element, its head and what is in it', () => {
    expect(Buffer.from(spanOf(BYTES, 'PatientName') ?? [])).toEqual(NAME);
    expect(Buffer.from(spanOf(BYTES, 'RequestAttributesSequence') ?? [])).toEqual(REQUEST);
  });

  it('has the delimiter of a sequence of undefined length', () => {
    const open = explicit(0x00400275, 'SQ', item(''), UNDEFINED);
    const whole = Buffer.concat([open, SEQUENCE_END]);
    expect(Buffer.from(spanOf(file([whole]), 'RequestAttributesSequence') ?? [])).toEqual(whole);
  });

  it('is nothing where a part was left out of memory', () => {
    const icon = explicit(0x00880200, 'SQ', item([explicit(0x7fe00010, 'OW', new Uint8Array(400_000))]));
    expect(spanOf(file([icon]), 'IconImageSequence')).toBeUndefined();
  });
});

/** Plans as for the first file, with what is remembered of it, and says what is written. */
function writtenWith(repeat: Repeat, later: (plan: EditPlan, opened: DicomFile) => void = () => {}): Buffer {
  const now = opened();
  const plan = new EditPlan();
  const at = positionOf(now, 'PatientName');
  for (const [distance, edit] of repeat.edits) plan.edits.set(at + distance, edit);
  plan.repeats.set(at, repeat);
  later(plan, now);
  return bytesOf(rewrite(now, plan).pieces);
}

const other = (): Repeat => ({ edits: [[0, { kind: 'replace', value: text('Other'), vr: undefined }]] });

describe('a repeat', () => {
  it('is encoded with the first file, and written as it is in the next', () => {
    const repeat = other();
    const first = writtenWith(repeat);
    expect(repeat.encoded).toEqual(new Uint8Array(explicit(0x00100010, 'PN', 'Other ')));
    repeat.encoded = new Uint8Array(explicit(0x00100010, 'PN', 'Known '));
    const next = opened(writtenWith(repeat));
    expect(opened(first).dataset.string('PatientName')).toBe('Other');
    expect(next.dataset.string('PatientName')).toBe('Known');
  });

  it('does not count where another edit came later', () => {
    const repeat = other();
    writtenWith(repeat);
    const next = opened(
      writtenWith(repeat, (plan, { dataset }) => plan.set(dataset, 'PatientName', text('Last'))),
    );
    expect(next.dataset.string('PatientName')).toBe('Last');
  });

  it('does not count where something inside is edited besides', () => {
    const now = opened();
    const at = positionOf(now, 'RequestAttributesSequence');
    const sequence = now.dataset.get('RequestAttributesSequence');
    const inner = sequence && now.dataset.items(sequence)[0]?.get('ScheduledProcedureStepID');
    if (!inner) throw new Error('the item was not read');
    const plan = new EditPlan();
    plan.repeats.set(at, { edits: [], encoded: new Uint8Array(REQUEST) });
    plan.replace(inner, text('NEW'));
    const { dataset } = opened(bytesOf(rewrite(now, plan).pieces));
    const path = 'RequestAttributesSequence[0].ScheduledProcedureStepID';
    expect(dataset.at(path)?.strings()).toEqual(['NEW']);
  });
});
