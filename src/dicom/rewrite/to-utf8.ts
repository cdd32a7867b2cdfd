import type { ByteSource } from '../byte-source.js';
import { type CharacterSet, parseCharacterSets } from '../charset/character-set.js';
import { decodeTextChecked } from '../charset/decode.js';
import type { Dataset } from '../dataset.js';
import type { Element } from '../element.js';
import type { ElementTable } from '../part10.js';
import { VR, vrName } from '../vr.js';
import { EditPlan } from './edit-plan.js';
import { isGovernedVr } from './encode-value.js';
import { RewriteError } from './rewrite-error.js';

const SPECIFIC_CHARACTER_SET = 0x00080005;
const UTF8_TERM = Buffer.from('ISO_IR 192', 'latin1');
const ESC = 0x1b;

/** The character set that {@link switchedToUtf8} switches to. */
export const UTF8: CharacterSet = parseCharacterSets(['ISO_IR 192']);

/** What is to be switched. */
export interface SwitchJob {
  readonly dataset: Dataset;
  readonly table: ElementTable;
  readonly source: ByteSource;
  readonly plan: EditPlan;
}

/**
 * A plan that does what `plan` does and turns the whole file into UTF-8: every text that another set governs is
 * decoded and encoded anew, at any depth, and every Specific Character Set says ISO_IR 192. PS3.3 C.12.1.1.2. Texts of
 * private elements whose VR nothing tells stay as they are.
 * @throws RewriteError `text-not-decodable` when bytes have no meaning in the set that the file declares
 */
export function switchedToUtf8(job: SwitchJob): EditPlan {
  const switched = new EditPlan();
  for (const [at, edit] of job.plan.edits) switched.edits.set(at, edit);
  for (const [at, elements] of job.plan.insertions) switched.insertions.set(at, [...elements]);
  for (const [at, items] of job.plan.appended) switched.appended.set(at, items);
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
  switchLevel(job.dataset, switched, job);
  return switched;
}

function switchLevel(level: Dataset, switched: EditPlan, job: SwitchJob): void {
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
function reencoded(element: Element, from: CharacterSet, job: SwitchJob): Uint8Array | undefined {
  if (from.scheme === 'utf-8') return undefined;
  const bytes = element.deferred ? loaded(element, job) : element.bytes;
  if (from.initial.g0 === 'ascii' && bytes.every((byte) => byte < 0x80 && byte !== ESC)) return undefined;
  const { text, lossy } = decodeTextChecked(bytes, from, vrName(element.vr));
  if (lossy) throw new RewriteError('text-not-decodable', element.tag);
  const encoded = Buffer.from(text, 'utf8');
  // PS3.5 6.2: text is padded with a space.
  return encoded.length % 2 === 0 ? encoded : Buffer.concat([encoded, Buffer.of(0x20)]);
}

/** The value of an element that was left out of memory. */
function loaded(element: Element, { table, source }: SwitchJob): Uint8Array {
  const bytes = new Uint8Array(element.length);
  const start = table.index.files[element.at] ?? 0;
  for (let filled = 0; filled < bytes.length; ) {
    const got = source.read(bytes, filled, bytes.length - filled, start + filled);
    if (got <= 0) throw new RewriteError('source-changed', element.tag);
    filled += got;
  }
  return bytes;
}
