import { expect, test } from 'vitest';
import type { Code } from '../../../src/measure/code.js';
import { askedFigure, dimensionsOf } from '../../../src/measure/codes/asked-figure.js';
import { PET_FIGURES, PLANAR_FIGURES, SOLID_FIGURES, VALUE_FIGURES } from '../../../src/measure/figures.js';
import type { MeasurementContext } from '../../../src/measure/source.js';

type Text = `${string}^${string}`;

function code(text: Text): Code {
  const [value = '', scheme = ''] = text.split('^');
  return { value, scheme, meaning: 'not looked at' };
}

interface Parts {
  readonly derivation?: Text;
  readonly method?: Text;
  readonly groupMethod?: Text;
}

function item(concept: Text, { derivation, method, groupMethod }: Parts = {}) {
  const context: MeasurementContext = {
    sites: [],
    observer: {},
    realWorldMaps: [],
    sourceImages: [],
    qualitative: [],
    ...(groupMethod && { method: code(groupMethod) }),
  };
  return {
    concept: code(concept),
    ...(derivation && { derivation: code(derivation) }),
    ...(method && { method: code(method) }),
    context,
  };
}

const MEAN = '373098007^SCT';

test.each([
  ['410668003^SCT', 'length'],
  ['G-D7FE^SRT', 'length'],
  ['G-A22A^SRT', 'length'],
  ['C1444754^UMLS', 'length'],
  ['121206^DCM', 'length'],
  ['G-A185^SRT', 'longAxis'],
  ['131187009^SCT', 'longAxis'],
  ['103340004^SCT', 'shortAxis'],
  ['G-A194^SNM3', 'shortAxis'],
  ['M-02550^99SDM', 'diameter'],
  ['131191004^SCT', 'perimeter'],
  ['74551000^SCT', 'perimeter'],
  ['42798000^SCT', 'area'],
  ['G-A16A^SRT', 'area'],
  ['C0JK^IBSI', 'surfaceArea'],
  ['L0JK^IBSI', 'maximum3DDiameter'],
  ['RNU0^IBSI', 'meshVolume'],
  ['YEKZ^IBSI', 'volume'],
  ['118565006^SCT', 'volume'],
  ['121221^DCM', 'ellipsoidVolume'],
  ['1483009^SCT', 'angle'],
  ['126032^DCM', 'metabolicVolume'],
  ['126033^DCM', 'totalLesionGlycolysis'],
  ['R-00317^SRT', 'mean'],
  ['Q4LE^IBSI', 'mean'],
  ['8DWT^IBSI', 'percentile90'],
  ['371890005^SCT', 'percentile10'],
  ['C2347976^UMLS', 'rootMeanSquare'],
  ['126031^DCM', 'globalPeak'],
] as const)('%s asks for %s first', (concept, name) => {
  expect(askedFigure(item(concept))?.names[0]).toBe(name);
});

test.each([
  // The mean of grey levels that were put in bins is not the mean of the values. IBSI 3.4.
  'X6K6^IBSI',
  '131190003^SCT',
  '131192006^SCT',
  '121222^DCM',
  '126037^DCM',
  '126052^DCM',
  '250140^99PMP',
  '118565006^99LOCAL',
  'Length^',
] as const)('%s asks for nothing that is recomputed', (concept) => {
  expect(askedFigure(item(concept))).toBeUndefined();
});

test('every code of a figure asks for it', () => {
  const figures = [...PLANAR_FIGURES, ...SOLID_FIGURES, ...PET_FIGURES, ...VALUE_FIGURES];
  for (const figure of figures) {
    const method = 'method' in figure ? figure.method : undefined;
    const asked = askedFigure({ ...item('x^y'), concept: figure.concept, ...(method && { method }) });
    expect(asked?.names, figure.name).toContain(figure.name);
    if (method) expect(asked?.names).toEqual([figure.name]);
  }
});

test('a volume without a method can be any, one with a method is that one', () => {
  const volume = '118565006^SCT';
  expect(askedFigure(item(volume))?.names).toEqual(['volume', 'ellipsoidVolume', 'planimetricVolume']);
  expect(askedFigure(item(volume, { method: '126030^DCM' }))?.names).toEqual(['volume']);
  expect(askedFigure(item(volume, { method: '122503^DCM' }))?.names).toEqual(['planimetricVolume']);
  expect(askedFigure(item(volume, { method: '126029^DCM' }))?.names).toEqual(['ellipsoidVolume']);
  expect(askedFigure(item(volume, { method: 'sum-of-fractions^99CORELAB' }))?.names).toEqual([
    'fractionalVolume',
  ]);
});

test('a method that is not known, or that is of something else, leaves nothing', () => {
  expect(askedFigure(item('118565006^SCT', { method: '122502^DCM' }))).toBeUndefined();
  expect(askedFigure(item('118565006^SCT', { method: '122501^DCM' }))).toBeUndefined();
  expect(askedFigure(item('410668003^SCT', { method: '126030^DCM' }))).toBeUndefined();
  expect(askedFigure(item('410668003^SCT', { method: 'sum-of-fractions^99CORELAB' }))).toBeUndefined();
});

