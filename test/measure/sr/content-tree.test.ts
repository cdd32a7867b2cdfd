import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Attributes,
  as,
  coded,
  container,
  dcm,
  itemAt,
  LENGTH,
  leadsTo,
  MM,
  node,
  num,
  own,
  problemsOf,
  readReport,
  shape,
  text,
} from './report.js';

describe('The content tree of a report', () => {
  it('gives every NUM its position and the names above it, wherever it stands', () => {
    const read = readReport([
      text(own('note'), 'a note', [num(own('below-text'), '1')]),
      num(own('outer'), '2', [as('INFERRED FROM', num(own('inner'), '3'))]),
      container(own('box'), [container(own('deep'), [num(own('last'), '-4.50')])]),
    ]);
    expect(read.items.map(({ itemPath, stored }) => [itemPath, stored?.text])).toEqual([
      ['1.1.1', '1'],
      ['1.2', '2'],
      ['1.2.1', '3'],
      ['1.3.1.1', '-4.50'],
    ]);
    expect(itemAt(read, '1.3.1.1').parents.map(({ value }) => value)).toEqual(['126000', 'box', 'deep']);
    expect(itemAt(read, '1.2.1').parents.map(({ value }) => value)).toEqual(['126000', 'outer']);
    expect(read.problems).toEqual([]);
  });

  it('leaves unnamed parents out', () => {
    const read = readReport([node('CONTAINER', undefined, {}, [num(LENGTH, '1')])]);
    expect(itemAt(read, '1.1.1').parents.map(({ value }) => value)).toEqual(['126000']);
  });

  it('names items of an unknown value type, of none, and without a relationship, and reads what is below', () => {
    const read = readReport([
      node('HOLOGRAM', own('a'), {}, [num(LENGTH, '1')]),
      node(undefined, own('b'), {}, [num(LENGTH, '2')]),
      { ...num(LENGTH, '3'), RelationshipType: undefined },
      { ...num(LENGTH, '4'), RelationshipType: 'LIKES' },
    ]);
    expect(problemsOf(read)).toEqual([
      'item-unknown 1.1',
      'item-unknown 1.2',
      'item-unknown 1.3',
      'item-unknown 1.4',
    ]);
    expect(read.items.map(({ stored }) => stored?.text)).toEqual(['1', '2', '3', '4']);
  });

  it('names what is nested too deeply and reads the rest', () => {
    const nested = (levels: number): Attributes =>
      levels === 0 ? num(LENGTH, '7') : container(own('level'), [nested(levels - 1)]);
    const tooDeep = readReport([nested(49), num(LENGTH, '1')]);
    expect(problemsOf(tooDeep)).toEqual([`content-too-deep 1${'.1'.repeat(49)}`]);
    expect(tooDeep.items.map(({ itemPath }) => itemPath)).toEqual(['1.2']);
    const deep = readReport([nested(48)]);
    expect(deep.problems).toEqual([]);
    expect(deep.items.map(({ stored }) => stored?.text)).toEqual(['7']);
  });

  it('says that there is no content tree', () => {
    expect(problemsOf(readReport([]))).toEqual(['source-empty']);
  });
});

