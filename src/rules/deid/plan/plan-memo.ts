import type { Element } from '../../../dicom/element.js';
import type { DicomFile, ElementTable } from '../../../dicom/part10.js';
import type { Edit } from '../../../dicom/rewrite/edit-plan.js';
import { heldSpan, type Repeat } from '../../../dicom/rewrite/repeat.js';
import type { Action, AttributeRule } from '../action.js';
import type { LevelRules } from '../attribute/rulebook.js';
import { type DeidInput, noActions, type Visit } from './context.js';

/** What was done to an element with these bytes. */
interface Remembered {
  readonly rule: AttributeRule;
  readonly vr: number;
  /** The whole element, head and all. */
  readonly bytes: Uint8Array;
  readonly done: Action;
  readonly actions: readonly (readonly [Action, number])[];
  readonly uids: readonly string[];
  readonly repeat: Repeat;
}

/** Everything but its bytes and its rule that decides what becomes of an element of the top level. */
interface Circumstances {
  readonly rules: LevelRules;
  readonly subject: DeidInput['subject'];
  readonly cleaner: DeidInput['cleaner'];
  readonly coding: string;
  readonly characterSet: string;
  readonly pixelRepresentation: string;
}

/** Larger elements are not remembered, and no more attributes than a header of the standard has. */
const MOST_BYTES = 16 * 1024;
const MOST_REMEMBERED = 2000;

/**
 * Remembers what became of each element of the top level, for the next file: instances of a series share most of them.
 * Only what has the very same bytes, rule and circumstances is done again without being judged again. One for a profile
 * and its {@link DeidInput.uidOf}.
 */
export class PlanMemo {
  private readonly known = new Map<number, Remembered>();
  private now: Circumstances | undefined;
  private table: ElementTable | undefined;

  /** Begins with another file; what was learnt in other circumstances is forgotten. */
  begin({ dataset, transferSyntax, layout }: DicomFile, rules: LevelRules, input: DeidInput): void {
    const { explicit, littleEndian } = transferSyntax;
    const now = {
      ...{ rules, subject: input.subject, cleaner: input.cleaner },
      coding: `${explicit} ${littleEndian}`,
      characterSet: dataset.rawText('SpecificCharacterSet'),
      pixelRepresentation: dataset.rawText('PixelRepresentation'),
    };
    if (!this.now || !isSame(this.now, now)) this.known.clear();
    this.now = now;
    this.table = layout.dataset;
  }

  /** Does `work` on an element, or what it did to one that was the same. */
  apply(element: Element, rule: AttributeRule, visit: Visit, work: (visit: Visit) => Action): Action {
    const { table } = this;
    const span = table && isWorthwhile(rule) ? heldSpan(table, element.at) : undefined;
    if (!table || !span || span.to - span.from > MOST_BYTES) return work(visit);
    const before = this.known.get(element.tag);
    const { bytes } = table;
    if (before?.rule === rule && before.vr === element.vr && hasBytes(before.bytes, bytes, span)) {
      recall(before, element.at, visit);
      return before.done;
    }
    const inner = { ...visit, actions: noActions(), uids: new Set<string>(), memo: undefined };
    const done = work(inner);
    const after = {
      ...{ rule, done, vr: element.vr, bytes: bytes.slice(span.from, span.to) },
      actions: (Object.entries(inner.actions) as [Action, number][]).filter(([, count]) => count > 0),
      uids: [...inner.uids],
      repeat: { edits: editsOf(visit, element.at, table.index.ends[element.at] ?? 0) },
    };
    if (this.known.size < MOST_REMEMBERED || before) this.known.set(element.tag, after);
    note(after, element.at, visit);
    return done;
  }
}

/** What is taken out whatever it says is judged as quickly as compared. */
function isWorthwhile({ action }: AttributeRule): boolean {
  return action !== 'remove' && action !== 'empty';
}

function isSame(a: Circumstances, b: Circumstances): boolean {
  return (
    a.rules === b.rules &&
    a.subject === b.subject &&
    a.cleaner === b.cleaner &&
    a.coding === b.coding &&
    a.characterSet === b.characterSet &&
    a.pixelRepresentation === b.pixelRepresentation
  );
}

function hasBytes(
  known: Uint8Array,
  bytes: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  if (known.length !== to - from) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[from + i]) return false;
  return true;
}

function editsOf({ plan }: Visit, at: number, end: number): [number, Edit][] {
  const edits: [number, Edit][] = [];
  for (let inner = at; inner < end; inner++) {
    const edit = plan.edits.get(inner);
    if (edit) edits.push([inner - at, edit]);
  }
  return edits;
}

function recall(before: Remembered, at: number, visit: Visit): void {
  for (const [distance, edit] of before.repeat.edits) visit.plan.edits.set(at + distance, edit);
  note(before, at, visit);
}

/** What a visit counts besides edits, and that the rewriter may do as before. */
function note({ actions, uids, repeat }: Remembered, at: number, visit: Visit): void {
  for (const [action, count] of actions) visit.actions[action] += count;
  for (const uid of uids) visit.uids.add(uid);
  if (repeat.edits.length > 0) visit.plan.repeats.set(at, repeat);
}
