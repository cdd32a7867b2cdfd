import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../../src/rules/protocol/compiled.js';
import { judgeConstancy } from '../../../../src/rules/protocol/evaluate/constancy.js';
import { judgeChecks } from '../../../../src/rules/protocol/evaluate/variants.js';
import { quantityOf } from '../../../../src/rules/protocol/quantity/quantity-of.js';
import {
  check,
  condition,
  entry,
  equals,
  exactly,
  fixed,
  header,
  type Instance,
  quantity,
  series,
  stack,
  type ViewOptions,
} from './views.js';

const { constant: _, ...BARE } = entry('t1');
/** An entry that names nothing: what goes with the modality counts. */
const BY_MODALITY: Entry = BARE;

function judged(one: Entry, instances: readonly Instance[], options: ViewOptions = {}) {
  const row = { study: 0, view: series(instances, options), entry: one.name };
  return judgeConstancy(one, row, judgeChecks(one, row));
}

const told = (...given: Parameters<typeof judged>) =>
  judged(...given).map(({ check: name, outcome, code }) => `${name} ${outcome} ${code}`);

const many = (count: number, instance: Instance): Instance[] => Array.from({ length: count }, () => instance);
const STEADY = { Modality: 'MR', RepetitionTime: 2300, EchoTime: 3, FlipAngle: 9 };

describe('a series in which nothing varies', () => {
  it('passes with one row that tells how much was compared', () => {
    expect(judged(BY_MODALITY, many(3, STEADY))).toEqual([
      {
        study: 0,
        series: 0,
        entry: 't1',
        scope: 'constancy',
        check: 'constancy',
        code: 'protocol-as-declared',
        outcome: 'pass',
        severity: 'major',
        expected: 'the same in every instance',
        actual: '4 quantities are',
      },
    ]);
  });

  it('gives no row where nothing could be compared', () => {
    expect(judged(BY_MODALITY, many(2, {}))).toEqual([]);
    expect(judged(entry('t1'), many(2, STEADY))).toEqual([]);
  });
});

describe('a quantity of the modality that varies', () => {
  it('fails, names the instances, and leaves the others their pass', () => {
    expect(judged(BY_MODALITY, [STEADY, STEADY, { ...STEADY, RepetitionTime: 2400 }])).toMatchObject([
      {
        scope: 'constancy',
        check: 'RepetitionTime',
        code: 'protocol-varies',
        outcome: 'fail',
        severity: 'major',
        expected: 'the same in every instance',
        actual: '2300 in 2, 2400 in 1 of 3 instances',
        unit: 'ms',
        rationale: 'a series of MR holds it once',
        outliers: [2],
      },
      { check: 'constancy', outcome: 'pass', actual: '3 quantities are' },
    ]);
  });

  it.each(['RepetitionTime', 'MagneticFieldStrength', 'PixelBandwidth', 'EchoTrainLength'])(
    'as %s',
    (name) => {
      expect(told(BY_MODALITY, [{ [name]: 1 }, { [name]: 2 }])).toEqual([`${name} fail protocol-varies`]);
    },
  );

  it.each([
    ['CT', 'ConvolutionKernel'],
    ['CT', 'FilterType'],
    ['PT', 'Units'],
    ['PT', 'DecayCorrection'],
    ['MR', 'ReceiveCoilName'],
    ['XA', 'DeviceSerialNumber'],
  ])('of %s: %s', (modality, name) => {
    expect(told(BY_MODALITY, [{ [name]: 'A' }, { [name]: 'B' }], { header: { modality } })).toEqual([
      `${name} fail protocol-varies`,
    ]);
  });

  it('fails when it is absent from some instances', () => {
    const { RepetitionTime: _, ...without } = STEADY;
    expect(told(BY_MODALITY, [STEADY, STEADY, without])).toContain('RepetitionTime fail protocol-varies');
  });

  it('is not evaluable when some cannot be read', () => {
    expect(judged(BY_MODALITY, [STEADY, STEADY, { ...STEADY, RepetitionTime: '?' }])).toMatchObject([
      { check: 'RepetitionTime', outcome: 'not-evaluable', code: 'protocol-value-unreadable', outliers: [2] },
      { check: 'constancy', outcome: 'pass', actual: '3 quantities are' },
    ]);
  });

  it('counts by either modality, where the headers name two', () => {
    const headers = [header({ modality: 'MR' }), header({ modality: 'CT' })];
    const instances = [
      { Modality: 'MR', FilterType: 'A', RepetitionTime: 1 },
      { Modality: 'CT', FilterType: 'B', RepetitionTime: 2 },
    ];
    expect(told(BY_MODALITY, instances, { headers })).toEqual([
      'Modality fail protocol-varies',
      'FilterType fail protocol-varies',
      'RepetitionTime fail protocol-varies',
    ]);
  });
});

