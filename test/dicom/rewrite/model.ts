import type {
  Dataset as WrittenDataset,
  Element as WrittenElement,
} from '../../../fixtures/writer/element.js';
import type { VR } from '../../../fixtures/writer/vr.js';
import type { Dataset } from '../../../src/dicom/dataset.js';
import type { DicomFile } from '../../../src/dicom/part10.js';
import { EditPlan } from '../../../src/dicom/rewrite/edit-plan.js';
import type { NewValue } from '../../../src/dicom/rewrite/new-value.js';
import { packVr } from '../../../src/dicom/vr.js';

/** Edits on the model of the fixtures' writer and the same edits as a plan: the writer then says what must come out. */

/** The way to a level: a sequence's tag and the number of an item, again and again. */
export type Where = readonly (readonly [tag: number, item: number])[];

/** One edit of one element, or of one item: the way to an item ends with its own step. */
export type ModelEdit =
  | { readonly kind: 'remove'; readonly where: Where; readonly tag: number }
  | { readonly kind: 'empty'; readonly where: Where; readonly tag: number }
  | { readonly kind: 'replace'; readonly where: Where; readonly element: WrittenElement }
  | { readonly kind: 'insert'; readonly where: Where; readonly element: WrittenElement }
  | {
      readonly kind: 'append-item';
      readonly where: Where;
      readonly tag: number;
      readonly item: WrittenDataset;
    }
  | { readonly kind: 'remove-item'; readonly where: Where };

/** Every element of a model with the way to its level. */
export function placesIn(
  model: WrittenDataset,
  where: Where = [],
): { where: Where; element: WrittenElement }[] {
  return model.flatMap((element) => {
    const inside = itemsOf(element).flatMap((item, i) => placesIn(item, [...where, [element.tag, i]]));
    return [{ where, element }, ...inside];
  });
}

/** Every level of a model: the data set and all items. */
export function levelsIn(
  model: WrittenDataset,
  where: Where = [],
): { where: Where; level: WrittenDataset }[] {
  const inside = model.flatMap((element) =>
    itemsOf(element).flatMap((item, i) => levelsIn(item, [...where, [element.tag, i]])),
  );
  return [{ where, level: model }, ...inside];
}

/** The items of a sequence, none for other elements. */
export function itemsOf(element: WrittenElement): readonly WrittenDataset[] {
  const { value } = element;
  return typeof value === 'object' && 'items' in value ? value.items : [];
}

/** The model with edits applied, all meant for the model as it was. An edit covers those inside what it changes. */
export function editedModel(model: WrittenDataset, ...edits: readonly ModelEdit[]): WrittenDataset {
  // From the inside to the outside, and items from the last to the first, so that the ways stay true.
  const last = (edit: ModelEdit): number => edit.where.at(-1)?.[1] ?? 0;
  const ordered = [...edits].sort((a, b) => depthOf(b) - depthOf(a) || last(b) - last(a));
  return ordered.reduce(applied, model);
}

/** Elements of a level, then items appended to them, then items removed from them, then the level below. */
function depthOf({ kind, where }: ModelEdit): number {
  const after = kind === 'append-item' ? 0.2 : kind === 'remove-item' ? -0.5 : 0;
  return where.length + after;
}

function applied(model: WrittenDataset, edit: ModelEdit): WrittenDataset {
  if (edit.kind === 'remove-item') {
    const [tag = 0, number = 0] = edit.where.at(-1) ?? [];
    return atLevel(model, edit.where.slice(0, -1), (level) =>
      withItems(level, tag, (items) => items.filter((_, i) => i !== number)),
    );
  }
  return atLevel(model, edit.where, (level) => {
    if (edit.kind === 'insert') return [...level, edit.element].sort((a, b) => a.tag - b.tag);
    if (edit.kind === 'append-item') return withItems(level, edit.tag, (items) => [...items, edit.item]);
    const tag = edit.kind === 'replace' ? edit.element.tag : edit.tag;
    if (edit.kind === 'remove') return level.filter((element) => element.tag !== tag);
    return level.map((element) => {
      if (element.tag !== tag) return element;
      const value = edit.kind === 'replace' ? edit.element.value : emptyOf(element);
      return { ...element, value, ...(element.vr === 'SQ' && { lengths: 'defined' as const }) };
    });
  });
}

function withItems(
  level: WrittenDataset,
  tag: number,
  change: (items: readonly WrittenDataset[]) => readonly WrittenDataset[],
): WrittenDataset {
  return level.map((element) =>
    element.tag === tag ? { ...element, value: { items: change(itemsOf(element)) } } : element,
  );
}

function emptyOf(element: WrittenElement): WrittenElement['value'] {
  return element.vr === 'SQ' ? { items: [] } : '';
}

function atLevel(
  model: WrittenDataset,
  where: Where,
  change: (level: WrittenDataset) => WrittenDataset,
): WrittenDataset {
  const [step, ...rest] = where;
  if (!step) return change(model);
  const [tag, number] = step;
  return model.map((element) => {
    if (element.tag !== tag) return element;
    const items = itemsOf(element).map((item, i) => (i === number ? atLevel(item, rest, change) : item));
    return { ...element, value: { items } };
  });
}

/** The plan for the same edits on the file. */
export function planOf(file: DicomFile, ...edits: readonly ModelEdit[]): EditPlan {
  const plan = new EditPlan();
  for (const edit of edits) planEdit(plan, file, edit);
  return plan;
}

function planEdit(plan: EditPlan, file: DicomFile, edit: ModelEdit): void {
  const level = levelOf(file.dataset, edit.where);
  if (edit.kind === 'remove-item') plan.removeItem(level);
  else if (edit.kind === 'insert') plan.insert(level, toNew(edit.element));
  else planElement(plan, level, edit);
}

type ElementEdit = Exclude<ModelEdit, { kind: 'insert' | 'remove-item' }>;

function planElement(plan: EditPlan, level: Dataset, edit: ElementEdit): void {
  const element = level.element(edit.kind === 'replace' ? edit.element.tag : edit.tag);
  if (!element) throw new Error('the model has an element that the file lacks');
  if (edit.kind === 'remove') plan.remove(element);
  else if (edit.kind === 'append-item') plan.appendItem(element, edit.item.map(toNew));
  else if (edit.kind === 'empty') plan.empty(element);
  else plan.replace(element, toNew(edit.element).value);
}

function levelOf(dataset: Dataset, where: Where): Dataset {
  let level = dataset;
  for (const [tag, number] of where) {
    const sequence = level.element(tag);
    const item = sequence && level.items(sequence)[number];
    if (!item) throw new Error('the model has an item that the file lacks');
    level = item;
  }
  return level;
}

const NUMERIC = new Set<VR>(['US', 'SS', 'UL', 'SL', 'FL', 'FD', 'AT']);

function toNew(element: WrittenElement): { tag: number; vr: number; value: NewValue } {
  return { tag: element.tag, vr: packVr(element.vr), value: newValue(element) };
}

function newValue({ vr, value }: WrittenElement): NewValue {
  if (value instanceof Uint8Array) return { kind: 'bytes', bytes: value };
  if (typeof value === 'object' && 'items' in value) {
    return { kind: 'items', items: value.items.map((item) => item.map(toNew)) };
  }
  if (typeof value === 'object' && 'fragments' in value) throw new Error('fragments are not written anew');
  const list = typeof value === 'object' ? [...value] : [value];
  const values = list.filter((each) => each !== '' || list.length > 1);
  if (NUMERIC.has(vr)) return { kind: 'numbers', values: values.map(Number) };
  return { kind: 'text', values: values.map(String) };
}
