import { describe, expect, it } from 'vitest';
import { faultsOf, protocolOf } from '../from-yaml.js';

const series = (text: string): string => `series:\n  t1: { match: { Modality: MR }, ${text} }\n`;

describe('a series of a protocol', () => {
  it('has defaults where it says nothing', async () => {
    const { entries, unexpected, margin, id, version } = await protocolOf(
      'series: { t1: { match: { Modality: MR } } }',
    );
    expect({ unexpected, margin, id, version }).toEqual({
      unexpected: 'warn',
      margin: 0.2,
      id: 'EX-1',
      version: '2',
    });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      name: 't1',
      count: { min: 1, max: 1 },
      onDeviation: 'fail',
      checks: [],
      variants: [],
      variantRequired: 'by-check',
      source: 'Manual',
      path: ['series', 't1'],
    });
    expect(entries[0]).not.toHaveProperty('constant');
    expect(entries[0]).not.toHaveProperty('visits');
  });

  it('takes what it says', async () => {
    const { entries } = await protocolOf(
      series(`title: 3D T1, source: p. 3, visits: [BL], onDeviation: warn, constant: [EchoTime, sliceSpacing],
        checks: { EchoTime: { value: 3 ms, onDeviation: warn, severity: minor, rationale: why, varies: true } }`),
    );
    expect(entries[0]).toMatchObject({ title: '3D T1', source: 'p. 3', visits: ['BL'], onDeviation: 'warn' });
    expect(entries[0]?.constant?.map(({ name }) => name)).toEqual(['EchoTime', 'sliceSpacing']);
    expect(entries[0]?.checks[0]).toMatchObject({
      onDeviation: 'warn',
      severity: 'minor',
      rationale: 'why',
      varies: true,
      path: ['series', 't1', 'checks', 'EchoTime'],
      tests: [{ kind: 'equals', value: 3 }],
    });
  });

  it('may say that nothing has to be constant', async () => {
    const { entries } = await protocolOf(series('constant: []'));
    expect(entries[0]?.constant).toEqual([]);
  });

  it.each([
    ['count: 0', { min: 0, max: 0 }],
    ['count: 3', { min: 3, max: 3 }],
    ['count: { min: 2 }', { min: 2, max: Number.POSITIVE_INFINITY }],
    ['count: { max: 2 }', { min: 0, max: 2 }],
    ['count: { min: 2, max: 2 }', { min: 2, max: 2 }],
  ])('of %s is counted so', async (text, count) => {
    expect((await protocolOf(series(text))).entries[0]?.count).toEqual(count);
  });

  it.each([
    ['true', 'yes'],
    ['false', 'no'],
  ])('whose variants are required (%s) says so', async (given, compiled) => {
    const text = `variantRequired: ${given}, variants: [{ when: { Manufacturer: SIEMENS }, checks: {} }]`;
    expect((await protocolOf(series(text))).entries[0]?.variantRequired).toBe(compiled);
  });

  it('gives its source to checks without one, and the protocol its own to series without one', async () => {
    const { entries } = await protocolOf(
      `series:
  t1: { source: p. 1, match: { Modality: MR }, checks: { EchoTime: 3 ms, FlipAngle: { value: 9 deg, source: p. 2 } } }
  t2: { match: { Modality: CT }, checks: { KVP: 120 kV } }`,
    );
    expect(entries.flatMap(({ checks }) => checks.map(({ source }) => source))).toEqual([
      'p. 1',
      'p. 2',
      'Manual',
    ]);
  });

  it('has conditions with weights, and checks with conditions', async () => {
    const { entries } = await protocolOf(
      `series: { t1: { match: { Modality: MR, EchoTime: { max: 5 ms, weight: 3 } },
        checks: { FlipAngle: { value: 9 deg, when: { Manufacturer: SIEMENS } } } } }`,
    );
    expect(entries[0]?.match.terms.map(({ weight }) => weight)).toEqual([1, 3]);
    expect(entries[0]?.checks[0]?.when?.terms[0]?.constraint.text).toBe('SIEMENS');
  });

  it('names variants by their conditions where they have no name', async () => {
    const { entries } = await protocolOf(
      series(`variants: [{ when: { Manufacturer: SIEMENS, EchoTime: 3 ms }, checks: {} },
        { name: GE, when: { Manufacturer: GE }, checks: { EchoTime: 4 ms } }]`),
    );
    expect(entries[0]?.variants.map(({ name }) => name)).toEqual([
      'Manufacturer SIEMENS, EchoTime 3 ms',
      'GE',
    ]);
    expect(entries[0]?.variants[1]?.checks).toHaveLength(1);
  });

  it('has its name without the spaces around it', async () => {
    expect((await protocolOf('series: { " t1 ": { match: { Modality: MR } } }')).entries[0]?.name).toBe('t1');
  });
});

describe('the faults of series', () => {
  it.each([
    ['series: {}', "'series' names no series"],
    ['series: { t1: { match: {} } }', "'series.t1.match' is empty: it would hold for every series"],
    [
      'series: { "t1": { match: { Modality: MR } }, "t1 ": { match: { Modality: CT } } }',
      "'series.t1 ' has the name of another series, but for spaces",
    ],
    ['series: { " ": { match: { Modality: MR } } }', "'series. ' has a blank name"],
    [
      series('checks: { EchTime: 3 ms }'),
      "'series.t1.checks.EchTime' cannot be checked: no DICOM attribute has this keyword (did you mean 'EchoTime'?)",
    ],
    [
      series('checks: { sliceSpacin: 1 mm }'),
      "'series.t1.checks.sliceSpacin' cannot be checked: no derived value has this name (did you mean 'sliceSpacing'?)",
    ],
    [
      series('constant: [EchoTme]'),
      "'series.t1.constant[0]' cannot be checked: no DICOM attribute has this keyword (did you mean 'EchoTime'?)",
    ],
    [series('count: {}'), "'series.t1.count' names neither min nor max"],
    [series('count: { min: 3, max: 2 }'), "'series.t1.count.min' is 3, more than max, which is 2"],
    [series('variantRequired: true'), "'series.t1.variantRequired' needs variants"],
    [
      series('variants: [{ when: {}, checks: {} }]'),
      "'series.t1.variants[0].when' is empty: it would hold for every series",
    ],
    [
      series('checks: { EchoTime: { value: 3 ms, when: {} } }'),
      "'series.t1.checks.EchoTime.when' is empty: it would hold for every series",
    ],
    [
      series(
        'variants: [{ name: a, when: { Manufacturer: A }, checks: {} }, { name: a, when: { Manufacturer: B }, checks: {} }]',
      ),
      "'series.t1.variants[1].name' is 'a', the name of a variant above",
    ],
    [
      `series: { t1: { match: { Modality: MR } } }\nexclude: [{ match: {}, reason: why }]`,
      "'exclude[0].match' is empty: it would hold for every series",
    ],
  ])('are told: %s', async (yaml, message) => {
    expect(await faultsOf(yaml)).toEqual([message]);
  });

  it('are told all at once', async () => {
    const faults = await faultsOf(
      series('count: { min: 2, max: 1 }, checks: { EchTime: 3 ms, EchoTime: 3, sliceSpacing: 1 ms }'),
    );
    expect(faults).toHaveLength(4);
  });
});
