import { describe, expect, it } from 'vitest';
import type { PetFacts } from '../../../../src/pet/pet-facts.js';
import { ABSENT, NO_CLOCK } from '../../../../src/pet/stated.js';
import { PET_DERIVED } from '../../../../src/rules/protocol/derived/pet.js';
import type { Sample, SeriesView } from '../../../../src/rules/protocol/series-view.js';
import type { Reading } from '../../../../src/study/probe/probe.js';
import { clock, injection, petFacts, stated } from '../../../pet/facts.js';
import { image } from '../../../study/build.js';
import { viewOf } from './view.js';

const READY = petFacts();

/** A view of PET images at places 3 mm apart, with these readings of the bundle. */
function viewWith(...readings: readonly Reading[]): SeriesView {
  const files = readings.map((_, place) =>
    image({ Modality: 'PT', ImagePositionPatient: [-64, -64, 3 * place] }),
  );
  const none = { state: 'absent' } as const;
  return viewOf(files, { held: (instance) => ({ 'bundle:pet': readings[instance] ?? none }) });
}

function view(...own: readonly Partial<PetFacts>[]): SeriesView {
  return viewWith(...own.map((one): Reading => ({ state: 'bundle', data: petFacts(one) })));
}

function samples(name: string, of: SeriesView): readonly Sample[] {
  const quantity = PET_DERIVED.find((one) => one.name === name);
  if (!quantity) throw new RangeError(`no derived value ${name}`);
  return quantity.samples(of);
}

/** The only value of a quantity. */
function only(name: string, ...own: readonly Partial<PetFacts>[]) {
  const [sample, ...more] = samples(name, view(...own));
  expect(more).toEqual([]);
  return sample?.value;
}

describe('suvReady', () => {
  it('is true of a series with all that an SUV needs', () => {
    expect(only('suvReady', {})).toEqual({ state: 'value', texts: ['true'] });
  });

  it('is false with every problem as the reason', () => {
    const dose = injection({ doseBq: stated(368) });
    expect(only('suvReady', { weightKg: ABSENT, injections: [dose] })).toEqual({
      state: 'value',
      texts: ['false'],
      why: 'PatientWeight is absent; 368 cannot be in Bq: in MBq, or mCi, by mistake',
    });
  });

  it('is true with what was taken for granted as the reason', () => {
    expect(only('suvReady', { units: stated('GML') })).toMatchObject({
      texts: ['true'],
      why: 'SUVType is absent: BW',
    });
  });

  it('is not told of an instance that could not be read, which is a sample of its own', () => {
    const of = viewWith({ state: 'bundle', data: READY }, { state: 'unreadable' });
    expect(samples('suvReady', of)).toEqual([
      { value: { state: 'value', texts: ['true'] }, instances: [] },
      { value: { state: 'unreadable' }, instances: [1] },
    ]);
  });

  it('is absent where nothing was read', () => {
    expect(samples('suvReady', viewWith({ state: 'absent' }))).toMatchObject([
      { value: { state: 'absent' } },
    ]);
  });
});

describe('suvProblems', () => {
  it('names the codes, or none', () => {
    expect(only('suvProblems', {})).toMatchObject({ texts: ['none'] });
    expect(only('suvProblems', { weightKg: ABSENT, units: stated('CPS') })).toMatchObject({
      texts: ['units-not-suv'],
    });
    expect(only('suvProblems', { weightKg: ABSENT, corrections: stated(['ATTN']) })).toMatchObject({
      texts: ['not-decay-corrected', 'weight-missing'],
    });
  });
});

describe('uptakeTime', () => {
  it('is in minutes, from the injection to the earliest acquisition', () => {
    expect(only('uptakeTime', {}, { acquisitionStart: clock(100, '11:03') })).toEqual({
      state: 'value',
      texts: ['60'],
      numbers: [60],
    });
  });

  it('does not need the rest of what an SUV needs', () => {
    expect(only('uptakeTime', { weightKg: ABSENT, units: stated('CNTS') })).toMatchObject({ numbers: [60] });
  });

  it('says what was taken for granted', () => {
    const injections = [injection({ start: NO_CLOCK, startSecond: stated(23.5 * 3600) })];
    const found = only('uptakeTime', {
      injections,
      seriesStart: clock(101, '00:20'),
      acquisitionStart: clock(101, '00:20'),
    });
    expect(found).toMatchObject({ numbers: [50], why: 'the injection is taken for that of the day before' });
  });

  it('is absent where no time of injection is stated', () => {
    expect(only('uptakeTime', { injections: [] })).toEqual({ state: 'absent' });
    const silent = injection({ start: NO_CLOCK, startSecond: ABSENT });
    expect(only('uptakeTime', { injections: [silent] })).toEqual({ state: 'absent' });
  });

  it('is unknown, with the reason, where it cannot be told', () => {
    const late = injection({ start: clock(100, '11:30'), startSecond: ABSENT });
    expect(only('uptakeTime', { injections: [late] })).toEqual({
      state: 'unknown',
      why: 'the injection is after the scan',
    });
    expect(only('uptakeTime', { acquisitionStart: NO_CLOCK })).toEqual({
      state: 'unknown',
      why: 'AcquisitionTime is absent',
    });
    expect(only('uptakeTime', { injections: [injection(), injection()] })).toMatchObject({
      state: 'unknown',
    });
    const other = injection({ start: clock(100, '10:01'), startSecond: ABSENT });
    expect(only('uptakeTime', {}, { injections: [other] })).toMatchObject({ state: 'unknown' });
  });
});

