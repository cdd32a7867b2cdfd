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

/** One edit of one element. */
export type ModelEdit =
  | { readonly kind: 'remove'; readonly where: Where; readonly tag: number }
  | { readonly kind: 'empty'; readonly where: Where; readonly tag: number }
  | { readonly kind: 'replace'; readonly where: Where; readonly element: WrittenElement }
  | { readonly kind: 'insert'; readonly where: Where; readonly element: WrittenElement };

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

/** The model with an edit applied. */
export function editedModel(model: WrittenDataset, edit: ModelEdit): WrittenDataset {
  return atLevel(model, edit.where, (level) => {
    if (edit.kind === 'insert') return [...level, edit.element].sort((a, b) => a.tag - b.tag);
    const tag = edit.kind === 'replace' ? edit.element.tag : edit.tag;
    if (edit.kind === 'remove') return level.filter((element) => element.tag !== tag);
    return level.map((element) => {
      if (element.tag !== tag) return element;
      return { ...element, value: edit.kind === 'replace' ? edit.element.value : emptyOf(element) };
    });
  });
}

/** An empty value is written with length 0 whatever the lengths of sequences are. */
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

/** The plan for the same edit on the file. */
export function planOf(file: DicomFile, edit: ModelEdit): EditPlan {
  const plan = new EditPlan();
  const level = levelOf(file.dataset, edit.where);
  if (edit.kind === 'insert') {
    plan.insert(level, toNew(edit.element));
    return plan;
  }
  const element = level.element(edit.kind === 'replace' ? edit.element.tag : edit.tag);
  if (!element) throw new Error('the model has an element that the file lacks');
  if (edit.kind === 'remove') plan.remove(element);
  else if (edit.kind === 'empty') plan.empty(element);
  else plan.replace(element, toNew(edit.element).value);
  return plan;
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
