import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  Dataset as WrittenDataset,
  Element as WrittenElement,
} from '../../../fixtures/writer/element.js';
import { type Part10Options, TRANSFER_SYNTAX, writePart10 } from '../../../fixtures/writer/part10.js';
import type { VR } from '../../../fixtures/writer/vr.js';
import { EditPlan } from '../../../src/dicom/rewrite/edit-plan.js';
import { bytesOf, rewrite } from '../../../src/dicom/rewrite/rewrite.js';
import { read } from '../bytes.js';
import { datasets, encodings, plainElement, valuesOf } from '../random-datasets.js';
import { editedModel, levelsIn, type ModelEdit, placesIn, planOf } from './model.js';

/** Big endian turns words round, which the model's bytes are not. */
const WORDS = new Set<VR>(['OW', 'OF', 'OL', 'OD', 'OV']);

/** What a file holds from the data set on, inflated where it is deflated. */
function contentOf(bytes: Uint8Array, { transferSyntax }: Part10Options): Buffer {
  if (transferSyntax !== TRANSFER_SYNTAX.deflatedExplicitLittleEndian) return Buffer.from(bytes);
  const start = read(bytes).layout.metaEnd;
  return Buffer.concat([bytes.subarray(0, start), inflateRawSync(bytes.subarray(start))]);
}

function rewritten(bytes: Uint8Array, edit: ModelEdit): Buffer {
  const file = read(bytes, { toEnd: true });
  return bytesOf(rewrite(file, planOf(file, edit)).pieces);
}

/** A model, how it is written, and an edit of it. */
interface Case {
  readonly model: WrittenDataset;
  readonly options: Part10Options;
  readonly edit: ModelEdit;
}

const pixels: fc.Arbitrary<WrittenElement[]> = fc.oneof(
  fc.constant<WrittenElement[]>([]),
  fc
    .uint8Array({ minLength: 2, maxLength: 40 })
    .map((value) => [{ tag: 0x7fe00010, vr: 'OB' as const, value }]),
  fc
    .array(fc.uint8Array({ maxLength: 20 }), { minLength: 1, maxLength: 4 })
    .map((fragments) => [{ tag: 0x7fe00010, vr: 'OB' as const, value: { fragments } }]),
);

const models = fc
  .tuple(datasets, pixels)
  .map(([elements, last]): WrittenDataset => [...elements.filter(({ tag }) => tag < 0x7fe00000), ...last]);

/** What file meta information repeats is tested by itself. */
const REPEATED_IN_META = new Set([0x00080016, 0x00080018]);

/** What can be edited. */
function placesOf(model: WrittenDataset): ReturnType<typeof placesIn> {
  return placesIn(model).filter(({ element }) => !isFragments(element) && !REPEATED_IN_META.has(element.tag));
}

/** Removing, emptying, or replacing any element at any depth. */
const editable = models.filter((model) => placesOf(model).length > 0);
const changes: fc.Arbitrary<Case> = fc.tuple(editable, encodings).chain(([model, options]) => {
  const places = placesOf(model);
  return fc.constantFrom(...places).chain(({ where, element }) => {
    const { tag, vr } = element;
    const values = WORDS.has(vr) ? undefined : valuesOf(vr);
    const kinds: fc.Arbitrary<ModelEdit>[] = [fc.constant({ kind: 'remove', where, tag })];
    if (vr !== 'SQ') kinds.push(fc.constant({ kind: 'empty', where, tag }));
    if (values)
      kinds.push(values.map((value) => ({ kind: 'replace', where, element: { ...element, value } })));
    return fc.oneof(...kinds).map((edit) => ({ model, options, edit }));
  });
});

const isFragments = ({ value }: WrittenElement): boolean => typeof value === 'object' && 'fragments' in value;

/** Inserting an element into any level that has none with its tag. */
const insertions: fc.Arbitrary<Case> = fc
  .tuple(models, encodings, plainElement, fc.nat(1000))
  .filter(([, options, { vr, tag }]) => {
    return !WORDS.has(vr) && !REPEATED_IN_META.has(tag) && options.groupLengths === false;
  })
  .map(([model, options, element, pick]) => {
    const levels = levelsIn(model).filter(({ level }) => level.every(({ tag }) => tag !== element.tag));
    const { where = [] } = levels[pick % levels.length] ?? {};
    return { model, options, edit: { kind: 'insert' as const, where, element } };
  })
  .filter(({ model, edit }) => !model.some(({ tag }) => edit.where.length === 0 && tag === edit.element.tag));

describe('a rewritten file', () => {
  it('is the same bytes when nothing is edited, whatever its encoding', () => {
    fc.assert(
      fc.property(models, encodings, (model, options) => {
        const bytes = writePart10(model, options);
        const { pieces, size } = rewrite(read(bytes, { toEnd: true }), new EditPlan());
        expect(size).toBe(bytes.length);
        expect(bytesOf(pieces).equals(bytes)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['one element removed, emptied or given another value', changes],
    ['one element inserted', insertions],
  ])('is what an independent writer makes of the data set with %s', (_, cases) => {
    fc.assert(
      fc.property(cases, ({ model, options, edit }) => {
        const expected = contentOf(writePart10(editedModel(model, edit), options), options);
        const actual = contentOf(rewritten(writePart10(model, options), edit), options);
        // Comparing text shows where they differ.
        if (!actual.equals(expected)) expect(actual.toString('hex')).toBe(expected.toString('hex'));
      }),
      { numRuns: 600 },
    );
  });

  it('has the pixel data of the old one', () => {
    const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    const withPixels = changes.filter(
      ({ model, edit }) => model.at(-1)?.tag === 0x7fe00010 && !('tag' in edit && edit.tag === 0x7fe00010),
    );
    fc.assert(
      fc.property(withPixels, ({ model, options, edit }) => {
        if (edit.kind === 'replace' && edit.element.tag === 0x7fe00010) return;
        const before = read(writePart10(model, options), { toEnd: true });
        const after = read(rewritten(writePart10(model, options), edit), { toEnd: true });
        const pixelBytes = ({ layout, pixelData }: typeof before): Uint8Array => {
          const bytes = new Uint8Array(pixelData?.length ?? 0);
          layout.body.read(bytes, 0, bytes.length, pixelData?.offset ?? 0);
          return bytes;
        };
        expect(before.pixelData?.length).toBeGreaterThan(0);
        expect(digest(pixelBytes(after))).toBe(digest(pixelBytes(before)));
      }),
      { numRuns: 200 },
    );
  });
});
