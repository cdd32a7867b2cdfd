import { describe, expect, it } from 'vitest';
import type { AttributeClass } from '../../../../src/rules/protocol/init/attribute-class.js';
import { askedQuantity } from '../../../../src/rules/protocol/init/attributes.js';
import { type DraftCheck, draftCheck } from '../../../../src/rules/protocol/init/draft-check.js';
import { look, onlyNumber, onlyTexts } from '../../../../src/rules/protocol/init/seen.js';
import type { RawTest } from '../../../../src/rules/protocol/protocol.js';
import { viewOf } from './views.js';

type Value = RawTest['header'][string];

/** The check of a quantity that has these values, one a series. */
function check(name: string, kind: AttributeClass, ...values: readonly Value[]): DraftCheck | undefined {
  const quantity = askedQuantity(name);
  return draftCheck(
    quantity,
    kind,
    look(
      quantity,
      values.map((value) => viewOf({ [name]: value })),
    ),
  );
}

describe('a number', () => {
  it('has the tolerance of its class', () => {
    expect(check('RepetitionTime', 'time', '2300 ms')?.raw).toEqual({ value: '2300 ms', tol: '1%' });
    expect(check('SliceThickness', 'length', '3 mm')?.raw).toEqual({ value: '3 mm', tol: '0.01 mm' });
    expect(check('FlipAngle', 'angle', '9 deg')?.raw).toEqual({ value: '9 deg', tol: '5%' });
  });

  it('without a tolerance is exact, and has no unit where the quantity has none', () => {
    expect(check('EchoTrainLength', 'count', 16)?.raw).toBe(16);
    expect(check('KVP', 'setting', '120 kV')?.raw).toBe('120 kV');
  });

  it('is rounded where the tolerance makes the rest meaningless, and shown as it was', () => {
    const made = check('RepetitionTime', 'time', '499.999786376953 ms');
    expect(made?.raw).toEqual({ value: '500 ms', tol: '1%' });
    expect(made?.comment).toBe('seen 499.999786376953 ms; times: within 1%');
  });

  it('of nought has no room of a percentage', () => {
    expect(check('GantryDetectorTilt', 'angle', '0 deg')?.raw).toBe('0 deg');
  });

  it('of several series is their middle where the tolerance covers them twice over', () => {
    expect(check('RepetitionTime', 'time', '2000 ms', '2010 ms')).toMatchObject({
      raw: { value: '2005 ms', tol: '1%' },
      tight: true,
    });
  });

  it('of several series that differ by more has bounds, and is not close', () => {
    expect(check('RepetitionTime', 'time', '2000 ms', '3000 ms')).toMatchObject({
      raw: { min: '1980 ms', max: '3030 ms' },
      tight: false,
    });
  });

  it('without a tolerance that differs is one of a few, or between the extremes of many', () => {
    expect(check('EchoTrainLength', 'count', 16, 8)?.raw).toEqual({ oneOf: [8, 16] });
    expect(check('EchoTrainLength', 'count', 1, 2, 3, 4, 5, 6, 7, 8, 9)?.raw).toEqual({ min: 1, max: 9 });
  });
});

describe('several numbers', () => {
  it('are asked for in their order', () => {
    expect(check('PixelSpacing', 'pixel', ['1 mm', '0.5 mm'])?.raw).toEqual({
      ordered: [
        { value: '1 mm', tol: '0.001 mm' },
        { value: '0.5 mm', tol: '0.001 mm' },
      ],
    });
    expect(check('matrix', 'count', [256, 192])?.raw).toEqual({ ordered: [256, 192] });
  });

  it('of different length follow no rule', () => {
    expect(check('echoTimes', 'time', ['10 ms', '20 ms'], '10 ms')).toBeUndefined();
  });
});

describe('a text', () => {
  it('is exact where it is a term, a pattern where it is a name', () => {
    expect(check('MRAcquisitionType', 'term', '2D')?.raw).toBe('2D');
    expect(check('ReceiveCoilName', 'name', 'Head_20')?.raw).toEqual({ matches: '/^Head\\_20$/i' });
  });

  it('that might be taken for a pattern or a bound is written so that it is not', () => {
    expect(check('AttenuationCorrectionMethod', 'term', '/x/')?.raw).toEqual({ oneOf: ['/x/'] });
    expect(check('AttenuationCorrectionMethod', 'term', '>= 3')?.raw).toEqual({ oneOf: ['>= 3'] });
  });

  it('of several scanners is one of theirs', () => {
    expect(check('MRAcquisitionType', 'term', '2D', '3D')).toMatchObject({
      raw: { oneOf: ['2D', '3D'] },
      tight: false,
    });
    expect(check('ReceiveCoilName', 'name', 'A', 'B')?.raw).toEqual({ matches: '/^(?:A|B)$/i' });
  });

  it('of several values is a set; where these differ there is no rule', () => {
    expect(check('ScanningSequence', 'term', ['GR', 'IR'])?.raw).toEqual({ set: ['GR', 'IR'] });
    expect(check('ScanningSequence', 'term', ['GR', 'IR'], ['SE', 'IR'])).toBeUndefined();
  });
});

describe('what is true or false', () => {
  it('is asked for as it is; where series differ in it there is no rule', () => {
    expect(check('lossy', 'term', false)?.raw).toBe(false);
    expect(check('lossy', 'term', false, true)).toBeUndefined();
  });
});

describe('what is of the patient or the day', () => {
  it('has to be there, whatever it is, and is not shown', () => {
    const made = check('bodyWeight', 'there', '70 kg', '90 kg');
    expect(made?.raw).toEqual({ present: true });
    expect(made?.comment).not.toMatch(/70|90/);
  });

  it('is a warning where it depends on the size of the body', () => {
    expect(check('slices', 'size', 5)?.raw).toEqual({ value: 5, onDeviation: 'warn' });
  });
});

describe('what was seen', () => {
  const thickness = askedQuantity('SliceThickness');

  it('is absent where no series has it, and cannot serve where only some have', () => {
    expect(look(thickness, [viewOf({})])).toEqual({ state: 'absent' });
    expect(look(thickness, [viewOf({}), viewOf({ SliceThickness: '3 mm' })])).toMatchObject({
      state: 'unusable',
    });
    expect(draftCheck(thickness, 'length', look(thickness, [viewOf({})]))).toBeUndefined();
  });

  it('cannot serve where it cannot be told', () => {
    const view = viewOf({ Manufacturer: 'Philips', InPlanePhaseEncodingDirection: 'ROW' });
    expect(look(askedQuantity('phaseEncodingPolarity'), [view]).state).not.toBe('values');
  });

  it('gives one number or one text only where there is one', () => {
    expect(onlyNumber(thickness, viewOf({ SliceThickness: '3 mm' }))).toBe(3);
    expect(onlyNumber(thickness, viewOf({}))).toBeUndefined();
    expect(onlyNumber(askedQuantity('matrix'), viewOf({ matrix: [256, 192] }))).toBeUndefined();
    expect(onlyTexts(askedQuantity('ImageType'), viewOf({ ImageType: ['A', 'B'] }))).toEqual(['A', 'B']);
  });
});
