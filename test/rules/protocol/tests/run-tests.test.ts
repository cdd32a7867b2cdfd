import { describe, expect, it } from 'vitest';
import { runProtocolTests } from '../../../../src/rules/protocol/tests/run-tests.js';
import { faultsOf, protocolOf } from '../from-yaml.js';

const PROTOCOL = `series:
  t1:
    match: { Modality: MR, SeriesDescription: /t1/i }
    checks:
      EchoTime: { min: 2 ms, max: 4 ms, target: { min: 2.5 ms, max: 3.5 ms } }
      FlipAngle: { value: 9 deg, when: { Manufacturer: SIEMENS } }
      sliceSpacing: 1 mm
    variants: [{ when: { Manufacturer: GE }, checks: { RepetitionTime: 7 ms } }]
exclude: [{ match: { ImageType: { any: DERIVED } }, reason: derived }]
`;
const withTest = (header: string, expect: string): string =>
  `${PROTOCOL}tests: [{ name: one, series: t1, header: { ${header} }, expect: { ${expect} } }]`;

async function problemsOf(header: string, expected: string): Promise<string[]> {
  const [outcome] = runProtocolTests(await protocolOf(withTest(header, expected)));
  return (outcome?.problems ?? []).map((p) => `${p.check}: ${p.actual}, not ${p.expected}`);
}

describe("a protocol's own tests", () => {
  it.each([
    ['a value within the target', 'EchoTime: 3 ms', 'EchoTime', 'pass'],
    ['a value off the target', 'EchoTime: 3.8 ms', 'EchoTime', 'warn'],
    ['a value outside', 'EchoTime: 5 ms', 'EchoTime', 'fail'],
    ['a value that is absent', 'Modality: MR', 'EchoTime', 'not-evaluable'],
    ['a value that is empty', 'EchoTime: []', 'EchoTime', 'not-evaluable'],
    ['a check that is not asked', 'Manufacturer: GE', 'FlipAngle', 'not-applicable'],
    ['a check whose condition cannot be told', 'FlipAngle: 9 deg', 'FlipAngle', 'not-evaluable'],
    ['a derived value', 'sliceSpacing: 1 mm', 'sliceSpacing', 'pass'],
    ['a derived value that deviates', 'sliceSpacing: 2 mm', 'sliceSpacing', 'fail'],
    ['a check of a variant', 'Manufacturer: GE, RepetitionTime: 8 ms', 'RepetitionTime', 'fail'],
    ['a check that only a variant has', 'Manufacturer: SIEMENS', 'RepetitionTime', 'not-evaluable'],
  ])('tell %s', async (_, header, check, outcome) => {
    expect(await problemsOf(header, `${check}: ${outcome}`)).toEqual([]);
    const wrong = outcome === 'pass' ? 'fail' : 'pass';
    expect(await problemsOf(header, `${check}: ${wrong}`)).toEqual([`${check}: ${outcome}, not ${wrong}`]);
  });

  it.each([
    ['all conditions hold', 'Modality: MR, SeriesDescription: T1 sag', true],
    ['one does not', 'Modality: CT, SeriesDescription: T1 sag', false],
    ['one cannot be told', 'Modality: MR', false],
    ['it is excluded', 'Modality: MR, SeriesDescription: T1 sag, ImageType: [DERIVED, PRIMARY]', false],
  ])('tell whether a series is taken when %s', async (_, header, matched) => {
    expect(await problemsOf(header, `matched: ${matched}`)).toEqual([]);
    expect(await problemsOf(header, `matched: ${!matched}`)).toEqual([
      `matched: ${matched}, not ${!matched}`,
    ]);
  });

  it('name the place of what came out otherwise, test by test', async () => {
    const protocol = await protocolOf(`${PROTOCOL}tests:
  - { name: good, series: t1, header: { EchoTime: 3 ms }, expect: { EchoTime: pass } }
  - { name: bad, series: " t1", header: { EchoTime: 3 ms }, expect: { EchoTime: fail } }
`);
    expect(runProtocolTests(protocol)).toEqual([
      { name: 'good', series: 't1', problems: [] },
      {
        name: 'bad',
        series: 't1',
        problems: [
          { check: 'EchoTime', expected: 'fail', actual: 'pass', path: ['tests', 1, 'expect', 'EchoTime'] },
        ],
      },
    ]);
  });

  it('are none where the protocol has none', async () => {
    expect(runProtocolTests(await protocolOf(PROTOCOL))).toEqual([]);
  });
});

describe("the faults of a protocol's own tests", () => {
  it.each([
    [
      'series: t2',
      "'tests[0].series' is 't2', which is no series of this protocol (did you mean 't1'?)",
      '',
      '',
    ],
    ['series: t1', "'tests[0].expect' expects nothing", '', ''],
    [
      'series: t1',
      "'tests[0].expect.EchoTme' is no check of 't1' (did you mean 'EchoTime'?)",
      '',
      'EchoTme: pass',
    ],
    ['series: t1', "'tests[0].expect.KVP' is no check of 't1'", '', 'KVP: pass'],
    [
      'series: t1',
      "'tests[0].header.LossyImageCompression' is 1, and the quantity holds text; put it in quotes",
      'LossyImageCompression: 1',
      'EchoTime: pass',
    ],
  ])('are told: %s, %s', async (series, message, header, expected) => {
    const text = `tests: [{ name: x, ${series}, header: { ${header} }, expect: { ${expected || (series.endsWith('t2') ? 'matched: true' : '')} } }]`;
    expect(await faultsOf(PROTOCOL + text)).toEqual([message]);
  });

  it('do not tell a check that has faults of its own again', async () => {
    const text = `series: { t1: { match: { Modality: MR }, checks: { EchTime: 3 ms } } }
tests: [{ name: x, series: t1, header: {}, expect: { EchTime: pass } }]`;
    expect(await faultsOf(text)).toHaveLength(1);
  });
});
