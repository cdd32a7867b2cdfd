import { parseCharacterSets } from '../charset/character-set.js';
import type { DicomFile } from '../part10.js';
import { TRANSFER_SYNTAX, transferSyntaxOf } from '../transfer-syntax.js';
import { unpadded } from '../values/padding.js';
import { VR, type Vr } from '../vr.js';
import { type Edit, EditPlan } from './edit-plan.js';
import { type ElementCoding, encodeElement } from './encode-element.js';
import { type NewValue, numbers, text } from './new-value.js';
import { PieceList } from './piece-list.js';
import { RewriteError } from './rewrite-error.js';
import { SpanRewriter } from './span-rewriter.js';

/** Who writes the file, for new file meta information. PS3.7 D.3.3.2. */
export interface Implementation {
  readonly classUID: string;
  /** At most 16 characters. */
  readonly versionName: string;
}

const SOP_CLASS_UID = 0x00080016;
const SOP_INSTANCE_UID = 0x00080018;
const TRANSFER_SYNTAX_UID = 0x00020010;
const MEDIA_STORAGE = { sopClass: 0x00020002, sopInstance: 0x00020003 } as const;
const META_CODING: ElementCoding = {
  explicit: true,
  littleEndian: true,
  characterSet: parseCharacterSets([]),
};

/**
 * Preamble and file meta information as they are, except that Media Storage SOP Class and Instance UID follow an edit
 * of what they repeat (PS3.10 7.1), and that an edited file does not declare a transfer syntax that it does not have:
 * that it has another was seen from its first element, which may be gone now.
 * @throws RewriteError `transfer-syntax-unsettled`
 */
export function keptMeta(file: DicomFile, plan: EditPlan): PieceList {
  const { layout } = file;
  const metaPlan = new EditPlan();
  const follow = (from: number, to: number): void => {
    const element = file.meta.element(to);
    const edit = element && editOf(file, plan, from);
    if (edit) metaPlan.edits.set(element.at, edit.kind === 'remove' ? { kind: 'empty' } : edit);
  };
  follow(SOP_CLASS_UID, MEDIA_STORAGE.sopClass);
  follow(SOP_INSTANCE_UID, MEDIA_STORAGE.sopInstance);
  const declared = file.meta.element(TRANSFER_SYNTAX_UID);
  if (declared && !plan.isEmpty && file.notes.includes('transfer-syntax-contradicted')) {
    const value = text(transferSyntaxUID(file));
    metaPlan.edits.set(declared.at, { kind: 'replace', value, vr: undefined });
  }
  const out = new PieceList();
  out.copy(layout.file, 0, layout.metaStart);
  const job = { table: layout.meta, source: layout.file, plan: metaPlan, ...META_CODING };
  const rewriter = new SpanRewriter({ ...job, coding: META_CODING, isCharacterSetFixed: true });
  out.append(rewriter.rewrite(layout.metaStart, layout.metaEnd));
  return out;
}

/**
 * An empty preamble and new file meta information, nothing of the old kept. PS3.10 7.1, table 7.1-1.
 * @throws RewriteError `sop-uid-missing`, `transfer-syntax-unsettled`, `value-not-encodable`
 */
export function newMeta(file: DicomFile, plan: EditPlan, implementation: Implementation): PieceList {
  const element = (tag: number, vr: Vr, value: NewValue): Uint8Array =>
    encodeElement({ tag, vr, value }, META_CODING);
  const body = Buffer.concat([
    element(0x00020001, VR.OB, { kind: 'bytes', bytes: Uint8Array.of(0, 1) }),
    element(MEDIA_STORAGE.sopClass, VR.UI, text(uidAfter(file, plan, SOP_CLASS_UID))),
    element(MEDIA_STORAGE.sopInstance, VR.UI, text(uidAfter(file, plan, SOP_INSTANCE_UID))),
    element(TRANSFER_SYNTAX_UID, VR.UI, text(transferSyntaxUID(file))),
    element(0x00020012, VR.UI, text(implementation.classUID)),
    element(0x00020013, VR.SH, text(implementation.versionName)),
  ]);
  const out = new PieceList();
  const length = element(0x00020000, VR.UL, numbers(body.length));
  out.push(Buffer.concat([new Uint8Array(128), Buffer.from('DICM', 'latin1'), length, body]));
  return out;
}

/** What a plan makes of a top-level element, where it makes anything of it. */
function editOf(file: DicomFile, plan: EditPlan, tag: number): Edit | undefined {
  const inserted = plan.insertions.get(file.dataset.position)?.find((element) => element.tag === tag);
  if (inserted) return { kind: 'replace', value: inserted.value, vr: undefined };
  const element = file.dataset.element(tag);
  return element && plan.edits.get(element.at);
}

/** A UID of the data set as it will be; never one that only the old file meta information has. */
function uidAfter(file: DicomFile, plan: EditPlan, tag: number): string {
  const edit = editOf(file, plan, tag);
  const uid = edit ? uidOf(edit) : file.dataset.element(tag)?.firstString();
  if (!uid) throw new RewriteError('sop-uid-missing', tag);
  return uid;
}

function uidOf(edit: Edit): string | undefined {
  if (edit.kind !== 'replace') return undefined;
  if (edit.value.kind === 'text') return edit.value.values[0];
  if (edit.value.kind !== 'bytes') return undefined;
  // PS3.5 6.2: UI is padded with NUL.
  return unpadded(Buffer.from(edit.value.bytes).toString('latin1'));
}

/** The transfer syntax that the data set really has. */
function transferSyntaxUID({ transferSyntax, notes }: DicomFile): string {
  const { explicit, littleEndian, uid } = transferSyntax;
  const declared = transferSyntaxOf(uid);
  const isTrue = declared.explicit === explicit && declared.littleEndian === littleEndian;
  // PS3.5 9.1: digits and full stops; anything else is no name of a transfer syntax, and might be one of a person.
  if (isTrue && /^[0-9.]{1,64}$/.test(uid)) return uid;
  // A file that declares one native syntax and is coded in another gets the UID of the latter.
  if (!notes.includes('transfer-syntax-contradicted') || declared.encapsulated || declared.deflated) {
    throw new RewriteError('transfer-syntax-unsettled');
  }
  if (explicit) return littleEndian ? TRANSFER_SYNTAX.explicitLittle : TRANSFER_SYNTAX.explicitBig;
  if (!littleEndian) throw new RewriteError('transfer-syntax-unsettled');
  return TRANSFER_SYNTAX.implicitLittle;
}
