import type { ByteSource } from '../byte-source.js';
import { type CharacterSet, parseCharacterSets } from '../charset/character-set.js';
import { decodeTextChecked } from '../charset/decode.js';
import type { Dataset } from '../dataset.js';
import type { Element } from '../element.js';
import type { ElementTable } from '../part10.js';
import { VR, type Vr, vrName } from '../vr.js';
import { EditPlan } from './edit-plan.js';
import { isGovernedVr } from './encode-value.js';
import type { NewValue } from './new-value.js';
import { RewriteError } from './rewrite-error.js';

const SPECIFIC_CHARACTER_SET = 0x00080005;
const UTF8_TERM = Buffer.from('ISO_IR 192', 'latin1');
const ESC = 0x1b;
/** Texts that were left out of memory while reading are loaded up to this, all together. */
const MAX_TEXT_BYTES = 128 * 1024 * 1024;

/** The character set that {@link switchedToUtf8} switches to. */
export const UTF8: CharacterSet = parseCharacterSets(['ISO_IR 192']);

/** What is to be switched. */
export interface SwitchJob {
  readonly dataset: Dataset;
  readonly table: ElementTable;
  readonly source: ByteSource;
  readonly plan: EditPlan;
}

/** A switch in the middle of its work. */
interface RunningSwitch extends SwitchJob {
  /** Bytes that may still be loaded. */
  readonly budget: { left: number };
}

/**
 * A plan that does what `plan` does and turns the whole file into UTF-8: every text that another set governs is
 * decoded and encoded anew, at any depth, and every Specific Character Set says ISO_IR 192. PS3.3 C.12.1.1.2. Texts of
 * private elements whose VR nothing tells stay as they are.
 * @throws RewriteError `text-not-decodable` when bytes have no meaning in the set that the file declares;
 * `text-too-large`; `value-not-encodable` when the plan gives a text as bytes, which are in the set that is left
 */
export function switchedToUtf8(job: SwitchJob): EditPlan {
  const switched = new EditPlan();
  for (const [at, edit] of job.plan.edits) {
    if (edit.kind === 'replace') refuseCodedText(edit.value, codedAt(at, job));
    switched.edits.set(at, edit);
  }
  for (const [at, elements] of job.plan.insertions) {
    for (const element of elements) refuseCodedText(element.value, element);
    switched.insertions.set(at, [...elements]);
  }
  for (const [at, items] of job.plan.appended) {
    for (const element of items.flat()) refuseCodedText(element.value, element);
    switched.appended.set(at, items);
  }
  if (!job.dataset.element(SPECIFIC_CHARACTER_SET)) {
    const declared = {
      tag: SPECIFIC_CHARACTER_SET,
      vr: VR.CS,
      value: { kind: 'bytes', bytes: UTF8_TERM },
    } as const;
    switched.insertions.set(job.dataset.position, [
      ...(switched.insertions.get(job.dataset.position) ?? []),
      declared,
    ]);
  }
  switchLevel(job.dataset, switched, { ...job, budget: { left: MAX_TEXT_BYTES } });
  return switched;
}

function codedAt(at: number, { table: { index } }: SwitchJob): { tag: number; vr: Vr } {
  return { tag: index.tags[at] ?? 0, vr: index.vrs[at] ?? 0 };
}

/** Bytes that a plan gives for a text are in the set that the file had: ASCII alone reads the same in UTF-8. */
function refuseCodedText(value: NewValue, { tag, vr }: { tag: number; vr: Vr }): void {
  if (value.kind === 'items') {
    for (const element of value.items.flat()) refuseCodedText(element.value, element);
  } else if (value.kind === 'bytes' && isGovernedVr(vr) && !isPlainAscii(value.bytes)) {
    throw new RewriteError('value-not-encodable', tag);
  }
}

function isPlainAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80 && byte !== ESC);
}

function switchLevel(level: Dataset, switched: EditPlan, job: RunningSwitch): void {
  for (const element of level.elements()) {
    if (switched.edits.has(element.at)) continue;
    if (element.vr === VR.SQ) {
      for (const item of level.items(element)) {
        if (!switched.edits.has(item.position)) switchLevel(item, switched, job);
      }
    } else if (element.tag === SPECIFIC_CHARACTER_SET) {
      const value = { kind: 'bytes', bytes: UTF8_TERM } as const;
      switched.edits.set(element.at, { kind: 'replace', value, vr: undefined });
    } else if (isGovernedVr(element.vr)) {
      const bytes = reencoded(element, level.characterSet, job);
      if (bytes)
        switched.edits.set(element.at, { kind: 'replace', value: { kind: 'bytes', bytes }, vr: undefined });
    }
  }
}

/** The text in UTF-8; undefined where its bytes read the same as they stand. */
function reencoded(element: Element, from: CharacterSet, job: RunningSwitch): Uint8Array | undefined {
  if (from.scheme === 'utf-8') return undefined;
  const bytes = element.deferred ? loaded(element, job) : element.bytes;
  if (from.initial.g0 === 'ascii' && isPlainAscii(bytes)) return undefined;
  const { text, lossy } = decodeTextChecked(bytes, from, vrName(element.vr));
  if (lossy) throw new RewriteError('text-not-decodable', element.tag);
  const encoded = Buffer.from(text, 'utf8');
  // PS3.5 6.2: text is padded with a space.
  return encoded.length % 2 === 0 ? encoded : Buffer.concat([encoded, Buffer.of(0x20)]);
}

/** The value of an element that was left out of memory. */
function loaded(element: Element, { table, source, budget }: RunningSwitch): Uint8Array {
  budget.left -= element.length;
  if (budget.left < 0) throw new RewriteError('text-too-large', element.tag);
  const bytes = new Uint8Array(element.length);
  const start = table.index.files[element.at] ?? 0;
  for (let filled = 0; filled < bytes.length; ) {
    const got = source.read(bytes, filled, bytes.length - filled, start + filled);
    if (got <= 0) throw new RewriteError('source-changed', element.tag);
    filled += got;
  }
  return bytes;
}
