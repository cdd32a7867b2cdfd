import { describe, expect, it } from 'vitest';
import { DERIVED } from '../../../../src/rules/protocol/derived/derived.js';
import { multiOf } from '../../../../src/rules/protocol/quantity/attribute-quantity.js';
import { quantityOf, type UnknownQuantity } from '../../../../src/rules/protocol/quantity/quantity-of.js';
import type { Quantity, SeriesView } from '../../../../src/rules/protocol/series-view.js';
import { snippetView } from '../../../../src/rules/protocol/tests/snippet-view.js';
import { probeKey, type Reading } from '../../../../src/study/probe/probe.js';

function quantity(name: string): Quantity {
  const found = quantityOf(name);
  if ('problem' in found) throw new Error(found.problem);
  return found;
}

function refused(name: string): UnknownQuantity {
  const found = quantityOf(name);
  if (!('problem' in found)) throw new Error(`${name} is a quantity`);
  return found;
}

describe('quantityOf an attribute', () => {
  it('takes type, unit and multiplicity from the standard', () => {
    expect(quantity('EchoTime')).toMatchObject({
      name: 'EchoTime',
      type: 'number',
      unit: 'ms',
      multi: false,
    });
    expect(quantity('PixelSpacing')).toMatchObject({ type: 'number', unit: 'mm', multi: 'always' });
    expect(quantity('SoftwareVersions')).toMatchObject({ type: 'text', multi: true });
    expect(quantity('EchoTrainLength')).not.toHaveProperty('unit');
    expect(quantity('SmallestImagePixelValue').type).toBe('number');
    expect(quantity('EffectiveEchoTime').type).toBe('number');
    expect(quantity('EchoTime').probes).toEqual([{ kind: 'attribute', path: 'EchoTime' }]);
  });

  it('knows the one keyword of the standard that begins with a small letter', () => {
    expect(quantity('dBdt')).toMatchObject({ type: 'number', probes: [{ kind: 'attribute', path: 'dBdt' }] });
  });

  it('takes a path for the attribute that it ends with', () => {
    const path = 'RadiopharmaceuticalInformationSequence[0].RadionuclideHalfLife';
    expect(quantity(path)).toMatchObject({ name: path, type: 'number', unit: 's', multi: false });
    expect(quantity(path).probes).toEqual([{ kind: 'attribute', path }]);
  });

  it.each([
    ['ReferencedImageSequence', 'is a sequence'],
    ['ReferencedImageSequence[0]', 'ReferencedImageSequence[0].Keyword'],
    ['PixelData', 'bulk data'],
    ['LUTData', 'bulk data'],
    ['TransferSyntaxUID', 'no attribute of the data set'],
    ['ItemDelimitationItem', 'has no value'],
    ['EchoTime[0]', 'no sequence'],
    ['EchoTime[0].FlipAngle', 'no sequence'],
    ['Echo Time', 'no keyword, and no path'],
    ['ReferencedImageSequence[x].FlipAngle', 'no keyword, and no path'],
  ])('refuses %s', (name, why) => {
    expect(refused(name).problem).toContain(why);
  });

  it('says what a misspelt name was probably meant to be', () => {
    expect(refused('EchoTimee').meant).toBe('EchoTime');
    expect(refused('Echotime').meant).toBe('EchoTime');
    expect(refused('ReferencedImageSequenc[0].FlipAngle').meant).toBe('ReferencedImageSequence[0].FlipAngle');
    expect(refused('ReferencedImageSequence[0].Xyzzyplugh').meant).toBeUndefined();
    expect(refused('Xyzzyplughxyzzy')).toEqual({ problem: 'no DICOM attribute has this keyword' });
  });
});

describe('quantityOf a derived value', () => {
  it('is the derived value of that name', () => {
    expect(DERIVED.size).toBeGreaterThan(0);
    for (const [name, derived] of DERIVED) expect(quantityOf(name)).toBe(derived);
  });

  it('suggests derived values and keywords, whichever differs in nothing but case', () => {
    expect(refused('sliceThickness').meant).toBe('SliceThickness');
    expect(refused('SliceSpacing').meant).toBe('sliceSpacing');
    expect(refused('slicespacing').meant).toBe('sliceSpacing');
    expect(refused('sliceSpacin').meant).toBe('sliceSpacing');
    expect(refused('repetitionTimes').meant).toBe('RepetitionTime');
    expect(refused('')).toEqual({ problem: 'no derived value has this name' });
  });
});