describe('what is stated', () => {
  it.each([
    ['injectedActivity', { numbers: [368.08] }],
    ['halfLife', { numbers: [6586.2] }],
    ['bodyWeight', { numbers: [70] }],
    ['frameDuration', { numbers: [180] }],
    ['petUnits', { texts: ['BQML'] }],
    ['suvType', { state: 'absent' }],
    ['decayCorrection', { texts: ['START'] }],
    ['corrections', { texts: ['NORM', 'DTIM', 'ATTN', 'SCAT', 'DECY', 'RAN'] }],
    ['petFrames', { numbers: [1] }],
  ])('is %s', (name, value) => {
    expect(only(name, {})).toMatchObject(value);
  });

  it('is told instance by instance where instances differ, most frequent first', () => {
    const found = samples(
      'bodyWeight',
      view({ weightKg: stated(71) }, {}, { acquisitionStart: clock(100, '11:03') }),
    );
    expect(found).toEqual([
      { value: { state: 'value', texts: ['70'], numbers: [70] }, instances: [1, 2] },
      { value: { state: 'value', texts: ['71'], numbers: [71] }, instances: [0] },
    ]);
  });

  it('is empty or unreadable where it is so', () => {
    expect(only('bodyWeight', { weightKg: { state: 'empty' } })).toEqual({ state: 'empty' });
    expect(only('petUnits', { units: { state: 'unreadable' } })).toEqual({ state: 'unreadable' });
    expect(only('halfLife', { injections: [] })).toEqual({ state: 'absent' });
  });

  it('is not to be told of several injections', () => {
    expect(only('injectedActivity', { injections: [injection(), injection()] })).toEqual({
      state: 'unknown',
      why: '2 radiopharmaceuticals are stated',
    });
  });
});

describe('suvType', () => {
  it('is BW of pixels in g/ml without a type', () => {
    expect(only('suvType', { units: stated('GML') })).toMatchObject({ texts: ['BW'] });
    expect(only('suvType', { units: stated('GML'), suvType: stated('LBMJANMA') })).toMatchObject({
      texts: ['LBMJANMA'],
    });
  });
});

describe('decayCorrection of an enhanced object', () => {
  const moment = (time: string) => ({ decayCorrection: ABSENT, decayReference: clock(100, time) });

  it('is START at the start of the scan, ADMIN at the injection', () => {
    expect(only('decayCorrection', moment('11:00'))).toMatchObject({ texts: ['START'] });
    expect(only('decayCorrection', moment('10:00'))).toMatchObject({ texts: ['ADMIN'] });
  });

  it('is not to be told at another moment', () => {
    expect(only('decayCorrection', moment('10:30'))).toMatchObject({ state: 'unknown' });
    const undated = { decayCorrection: ABSENT, decayReference: { day: stated(100), second: ABSENT } };
    expect(only('decayCorrection', undated)).toMatchObject({ state: 'unknown' });
  });

  it('counts from the start of the scan for every instance of it', () => {
    const found = only('decayCorrection', moment('11:00'), {
      ...moment('11:00'),
      acquisitionStart: clock(100, '11:10'),
    });
    expect(found).toMatchObject({ texts: ['START'] });
  });
});

describe('petFrames', () => {
  it('is the number of moments of a dynamic series', () => {
    const files = [0, 1, 2].flatMap((time) =>
      [0, 1, 2, 3].map((place) =>
        image({
          Modality: 'PT',
          ImagePositionPatient: [-64, -64, 3 * place],
          AcquisitionDate: '20240402',
          AcquisitionTime: `13040${time}`,
          FrameReferenceTime: `${time * 1000}`,
          InstanceNumber: `${4 * time + place + 1}`,
        }),
      ),
    );
    expect(samples('petFrames', viewOf(files))).toMatchObject([{ value: { numbers: [3] } }]);
  });

  it('is absent without a place in the patient, and not to be told where volumes are not', () => {
    const [placed] = [view({})];
    const geometry = { ...placed.geometry, stacks: [] };
    expect(samples('petFrames', { ...placed, geometry })).toMatchObject([{ value: { state: 'absent' } }]);
    const stacks = placed.geometry.stacks.map((stack) => ({
      ...stack,
      volumes: { ...stack.volumes, timePoints: undefined },
    }));
    expect(samples('petFrames', { ...placed, geometry: { ...geometry, stacks } })).toMatchObject([
      { value: { state: 'unknown' } },
    ]);
  });
});

describe('every PET value', () => {
  it('has words and a source, and takes what a protocol’s own test gives', () => {
    for (const quantity of PET_DERIVED) {
      expect(quantity.text).not.toBe('');
      expect(quantity.source).toMatch(/PS3|QIBA/);
      const given: Reading = { state: 'value', texts: ['x'] };
      const found = quantity.samples({ ...view({}), given: () => given });
      expect(found).toEqual([{ value: given, instances: [] }]);
    }
  });
});
