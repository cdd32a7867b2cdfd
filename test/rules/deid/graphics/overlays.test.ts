import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Element as WriterElement } from '../../../../fixtures/writer/element.js';
import { tagOf } from '../../../../src/dicom/keyword.js';
import type { Action, AttributeRule, Fallback } from '../../../../src/rules/deid/action.js';
import { graphicsProblem, orphanedOverlayGroups } from '../../../../src/rules/deid/graphics/overlays.js';
import { fileOf } from '../by-keyword.js';

const US = (group: number, element: number, value: number): WriterElement => ({
  tag: group * 0x10000 + element,
  vr: 'US',
  value,
});

const DATA = (group: number, length = 2): WriterElement => ({
  tag: group * 0x10000 + 0x3000,
  vr: 'OW',
  value: new Uint8Array(length).fill(0xff),
});

/** A plane of 4 by 4 bits, without them. */
function plane(group: number, allocated = 1, position = 0): WriterElement[] {
  return [
    ...[US(group, 0x10, 4), US(group, 0x11, 4), US(group, 0x100, allocated), US(group, 0x102, position)],
    { tag: group * 0x10000 + 0x1500, vr: 'LO', value: 'ROI of somebody' },
  ];
}

function datasetOf(...planes: readonly (readonly WriterElement[])[]) {
  return fileOf({ Modality: 'CT' }, planes.flat()).dataset;
}

function ruleOf(action: Action, otherwise: Fallback = 'remove') {
  return (tag: number): AttributeRule => ({
    action: (tag & 0xffff) === 0x3000 ? action : 'keep',
    otherwise,
    rule: '',
    source: '',
  });
}

describe('an overlay plane', () => {
  it('that has Overlay Data is no problem', () => {
    expect(graphicsProblem(datasetOf([...plane(0x6000), DATA(0x6000)]))).toBeUndefined();
  });

  it('whose bits are in the pixel data is one, in whichever group', () => {
    for (const group of [0x6000, 0x6002, 0x601e, 0x60fe])
      expect(graphicsProblem(datasetOf(plane(group, 16, 12)))).toBe('overlay-in-pixel-data');
  });

  it('is one also when only the position or only the allocation says so', () => {
    expect(graphicsProblem(datasetOf([US(0x6000, 0x102, 15)]))).toBe('overlay-in-pixel-data');
    expect(graphicsProblem(datasetOf([US(0x6000, 0x100, 16)]))).toBe('overlay-in-pixel-data');
    // Bit 0 below stored bits that begin higher up.
    expect(graphicsProblem(datasetOf(plane(0x6000, 16, 0)))).toBe('overlay-in-pixel-data');
  });

  it('is one when its Overlay Data is empty', () => {
    expect(graphicsProblem(datasetOf([...plane(0x6000, 16, 12), DATA(0x6000, 0)]))).toBe(
      'overlay-in-pixel-data',
    );
  });

  it('is one when another plane beside it is whole', () => {
    expect(graphicsProblem(datasetOf([...plane(0x6000), DATA(0x6000)], plane(0x6002, 16, 13)))).toBe(
      'overlay-in-pixel-data',
    );
  });

  it('is none without bits anywhere, nor is a private group beside', () => {
    expect(graphicsProblem(datasetOf(plane(0x6000)))).toBeUndefined();
    expect(graphicsProblem(datasetOf([US(0x6001, 0x100, 16)]))).toBeUndefined();
    expect(graphicsProblem(fileOf({}).dataset)).toBeUndefined();
  });
});

describe('the groups of planes whose data goes', () => {
  const two = datasetOf([...plane(0x6000), DATA(0x6000)], [...plane(0x6004), DATA(0x6004)], plane(0x6006));

  it('are those that have Overlay Data', () => {
    expect(orphanedOverlayGroups(two, ruleOf('remove'))).toEqual([0x6000, 0x6004]);
    expect(orphanedOverlayGroups(two, ruleOf('empty'))).toEqual([0x6000, 0x6004]);
  });

  it('are none where the data stays, or zeros take its place', () => {
    expect(orphanedOverlayGroups(two, ruleOf('keep'))).toEqual([]);
    expect(orphanedOverlayGroups(two, ruleOf('dummy'))).toEqual([]);
  });

  it('are those whose data should be cleaned, which bits cannot be', () => {
    expect(orphanedOverlayGroups(two, ruleOf('clean', 'remove'))).toEqual([0x6000, 0x6004]);
    expect(orphanedOverlayGroups(two, ruleOf('clean', 'dummy'))).toEqual([]);
  });

  it('are asked of the rules by the tag and VR of the data alone', () => {
    const asked: [number, string][] = [];
    orphanedOverlayGroups(two, (tag, vr) => {
      asked.push([tag, String.fromCharCode(vr >> 8, vr & 0xff)]);
      return ruleOf('keep')(tag);
    });
    expect(asked).toEqual([
      [tagOf('OverlayData'), 'OW'],
      [0x60043000, 'OW'],
    ]);
  });
});

describe('any set of planes', () => {
  const kinds = fc.uniqueArray(
    fc.record({ group: fc.integer({ min: 0, max: 15 }), kind: fc.constantFrom('data', 'embedded', 'none') }),
    { selector: ({ group }) => group },
  );

  it('is a problem exactly when one is embedded, and loses exactly those with data', () => {
    fc.assert(
      fc.property(kinds, (planes) => {
        const sorted = [...planes].sort((a, b) => a.group - b.group);
        const dataset = datasetOf(
          ...sorted.map(({ group, kind }) => {
            const at = 0x6000 + 2 * group;
            if (kind === 'embedded') return plane(at, 16, 12);
            return kind === 'data' ? [...plane(at), DATA(at)] : plane(at);
          }),
        );
        const isProblem = sorted.some(({ kind }) => kind === 'embedded');
        expect(graphicsProblem(dataset)).toBe(isProblem ? 'overlay-in-pixel-data' : undefined);
        const withData = sorted.filter(({ kind }) => kind === 'data').map(({ group }) => 0x6000 + 2 * group);
        expect(orphanedOverlayGroups(dataset, ruleOf('remove'))).toEqual(withData);
      }),
      { numRuns: 60 },
    );
  });
});