describe('volumes that are told apart by a value', () => {
  const ECHOES = [
    { EchoTime: 2, RepetitionTime: 9 },
    { EchoTime: 4, RepetitionTime: 9 },
  ];

  it('may differ in it', () => {
    const apart = { stacks: [stack({ count: 2, separatedBy: ['EchoTime'] })] };
    expect(told(BY_MODALITY, ECHOES, apart)).toEqual(['constancy pass protocol-as-declared']);
    expect(told(BY_MODALITY, ECHOES)).toContain('EchoTime fail protocol-varies');
  });

  it('may differ in what goes with it', () => {
    const apart = (name: 'EchoNumbers' | 'DiffusionBValue' | 'KVP') => ({
      stacks: [stack({ count: 2, separatedBy: [name] })],
    });
    expect(told(BY_MODALITY, ECHOES, apart('EchoNumbers'))).not.toContain('EchoTime fail protocol-varies');
    expect(told(BY_MODALITY, ECHOES, apart('KVP'))).toContain('EchoTime fail protocol-varies');
    const names = [{ SequenceName: 'ep_b0' }, { SequenceName: 'ep_b1000#1' }];
    expect(told(BY_MODALITY, names, apart('DiffusionBValue'))).toEqual([
      'constancy pass protocol-as-declared',
    ]);
    expect(told(BY_MODALITY, names)).toEqual(['SequenceName fail protocol-varies']);
    const averages = [{ NumberOfAverages: 2 }, { NumberOfAverages: 6 }];
    expect(told(BY_MODALITY, averages, apart('DiffusionBValue'))).toEqual([
      'constancy pass protocol-as-declared',
    ]);
  });

  it('have to state it all the same', () => {
    const apart = { stacks: [stack({ count: 2, separatedBy: ['EchoTime'] })] };
    expect(told(BY_MODALITY, [...ECHOES, { RepetitionTime: 9 }], apart)).toContain(
      'EchoTime fail protocol-varies',
    );
  });
});

describe('orientation', () => {
  const TURNED = [
    { ImageOrientationPatient: [1, 0, 0, 0, 1, 0] },
    { ImageOrientationPatient: [1, 0, 0, 0, 0, -1] },
  ];

  it('may turn by what rounding leaves', () => {
    const rounded = [
      { ImageOrientationPatient: [1, 0, 0, 0, 1, 0] },
      { ImageOrientationPatient: [1, 5e-4, 0, 0, 1, 0] },
    ];
    expect(told(BY_MODALITY, rounded)).toEqual(['constancy pass protocol-as-declared']);
  });

  it('may not differ between stacks, unless the entry says so', () => {
    const stacks = { stacks: [stack(), stack()] };
    expect(told(BY_MODALITY, TURNED, stacks)).toEqual(['ImageOrientationPatient fail protocol-varies']);
    const varies = check(quantity('ImageOrientationPatient', { multi: 'always' }), [{ kind: 'present' }], {
      varies: true,
    });
    expect(told({ ...BY_MODALITY, checks: [varies] }, TURNED, stacks)).toEqual([]);
    expect(told(entry('t1', { constant: [] }), TURNED, stacks)).toEqual([]);
  });

  it('may follow the head in one stack, where volumes were moved', () => {
    expect(told(BY_MODALITY, TURNED, { stacks: [stack({ moved: true })] })).toEqual([
      'constancy pass protocol-as-declared',
    ]);
    expect(told(BY_MODALITY, TURNED, { stacks: [stack({ moved: true }), stack()] })).toEqual([
      'ImageOrientationPatient fail protocol-varies',
    ]);
  });
});

describe('a quantity that the entry names', () => {
  const NAMED = entry('t1', { constant: [quantity('ProtocolName', { type: 'text' })] });

  it('counts in the place of those of the modality', () => {
    expect(
      told(NAMED, [
        { ProtocolName: 'A', FlipAngle: 1 },
        { ProtocolName: 'A', FlipAngle: 2 },
      ]),
    ).toEqual(['constancy pass protocol-as-declared']);
    expect(told(NAMED, [{ ProtocolName: 'A' }, { ProtocolName: 'B' }])).toEqual([
      'ProtocolName fail protocol-varies',
    ]);
  });

  it('has to be there', () => {
    expect(told(NAMED, [{}, {}])).toEqual(['ProtocolName not-evaluable protocol-value-absent']);
  });

  it('is not evaluable where it is not known', () => {
    const odd = fixed('sliceSpacing', [{ value: { state: 'unknown', why: 'it is odd' }, instances: [] }]);
    expect(judged(entry('t1', { constant: [odd] }), [{}])).toMatchObject([
      { check: 'sliceSpacing', outcome: 'not-evaluable', code: 'protocol-value-unknown', note: 'it is odd' },
    ]);
  });
});