describe('quantityOf a private element', () => {
  it.each(['0C', '0c', 'xx0C', '100C'])('names it by creator, group and %s', (element) => {
    const name = `SIEMENS MR HEADER/0019/${element}`;
    expect(quantity(name)).toMatchObject({ name, type: 'any', multi: true });
    expect(quantity(name).probes).toEqual([
      expect.objectContaining({ kind: 'private', creator: 'SIEMENS MR HEADER', group: 0x19, element: 0x0c }),
    ]);
  });

  it('knows the VR where the standard publishes it', () => {
    expect(quantity('GEMS_PARM_01/0043/39').probes).toEqual([expect.objectContaining({ vr: 'IS' })]);
    expect(quantity('ACME/0043/39').probes).toEqual([expect.not.objectContaining({ vr: 'IS' })]);
    // A sequence is read as what it is.
    expect(quantity('HOLOGIC, Inc./7E01/10').probes[0]).not.toHaveProperty('vr');
  });

  it('takes a creator with a slash', () => {
    expect(quantity('A/B C/0019/0C').probes).toEqual([expect.objectContaining({ creator: 'A/B C' })]);
  });

  it('refuses an even group and what is not complete', () => {
    expect(refused('ACME/0018/0C').problem).toContain('even');
    for (const name of ['ACME/0019', 'ACME/19/0C', 'ACME/0019/C', '/0019/0C']) {
      expect(refused(name).problem).toContain('SIEMENS MR HEADER/0019/0C');
    }
  });
});

describe('quantityOf an entry of Siemens headers', () => {
  it('takes a tag or a full key', () => {
    expect(quantity('csa.B_value').probes).toEqual([{ kind: 'csa', tag: 'B_value' }]);
    expect(quantity('phoenix.sSliceArray.asSlice[0].dThickness')).toMatchObject({
      type: 'any',
      multi: true,
      probes: [{ kind: 'phoenix', key: 'sSliceArray.asSlice[0].dThickness' }],
    });
  });

  it('refuses others', () => {
    expect(refused('csa.').problem).toContain('csa.B_value');
    expect(refused('csa.a b').problem).toContain('csa.B_value');
    expect(refused('phoenix.a b').problem).toContain('full key');
    expect(refused('CSA.B_value').meant).toBe('csa.B_value');
  });
});

describe('samples', () => {
  const value = (...texts: string[]): Reading => ({ state: 'value', texts });

  it('are what was read, most frequent first', () => {
    const view: SeriesView = {
      ...snippetView({ attributes: new Map(), derived: new Map() }),
      readings: (probe) => [
        { reading: value(probeKey(probe)), instances: [0, 2] },
        { reading: { state: 'bundle', data: 1 }, instances: [1] },
      ],
    };
    expect(quantity('csa.B_value').samples(view)).toEqual([
      { value: value('csa.B_value'), instances: [0, 2] },
      { value: { state: 'unreadable' }, instances: [1] },
    ]);
  });

  it('are absent where there is no instance, and what was given where it was', () => {
    const empty = { ...snippetView({ attributes: new Map(), derived: new Map() }), readings: () => [] };
    expect(quantity('EchoTime').samples(empty)).toEqual([{ value: { state: 'absent' }, instances: [] }]);
    const given = snippetView({ attributes: new Map(), derived: new Map([['EchoTime', value('5')]]) });
    expect(quantity('EchoTime').samples(given)).toEqual([{ value: value('5'), instances: [] }]);
  });
});

describe('multiOf', () => {
  it.each([
    ['1', false],
    ['1-n', true],
    ['1-2', true],
    ['1 or 4', true],
    ['2', 'always'],
    ['2-n', 'always'],
    ['3-3n', 'always'],
    ['16', 'always'],
  ])('reads %s', (vm, multi) => expect(multiOf(vm)).toBe(multi));
});
