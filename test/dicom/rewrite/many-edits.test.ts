import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  Dataset as WrittenDataset,
  Element as WrittenElement,
} from '../../../fixtures/writer/element.js';
import { type Part10Options, TRANSFER_SYNTAX, writePart10 } from '../../../fixtures/writer/part10.js';
import type { VR } from '../../../fixtures/writer/vr.js';
import { bytesOf, rewrite } from '../../../src/dicom/rewrite/rewrite.js';
import { read } from '../bytes.js';
import { datasets, encodings, plainElement, valuesOf } from '../random-datasets.js';
import { editedModel, itemsOf, levelsIn, type ModelEdit, placesIn, planOf } from './model.js';

/** Big endian turns words round, which the model's bytes are not. */
const WORDS = new Set<VR>(['OW', 'OF', 'OL', 'OD', 'OV']);
/** What file meta information repeats. */
const REPEATED = new Set([0x00080016, 0x00080018]);

type Chances = fc.Arbitrary<number[]>;

const newElements = fc.array(
  plainElement.filter(({ vr, tag }) => !WORDS.has(vr) && !REPEATED.has(tag) && tag < 0x7fe00000),
  { minLength: 8, maxLength: 8 },
);
/** One number a decision: what is edited, and how. */
const chances: Chances = fc.array(fc.nat(1000), { minLength: 400, maxLength: 400 });

/** What an edit may be made of, and the next decision. */
interface Choice {
  readonly options: Part10Options;
  readonly spare: readonly WrittenElement[];
  readonly next: () => number;
}

function counter(numbers: readonly number[]): () => number {
  let at = 0;
  return () => numbers[at++ % numbers.length] ?? 0;
}

/** An item of up to three new elements. */
function newItem({ spare, next }: Choice): WrittenDataset {
  const from = next() % spare.length;
  const tags = new Set<number>();
  return spare
    .slice(from, from + (next() % 4))
    .filter(({ tag }) => !tags.has(tag) && tags.add(tag))
    .sort((a, b) => a.tag - b.tag);
}

/** An edit of an element or none. New items have defined lengths and no group lengths, whatever the file has. */
function editOf({ where, element }: ReturnType<typeof placesIn>[number], choice: Choice): ModelEdit[] {
  const { tag, vr } = element;
  const { options, next } = choice;
  const way = next() % 8;
  if (way === 0) return [{ kind: 'remove', where, tag }];
  if (way === 1) return [{ kind: 'empty', where, tag }];
  if (vr === 'SQ' && options.groupLengths) return [];
  if (vr === 'SQ' && way === 2) {
    const items = Array.from({ length: next() % 3 }, () => newItem(choice));
    return [{ kind: 'replace', where, element: { ...element, value: { items } } }];
  }
  const same = choice.spare.find((each) => each.vr === vr);
  const isValue = vr !== 'SQ' && !WORDS.has(vr) && valuesOf(vr) !== undefined;
  if (way <= 4 && isValue && same) {
    return [{ kind: 'replace', where, element: { ...element, value: same.value } }];
  }
  return [];
}

/** Edits of the items of a sequence: some removed, one appended where all lengths are defined. */
function itemEdits({ where, element }: ReturnType<typeof placesIn>[number], choice: Choice): ModelEdit[] {
  const { next, options } = choice;
  const edits: ModelEdit[] = itemsOf(element)
    .map((_, i) => i)
    .filter(() => next() % 5 === 0)
    .map((i) => ({ kind: 'remove-item', where: [...where, [element.tag, i]] }));
  if (element.vr === 'SQ' && element.lengths === 'defined' && !options.groupLengths && next() % 3 === 0) {
    edits.push({ kind: 'append-item', where, tag: element.tag, item: newItem(choice) });
  }
  return edits;
}

/** New elements of a level: where there are group lengths, only in groups that are there. */
function insertionsInto({ where, level }: ReturnType<typeof levelsIn>[number], choice: Choice): ModelEdit[] {
  const item = newItem(choice).filter(({ tag }) => {
    const groups = new Set(level.map((element) => element.tag >>> 16));
    return (
      level.every((element) => element.tag !== tag) &&
      (!choice.options.groupLengths || groups.has(tag >>> 16))
    );
  });
  return item.map((element) => ({ kind: 'insert', where, element }));
}

function editsOf(model: WrittenDataset, choice: Choice): ModelEdit[] {
  const places = placesIn(model).filter(({ element }) => !REPEATED.has(element.tag));
  return [
    ...places.flatMap((place) => [...editOf(place, choice), ...itemEdits(place, choice)]),
    ...levelsIn(model).flatMap((level) => insertionsInto(level, choice)),
  ];
}

function contentOf(bytes: Uint8Array, { transferSyntax }: Part10Options): Buffer {
  if (transferSyntax !== TRANSFER_SYNTAX.deflatedExplicitLittleEndian) return Buffer.from(bytes);
  const start = read(bytes).layout.metaEnd;
  return Buffer.concat([bytes.subarray(0, start), inflateRawSync(bytes.subarray(start))]);
}

/** The edits in an order of their own, for which no result may depend. */
function shuffled<T>(all: readonly T[], next: () => number): T[] {
  return all
    .map((each) => [next(), each] as const)
    .sort(([a], [b]) => a - b)
    .map(([, each]) => each);
}

describe('many edits at once', () => {
  it('give what an independent writer makes of the edited data set, in whatever order they are planned', () => {
    let most = 0;
    fc.assert(
      fc.property(datasets, encodings, newElements, chances, (model, options, spare, numbers) => {
        const next = counter(numbers);
        const edits = editsOf(model, { options, spare, next });
        most = Math.max(most, edits.length);
        const file = read(writePart10(model, options), { toEnd: true });
        const actual = contentOf(
          bytesOf(rewrite(file, planOf(file, ...shuffled(edits, next))).pieces),
          options,
        );
        const expected = contentOf(writePart10(editedModel(model, ...edits), options), options);
        if (!actual.equals(expected)) expect(actual.toString('hex')).toBe(expected.toString('hex'));
      }),
      { numRuns: 1500 },
    );
    expect(most).toBeGreaterThan(40);
  });

  it.each(Object.values(TRANSFER_SYNTAX))('by the hundred give the same (%s)', (transferSyntax) => {
    const plain = fc.sample(plainElement, { numRuns: 24, seed: 3 });
    const spare = plain.filter(({ vr, tag }) => !WORDS.has(vr) && !REPEATED.has(tag) && tag < 0x7fe00000);
    const numbers = fc.sample(fc.nat(1000), { numRuns: 997, seed: 5 });
    for (const lengths of ['defined', 'undefined'] as const) {
      const options = { transferSyntax, lengths };
      const next = counter(numbers);
      const items = Array.from({ length: 150 }, () => newItem({ options, spare, next }));
      const nested = [{ tag: 0x00081115, vr: 'SQ' as const, value: { items }, lengths }];
      const model: WrittenDataset = [
        { tag: 0x00080016, vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.4' },
        { tag: 0x00081110, vr: 'SQ', value: { items: [...items, nested] }, lengths },
      ];
      const edits = editsOf(model, { options, spare, next }).filter(
        ({ kind, where }) => where.length > 0 || kind === 'append-item',
      );
      expect(edits.length).toBeGreaterThan(300);
      const file = read(writePart10(model, options), { toEnd: true });
      const actual = contentOf(bytesOf(rewrite(file, planOf(file, ...edits)).pieces), options);
      const expected = contentOf(writePart10(editedModel(model, ...edits), options), options);
      expect(actual.equals(expected)).toBe(true);
    }
  });
});
