import { parseCharacterSets } from '../charset/character-set.js';
import type { DicomFile } from '../part10.js';
import { TRANSFER_SYNTAX, transferSyntaxOf } from '../transfer-syntax.js';
import { VR, type Vr } from '../vr.js';
import { EditPlan } from './edit-plan.js';
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
    const value = editedValue(file, plan, from);
    if (element && value) metaPlan.replace(element, value);
  };
  follow(SOP_CLASS_UID, MEDIA_STORAGE.sopClass);
  follow(SOP_INSTANCE_UID, MEDIA_STORAGE.sopInstance);
  const declared = file.meta.element(TRANSFER_SYNTAX_UID);
  if (declared && !plan.isEmpty && file.notes.includes('transfer-syntax-contradicted')) {
    metaPlan.replace(declared, text(transferSyntaxUID(file)));
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
    element(
      MEDIA_STORAGE.sopClass,
      VR.UI,
      text(uidAfter(file, plan, SOP_CLASS_UID, 'MediaStorageSOPClassUID')),
    ),
    element(
      MEDIA_STORAGE.sopInstance,
      VR.UI,
      text(uidAfter(file, plan, SOP_INSTANCE_UID, 'MediaStorageSOPInstanceUID')),
    ),
    element(TRANSFER_SYNTAX_UID, VR.UI, text(transferSyntaxUID(file))),
    element(0x00020012, VR.UI, text(implementation.classUID)),
    element(0x00020013, VR.SH, text(implementation.versionName)),
  ]);
  const out = new PieceList();
  const length = element(0x00020000, VR.UL, numbers(body.length));
  out.push(Buffer.concat([new Uint8Array(128), Buffer.from('DICM', 'latin1'), length, body]));
  return out;
}

/** The value that a plan gives a top-level element, where it gives one. */
function editedValue(file: DicomFile, plan: EditPlan, tag: number): NewValue | undefined {
  const element = file.dataset.element(tag);
  const edit = element && plan.edits.get(element.at);
  if (edit?.kind === 'replace') return edit.value;
  return plan.insertions.get(file.dataset.position)?.find((inserted) => inserted.tag === tag)?.value;
}

function uidAfter(file: DicomFile, plan: EditPlan, tag: number, repeated: string): string {
  const value = editedValue(file, plan, tag);
  const edited = value?.kind === 'text' ? value.values[0] : undefined;
  const uid = edited ?? (file.dataset.element(tag)?.firstString() || file.meta.string(repeated));
  if (!uid) throw new RewriteError('sop-uid-missing', tag);
  return uid;
}

/** The transfer syntax that the data set really has. */
function transferSyntaxUID({ transferSyntax, notes }: DicomFile): string {
  const { explicit, littleEndian, uid } = transferSyntax;
  const declared = transferSyntaxOf(uid);
  const isTrue = declared.explicit === explicit && declared.littleEndian === littleEndian;
  if (isTrue) return uid;
  // A file that declares one native syntax and is coded in another gets the UID of the latter.
  if (!notes.includes('transfer-syntax-contradicted') || declared.encapsulated || declared.deflated) {
    throw new RewriteError('transfer-syntax-unsettled');
  }
  if (explicit) return littleEndian ? TRANSFER_SYNTAX.explicitLittle : TRANSFER_SYNTAX.explicitBig;
  if (!littleEndian) throw new RewriteError('transfer-syntax-unsettled');
  return TRANSFER_SYNTAX.implicitLittle;
}