describe('a quantity that is checked', () => {
  const WITHIN = check(quantity('SpacingBetweenSlices'), [{ kind: 'range', bounds: { min: 1, max: 5 } }], {
    severity: 'minor',
    source: '§2',
    rationale: 'geometry',
  });
  const TWO = [{ SpacingBetweenSlices: 2 }, { SpacingBetweenSlices: 3 }];

  it('may not vary within the bounds either, and counts as its check does', () => {
    expect(judged(entry('t1', { checks: [WITHIN] }), TWO)).toMatchObject([
      {
        check: 'SpacingBetweenSlices',
        outcome: 'fail',
        severity: 'minor',
        source: '§2',
        rationale: 'geometry',
      },
    ]);
    const warns = { ...WITHIN, onDeviation: 'warn' } as const;
    expect(told(entry('t1', { checks: [warns] }), TWO)).toEqual([
      'SpacingBetweenSlices warn protocol-varies',
    ]);
  });

  it('is compared where presence or a pattern is asked besides', () => {
    const both = check(quantity('SpacingBetweenSlices'), [{ kind: 'present' }, ...WITHIN.tests]);
    expect(told(entry('t1', { checks: [both] }), TWO)).toEqual(['SpacingBetweenSlices fail protocol-varies']);
    const present = check(quantity('SpacingBetweenSlices'), [{ kind: 'present' }]);
    expect(told(entry('t1', { checks: [present] }), TWO)).toEqual([]);
  });

  it('may vary where its check says so', () => {
    expect(told(entry('t1', { checks: [{ ...WITHIN, varies: true }] }), TWO)).toEqual([]);
    const echo = exactly('EchoTime', 3, { varies: true });
    expect(told({ ...BY_MODALITY, checks: [echo] }, [{ EchoTime: 3 }, { EchoTime: 4 }])).toEqual([]);
  });

  it('may vary by nature, or where several values are listed', () => {
    const current = check(quantity('XRayTubeCurrent'), [{ kind: 'range', bounds: { max: 500 } }]);
    expect(
      told(entry('ct', { checks: [current] }), [{ XRayTubeCurrent: 100 }, { XRayTubeCurrent: 200 }]),
    ).toEqual([]);
    const listed = check(quantity('SpacingBetweenSlices'), [{ kind: 'oneOf', values: [2, 3] }]);
    expect(told(entry('t1', { checks: [listed] }), TWO)).toEqual([]);
  });

  it('is not compared where it is derived from the series as a whole', () => {
    const spacing = quantityOf('sliceSpacing');
    if ('problem' in spacing) throw new Error(spacing.problem);
    const asked = check(
      { ...spacing, probes: [{ kind: 'attribute', path: 'X' }], samples: quantity('X').samples },
      [equals(1)],
    );
    expect(told(entry('t1', { checks: [asked] }), [{ X: 1 }, { X: 2 }])).toEqual([]);
  });

  it('is not compared where it is not asked for', () => {
    const asked = { ...WITHIN, when: condition({ Modality: 'CT' }) };
    const instances = TWO.map((one) => ({ ...one, Modality: 'MR' }));
    expect(told(entry('t1', { checks: [asked] }), instances)).toEqual([]);
  });

  it('is told once, where its own row names the same instances', () => {
    const exact = entry('t1', { checks: [exactly('SpacingBetweenSlices', 2)] });
    expect(told(exact, TWO)).toEqual([]);
    expect(told(exact, [{ SpacingBetweenSlices: 3 }, { SpacingBetweenSlices: 4 }])).toEqual([
      'SpacingBetweenSlices fail protocol-varies',
    ]);
  });

  it('fails where it is absent from some, though its own row only cannot be told', () => {
    const exact = entry('t1', { checks: [exactly('SpacingBetweenSlices', 2)] });
    expect(told(exact, [...TWO.slice(0, 1), {}])).toEqual(['SpacingBetweenSlices fail protocol-varies']);
  });

  it('of the variant that counts is compared, too', () => {
    const variants = [{ name: 'mr', when: condition({ Modality: 'MR' }), checks: [WITHIN] }];
    const instances = TWO.map((one) => ({ ...one, Modality: 'MR' }));
    expect(told(entry('t1', { variants }), instances)).toEqual(['SpacingBetweenSlices fail protocol-varies']);
  });
});
