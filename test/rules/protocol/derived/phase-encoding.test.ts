import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../src/study/probe/probe.js';
import { image, turned } from '../../../study/build.js';
import { reading, valueFor, valuesFor, viewOf } from './view.js';

const CSA = 'csa.PhaseEncodingDirectionPositive';
const XA = 'SIEMENS MR SDI 02/21/1c';

function view(own: Parameters<typeof image>[0], held: Readonly<Record<string, Reading>> = {}) {
  return viewOf([image(own)], { held: () => held });
}

describe('the axis of phase encoding', () => {
  it.for([
    ['COL', [1, 0, 0, 0, 1, 0], 'AP'],
    ['ROW', [1, 0, 0, 0, 1, 0], 'RL'],
    ['COLUMN', [1, 0, 0, 0, 0, -1], 'HF'],
    ['ROW', [0, 1, 0, 0, 0, -1], 'AP'],
  ] as const)('of %s in %j is %s', ([InPlanePhaseEncodingDirection, cosines, axis]) => {
    const own = { InPlanePhaseEncodingDirection, ImageOrientationPatient: [...cosines] };
    expect(valueFor('phaseEncodingAxis', view(own))).toBe(axis);
  });

  it('is the nearest one where the slices are oblique', () => {
    const own = { InPlanePhaseEncodingDirection: 'COL', ImageOrientationPatient: turned(30).cosines };
    expect(valueFor('phaseEncodingAxis', view(own))).toBe('AP');
  });

  it('is not known halfway between two', () => {
    const own = { InPlanePhaseEncodingDirection: 'COL', ImageOrientationPatient: turned(45).cosines };
    for (const name of ['phaseEncodingAxis', 'phaseEncodingDirection']) {
      expect(valueFor(name, view(own, { [CSA]: reading(1) }))).toBe(
        'unknown: the phase encoding lies halfway between two axes of the body',
      );
    }
  });

  it('is not known where it lies along neither rows nor columns', () => {
    expect(valueFor('phaseEncodingAxis', view({ InPlanePhaseEncodingDirection: 'OTHER' }))).toBe(
      'unknown: the phase encoding lies along neither rows nor columns',
    );
  });

  it('is absent, empty or unreadable as what it comes from', () => {
    expect(valueFor('phaseEncodingAxis', view({}))).toBe('absent');
    expect(valueFor('phaseEncodingAxis', view({ InPlanePhaseEncodingDirection: '' }))).toBe('empty');
    const lost = { InPlanePhaseEncodingDirection: 'ROW', ImageOrientationPatient: undefined };
    expect(valueFor('phaseEncodingAxis', view(lost))).toBe('absent');
    expect(
      valueFor('phaseEncodingAxis', view({}, { InPlanePhaseEncodingDirection: { state: 'unreadable' } })),
    ).toBe('unreadable');
  });
});

describe('the polarity of phase encoding', () => {
  it.for([
    [CSA, 1, '+'],
    [CSA, 0, '-'],
    [XA, 1, '+'],
    [XA, 0, '-'],
  ] as const)('follows %s = %i', ([key, value, polarity]) => {
    expect(
      valueFor('phaseEncodingPolarity', view({ Manufacturer: 'SIEMENS' }, { [key]: reading(value) })),
    ).toBe(polarity);
  });

  it('takes the text of a private element as a number', () => {
    const text: Reading = { state: 'value', texts: ['1'] };
    expect(valueFor('phaseEncodingPolarity', view({}, { [CSA]: text }))).toBe('+');
  });

  it.for([
    ['LINEAR', '+'],
    ['REVERSE_LINEAR', '-'],
    ['CENTRIC', 'unknown: Rectilinear Phase Encode Reordering does not state the sign of the phase encoding'],
    [undefined, 'unknown: Rectilinear Phase Encode Reordering does not state the sign of the phase encoding'],
  ] as const)('of GE follows the reordering %s', ([RectilinearPhaseEncodeReordering, polarity]) => {
    const own = { Manufacturer: 'GE MEDICAL SYSTEMS', RectilinearPhaseEncodeReordering };
    expect(valueFor('phaseEncodingPolarity', view(own))).toBe(polarity);
  });

  it('of GE is not known where the sequence inverts it by itself', () => {
    const own = { Manufacturer: 'GE MEDICAL SYSTEMS', RectilinearPhaseEncodeReordering: 'LINEAR' };
    expect(
      valueFor('phaseEncodingPolarity', view(own, { 'GEMS_ACQU_01/19/9c': reading('epi_pepolar') })),
    ).toBe('unknown: the sequence inverts the phase encoding without saying so');
  });

  it('of Philips is not known, whatever the reordering says', () => {
    const own = {
      Manufacturer: 'Philips Medical Systems',
      RectilinearPhaseEncodeReordering: 'REVERSE_LINEAR',
    };
    expect(valueFor('phaseEncodingPolarity', view(own))).toBe(
      'unknown: Philips headers do not state the sign of the phase encoding',
    );
  });

  it('is not known of other makers, nor of a Siemens header that says neither 1 nor 0', () => {
    const why = 'unknown: the header does not state the sign of the phase encoding';
    expect(valueFor('phaseEncodingPolarity', view({ RectilinearPhaseEncodeReordering: 'LINEAR' }))).toBe(why);
    expect(valueFor('phaseEncodingPolarity', view({ Manufacturer: 'SIEMENS' }, { [CSA]: reading(2) }))).toBe(
      why,
    );
  });
});

describe('the direction of phase encoding', () => {
  it.for([
    ['COL', 1, [1, 0, 0, 0, 1, 0], 'AP'],
    ['COL', 0, [1, 0, 0, 0, 1, 0], 'PA'],
    ['ROW', 1, [1, 0, 0, 0, 1, 0], 'RL'],
    ['ROW', 0, [1, 0, 0, 0, 1, 0], 'LR'],
    ['COL', 1, [1, 0, 0, 0, 0, -1], 'HF'],
    ['COL', 0, [1, 0, 0, 0, 0, -1], 'FH'],
    ['COL', 1, [-1, 0, 0, 0, -1, 0], 'PA'],
    ['ROW', 1, [-1, 0, 0, 0, -1, 0], 'LR'],
  ] as const)(
    'of %s, positive %i, in %j is %s',
    ([InPlanePhaseEncodingDirection, positive, cosines, direction]) => {
      const own = { InPlanePhaseEncodingDirection, ImageOrientationPatient: [...cosines] };
      expect(valueFor('phaseEncodingDirection', view(own, { [CSA]: reading(positive) }))).toBe(direction);
    },
  );

  it('is not known without the polarity, nor without the axis', () => {
    expect(valueFor('phaseEncodingDirection', view({ InPlanePhaseEncodingDirection: 'COL' }))).toBe(
      'unknown: the header does not state the sign of the phase encoding',
    );
    expect(valueFor('phaseEncodingDirection', view({}, { [CSA]: reading(1) }))).toBe('absent');
  });

  it('gives each polarity of a series as a sample', () => {
    const images = [1, 0, 0].map(() => image({ InPlanePhaseEncodingDirection: 'COL' }));
    const mixed = viewOf(images, { held: (instance) => ({ [CSA]: reading(instance === 0 ? 1 : 0) }) });
    expect(valuesFor('phaseEncodingDirection', mixed)).toEqual(['PA', 'AP']);
  });
});