describe('By-reference relationships', () => {
  it('lead a measurement to its shape elsewhere in the tree', () => {
    const read = readReport([
      container(own('shapes'), [shape('POLYLINE', [0, 0, 3, 4])]),
      num(LENGTH, '5', [leadsTo([1, 1, 1])]),
    ]);
    expect(read.problems).toEqual([]);
    expect(read.items.map(({ itemPath }) => itemPath)).toEqual(['1.2']);
    expect(read.items[0]?.geometries[0]).toMatchObject({
      itemPath: '1.1.1',
      points: [
        [0, 0],
        [3, 4],
      ],
    });
  });

  it('that lead nowhere are named: no such item, another root, another reference', () => {
    const read = readReport([
      num(LENGTH, '1', [leadsTo([1, 9])]),
      num(LENGTH, '2', [leadsTo([2, 1])]),
      num(LENGTH, '3', [leadsTo([1, 1, 1])]),
      num(LENGTH, '4', [leadsTo([])]),
      num(LENGTH, '5', [leadsTo([1, 0])]),
    ]);
    expect(problemsOf(read)).toEqual([1, 2, 3, 4, 5].map((n) => `item-unknown 1.${n}.1`));
    expect(read.items).toHaveLength(5);
  });

  it('that lead back are named and cut: to an ancestor, to the item itself, and round a corner', () => {
    const toAncestor = readReport([container(own('a'), [num(LENGTH, '1', [leadsTo([1, 1])])])]);
    expect(problemsOf(toAncestor)).toEqual(['content-cyclic 1.1.1.1']);
    const toItself = readReport([num(LENGTH, '1', [leadsTo([1, 1])])]);
    expect(problemsOf(toItself)).toEqual(['content-cyclic 1.1.1']);
    const round = readReport([num(LENGTH, '1', [leadsTo([1, 2])]), num(LENGTH, '2', [leadsTo([1, 1])])]);
    expect(problemsOf(round)).toEqual(['content-cyclic 1.2.1']);
    expect(round.items.map(({ stored }) => stored?.text)).toEqual(['1', '2']);
  });

  it('may lead two measurements to one shape', () => {
    const read = readReport([
      shape('POLYLINE', [0, 0, 3, 4]),
      num(LENGTH, '5', [leadsTo([1, 1])]),
      num(own('other'), '6', [leadsTo([1, 1])]),
    ]);
    expect(read.problems).toEqual([]);
    expect(read.items.map(({ geometries }) => geometries[0]?.itemPath)).toEqual(['1.1', '1.1']);
  });
});

describe('Any tree', () => {
  interface Grown {
    readonly type: string;
    readonly way: readonly number[];
    readonly named: boolean;
    readonly below: readonly Grown[];
  }
  const types = ['NUM', 'CODE', 'TEXT', 'CONTAINER', 'SCOORD', 'IMAGE', 'REF', 'ODD', 'UIDREF'];
  const grown = fc.memo(
    (levels): fc.Arbitrary<Grown> =>
      fc.record({
        type: fc.constantFrom(...types),
        way: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
        named: fc.boolean(),
        below: levels > 1 ? fc.array(grown(levels - 1), { maxLength: 3 }) : fc.constant([]),
      }),
  );

  const names = [own('x'), dcm('125007'), dcm('112040'), dcm('121071'), LENGTH];
  function grow({ type, way, named, below }: Grown): Attributes {
    if (type === 'REF') return leadsTo([1, ...way]);
    const name = named ? names[way.length] : undefined;
    const values: Attributes = {
      NUM: {
        MeasuredValueSequence:
          way.length > 0 ? [{ NumericValue: way.join(''), MeasurementUnitsCodeSequence: coded(MM) }] : [],
      },
      SCOORD: { GraphicType: 'POLYLINE', GraphicData: way },
      IMAGE: { ReferencedSOPSequence: [{ ReferencedSOPInstanceUID: `1.${way.length}` }] },
    }[type] as Attributes;
    return node(type, name, { ...values }, below.map(grow));
  }

  const numbersIn = (trees: readonly Grown[], path = '1'): string[] =>
    trees.flatMap(({ type, below }, i) => {
      const here = `${path}.${i + 1}`;
      if (type === 'REF') return [];
      return [...(type === 'NUM' ? [here] : []), ...numbersIn(below, here)];
    });

  it('gives exactly its NUMs, each once, and the same twice', () => {
    fc.assert(
      fc.property(fc.array(grown(4), { maxLength: 4 }), (trees) => {
        const read = readReport(trees.map(grow));
        const stored = read.items.filter((item) => item.stored).map(({ itemPath }) => itemPath);
        expect(stored).toEqual(numbersIn(trees));
        expect(new Set(read.items.map(({ itemPath }) => itemPath)).size).toBe(read.items.length);
        expect(readReport(trees.map(grow))).toEqual(read);
      }),
      { numRuns: 150, seed: 9 },
    );
  });
});