test('the method of the group holds where the item has none of its own', () => {
  expect(askedFigure(item('118565006^SCT', { groupMethod: '122502^DCM' }))).toBeUndefined();
  const own = item('118565006^SCT', { method: '126030^DCM', groupMethod: '122502^DCM' });
  expect(askedFigure(own)?.names).toEqual(['volume']);
});

test('response criteria do not change what was measured', () => {
  expect(askedFigure(item('103339001^SCT', { groupMethod: '126081^DCM' }))?.names).toContain('longAxis');
});

test('a derivation of a length makes it another number', () => {
  expect(askedFigure(item('410668003^SCT', { derivation: MEAN }))).toBeUndefined();
});

test('a quantity of voxels asks for the statistic that its derivation names', () => {
  const hu = '112031^DCM';
  expect(askedFigure(item(hu, { derivation: 'R-00317^SRT' }))).toEqual({ names: ['mean'], of: 'modality' });
  expect(askedFigure(item('126401^DCM', { derivation: '126031^DCM' }))).toEqual({
    names: ['globalPeak'],
    of: 'suvbw',
  });
  expect(askedFigure(item('126406^DCM', { derivation: MEAN }))?.of).toBe('suvlbmJames128');
  expect(askedFigure(item('113041^DCM', { derivation: MEAN }))).toEqual({ names: ['mean'] });
  expect(askedFigure(item('126401^DCM', { derivation: '250137^99PMP' }))?.names).toEqual(['percentile25']);
});

test('without a derivation, or with one that is not computed, a quantity of voxels asks for nothing', () => {
  expect(askedFigure(item('112031^DCM'))).toBeUndefined();
  // Upper adjacent value.
  expect(askedFigure(item('126401^DCM', { derivation: '250139^99PMP' }))).toBeUndefined();
  expect(askedFigure(item('18043-0^LN', { derivation: MEAN }))).toBeUndefined();
});

test('a statistic as a concept is of any values; of the attenuation where its code says so', () => {
  expect(askedFigure(item(MEAN))).toEqual({ names: ['mean'] });
  expect(askedFigure(item('112180^DCM'))).toEqual({ names: ['maximum'], of: 'modality' });
  expect(askedFigure(item(MEAN, { derivation: MEAN }))?.names).toEqual(['mean']);
  expect(askedFigure(item(MEAN, { derivation: '56851009^SCT' }))).toBeUndefined();
});

test('a method of SUV says what the values are, and must not contradict the concept', () => {
  const mean = { derivation: MEAN } as const;
  expect(askedFigure(item('126400^DCM', { ...mean, method: '126414^DCM' }))?.of).toBe('suvlbmJanma');
  expect(askedFigure(item('126401^DCM', { ...mean, method: '126410^DCM' }))?.of).toBe('suvbw');
  expect(askedFigure(item('126401^DCM', { ...mean, method: '126411^DCM' }))).toBeUndefined();
  expect(askedFigure(item('126033^DCM', { method: '126410^DCM' }))?.names).toEqual(['totalLesionGlycolysis']);
  expect(askedFigure(item('126033^DCM', { method: '126411^DCM' }))).toBeUndefined();
  expect(askedFigure(item('118565006^SCT', { method: '126410^DCM' }))).toBeUndefined();
});

test('a Calculation Result of an AIM report is what its method says', () => {
  const calculation = 'zzz015^99NCIAIM';
  expect(askedFigure(item(calculation, { method: 'G-A22A^SRT' }))?.names).toEqual(['length']);
  expect(askedFigure(item(calculation))).toBeUndefined();
  expect(dimensionsOf(item(calculation, { method: 'G-A22A^SRT' }))).toEqual(['length']);
});

test('an item without a concept asks for nothing', () => {
  expect(askedFigure({ context: item('x^y').context })).toBeUndefined();
  expect(dimensionsOf({})).toBeUndefined();
});

test.each([
  ['118565006^SCT', undefined, ['volume']],
  ['410668003^SCT', MEAN, ['length']],
  ['410668003^SCT', '250139^99PMP', undefined],
  ['G-D705^SRT', undefined, ['volume']],
  ['131190003^SCT', undefined, ['length']],
  ['42798000^SCT', undefined, ['area']],
  ['126033^DCM', undefined, ['mass']],
  ['112031^DCM', undefined, ['attenuation']],
  ['112031^DCM', MEAN, ['attenuation']],
  ['112181^DCM', undefined, ['attenuation']],
  ['126403^DCM', MEAN, ['suvbsa']],
  ['126401^DCM', 'C1711260^UMLS', undefined],
  ['126401^DCM', '126051^DCM', ['ratio']],
  ['126401^DCM', '250139^99PMP', undefined],
  ['126051^DCM', undefined, ['ratio']],
  ['18043-0^LN', undefined, undefined],
  [MEAN, undefined, undefined],
] as const)('the unit of %s derived by %s measures %j', (concept, derivation, dimensions) => {
  expect(dimensionsOf(item(concept, derivation && { derivation }))).toEqual(dimensions);
});
