import { describe, expect, it } from 'vitest';
import { explainProtocol, type ManualRow } from '../../../../src/rules/protocol/explain/explain.js';
import { protocolOf } from '../from-yaml.js';

async function rowsOf(yaml: string, devices: Parameters<typeof protocolOf>[1] = []): Promise<ManualRow[]> {
  return explainProtocol(await protocolOf(yaml, devices));
}

/** `series | what | expected | when` of the rows that are about something. */
async function told(yaml: string, what: string): Promise<string[]> {
  const rows = (await rowsOf(yaml)).filter((row) => row.what === what);
  return rows.map(({ series, expected, when }) => [series, expected, when ?? ''].join(' | '));
}

const series = (text: string): string => `series:\n  t1: { match: { Modality: MR }, ${text} }\n`;

describe('a protocol in words', () => {
  it('begins with what it is', async () => {
    const [first] = await rowsOf(series('checks: {}'));
    expect(first).toEqual({ series: '', what: 'protocol', expected: 'EX-1, version 2', source: 'Manual' });
  });

  it('tells a check with all that it says', async () => {
    const rows = await rowsOf(
      series(
        'title: 3D T1, checks: { EchoTime: { value: 3 ms, tol: 5%, onDeviation: warn, severity: minor, source: p. 3, rationale: why } }',
      ),
    );
    expect(rows.find(({ what }) => what === 'Echo Time')).toEqual({
      series: '3D T1',
      what: 'Echo Time',
      expected: '3 ms ± 5%',
      onDeviation: 'warn',
      severity: 'minor',
      source: 'p. 3',
      rationale: 'why',
    });
  });

  it('tells the limits on motion, with what volumes are censored by', async () => {
    const limits = '[{ figure: meanFdPowerMm, max: 0.5 mm, warnMax: 0.2 mm, source: p. 4 }]';
    const censor = '{ fd: 0.5 mm, measure: power, source: "§8" }';
    const rows = await rowsOf(series(`checks: {}, qc: { censor: ${censor}, limits: ${limits} }`));
    expect(rows.filter(({ series: name }) => name === 't1').slice(2)).toEqual([
      { series: 't1', what: 'censored above', expected: 'FD 0.5 mm (Power)', source: '§8' },
      {
        ...{ series: 't1', what: 'mean FD (Power)', expected: '≤ 0.5 mm, target ≤ 0.2 mm' },
        ...{ onDeviation: 'fail', severity: 'major', source: 'p. 4' },
      },
    ]);
  });

  it('tells the phantom that a series shows, and no censoring', async () => {
    const limits = '[{ figure: piuPercent, min: 82%, source: p. 4 }]';
    const phantom = '{ kind: acr-large, fieldTesla: { min: 2.5 T } }';
    const rows = await rowsOf(series(`checks: {}, phantom: ${phantom}, qc: { limits: ${limits} }`));
    expect(rows.filter(({ series: name }) => name === 't1').slice(2)).toEqual([
      { series: 't1', what: 'shows', expected: 'the ACR large MR phantom' },
      {
        ...{ series: 't1', what: 'uniformity (PIU)', expected: '≥ 82%', when: '≥ 2.5 T' },
        ...{ onDeviation: 'fail', severity: 'major', source: 'p. 4' },
      },
    ]);
  });

  it('tells no censoring where only single volumes are limited', async () => {
    const rows = await rowsOf(series('checks: {}, qc: { limits: [{ figure: efc, max: 0.6 }] }'));
    expect(rows.map(({ what }) => what)).not.toContain('censored above');
    expect(rows.map(({ what }) => what)).toContain('entropy focus criterion');
  });

  it('says yes and no, and names the make that a pattern is for', async () => {
    const flags = series('checks: { suvReady: true, lossy: false }');
    expect(await told(flags, 'SUV ready')).toEqual(['t1 | yes | ']);
    expect(await told(flags, 'Lossy')).toEqual(['t1 | no | ']);
    const matched = 'series:\n  t1: { match: { Modality: MR, isDiffusion: false }, checks: {} }\n';
    expect(await told(matched, 'matched by')).toEqual(['t1 | Modality MR; Is diffusion: no | ']);
    const made = (pattern: string): string =>
      series(`checks: {}, variants: [{ when: { Manufacturer: '${pattern}' }, checks: { EchoTime: 3 ms } }]`);
    expect(await told(made('/siemens/i'), 'Echo Time')).toEqual(['t1 | 3 ms | Siemens']);
    expect(await told(made('/^ge\\b/i'), 'Echo Time')).toEqual(['t1 | 3 ms | GE']);
    expect(await told(made('/ge|philips/i'), 'Echo Time')).toEqual([
      't1 | 3 ms | Manufacturer matches /ge|philips/i',
    ]);
  });

  it('tells by what a series is matched', async () => {
    const yaml = 'series: { t1: { match: { Modality: MR, SeriesDescription: /t1/i, EchoTime: "< 5 ms" } } }';
    expect(await told(yaml, 'matched by')).toEqual([
      't1 | Modality MR; Series Description matches /t1/i; Echo Time < 5 ms | ',
    ]);
  });

  it.each([
    ['count: 0', 'none'],
    ['count: 2', '2'],
    ['count: { min: 2 }', '2 or more'],
    ['count: { min: 0 }', 'any number'],
    ['count: { max: 3 }', 'at most 3'],
    ['count: { min: 1, max: 3 }', '1 to 3'],
  ])('tells the count: %s is %s', async (text, words) => {
    expect(await told(series(text), 'count')).toEqual([`t1 | ${words} | `]);
  });

  it('tells visits, what must not vary, and that a variant is required', async () => {
    const yaml = series(
      'visits: [BL, M12], constant: [EchoTime, FlipAngle], variantRequired: true, variants: [{ when: { Manufacturer: GE }, checks: {} }]',
    );
    expect(await told(yaml, 'at visits')).toEqual(['t1 | BL and M12 | ']);
    expect(await told(yaml, 'must not vary')).toEqual(['t1 | Echo Time and Flip Angle | ']);
    expect(await told(yaml, 'scanner')).toEqual(['t1 | one of those named here | ']);
    expect(await told(series('constant: []'), 'must not vary')).toEqual(['t1 | nothing | ']);
    const plain = (await rowsOf(series('checks: {}'))).map(({ what }) => what);
    expect(plain).toEqual(['protocol', 'matched by', 'count', 'other series']);
  });

  it.each([
    ['">=XA30"', 'software XA30 and later'],
    ['">XA30"', 'software later than XA30'],
    ['"<=XA30"', 'software up to XA30'],
    ['"<XA30"', 'software before XA30'],
    ['"=XA30"', 'software XA30'],
  ])('tells on which scanners a variant counts: %s', async (version, words) => {
    const yaml = series(
      `checks: { EchoTime: 3 ms }, variants: [{ when: { Manufacturer: SIEMENS, SoftwareVersions: ${version} }, checks: { EchoTime: 4 ms } }]`,
    );
    expect(await told(yaml, 'Echo Time')).toEqual([
      't1 | 3 ms | other scanners',
      `t1 | 4 ms | SIEMENS, ${words}`,
    ]);
  });

  it('tells when a check counts, and that it may differ within the series', async () => {
    const yaml = series(
      `checks: { EchoTime: { max: 4 ms, varies: true, when: { ScanOptions: FS } } },
       variants: [{ when: { ManufacturerModelName: Prisma }, checks: { FlipAngle: { value: 9 deg, when: { EchoTime: 3 ms } } } }]`,
    );
    expect(await told(yaml, 'Echo Time')).toEqual([
      't1 | ≤ 4 ms; may differ from instance to instance | Scan Options FS',
    ]);
    expect(await told(yaml, 'Flip Angle')).toEqual([
      't1 | 9 deg | Manufacturer Model Name Prisma; Echo Time 3 ms',
    ]);
  });

  const TWO = 'series: { a: { title: A scan, match: { Modality: MR } }, b: { match: { Modality: CT } } }\n';

  it.each([
    ['same: [FrameOfReferenceUID], of: [a, b]', 'same Frame Of Reference UID in A scan and b'],
    ['same: [SliceThickness], tol: 0.1 mm', 'same Slice Thickness (within 0.1 mm) in A scan and b'],
    ['same: [SliceThickness], tol: 5%', 'same Slice Thickness (within 5%) in A scan and b'],
    ['same: [NumberOfAverages], tol: 1', 'same Number Of Averages (within 1) in A scan and b'],
    ['order: [b, a]', 'b before A scan'],
    ['interval: { from: a, to: b, max: 5 min }', 'from the start of A scan to the start of b: ≤ 5 min'],
    [
      'interval: { from: a, to: b, max: 5 min, since: end }',
      'from the end of A scan to the start of b: ≤ 5 min',
    ],
    [
      'interval: { from: a, to: b, max: 5 min, since: contrast }',
      'from the contrast injection of A scan to the start of b: ≤ 5 min',
    ],
    ['covers: { series: a, by: b }', 'b covers A scan'],
    ['covers: { series: a, by: b }, tol: 2 mm', 'b covers A scan, but for 2 mm'],
    ['paired: { series: a, with: b }', 'each A scan has a b next to it with the same geometry'],
    [
      'paired: { series: a, with: b, opposite: phaseEncodingPolarity }',
      'each A scan has a b next to it with the same geometry, phase encoded the other way',
    ],
  ])('tells what series have to do with each other: %s', async (rule, words) => {
    expect(await told(`${TWO}crossSeries: [{ ${rule} }]`, 'between series')).toEqual([` | ${words} | `]);
  });

  it.each([
    ['same: [EchoTime]', 'same Echo Time as at the first visit'],
    ['same: [EchoTime], of: [a], with: previous', 'same Echo Time in A scan as at the visit before'],
  ])('tells what stays from visit to visit: %s', async (rule, words) => {
    expect(await told(`${TWO}acrossVisits: [{ ${rule} }]`, 'from visit to visit')).toEqual([
      ` | ${words} | `,
    ]);
  });

  it('tells which scanners are qualified, what is not judged, and what other series are', async () => {
    const yaml = `${TWO}qualifiedDevices: { file: d.csv }
exclude: [{ match: { Modality: SR }, reason: reports }]
unexpected: fail`;
    const rows = (await rowsOf(yaml, [{ serial: '1', line: 2 }])).slice(-3);
    expect(rows).toEqual([
      {
        series: '',
        what: 'scanner',
        expected: 'one of the 1 in d.csv',
        onDeviation: 'fail',
        severity: 'major',
        source: 'Manual',
      },
      { series: '', what: 'not judged', expected: 'Modality SR', rationale: 'reports' },
      { series: '', what: 'other series', expected: 'none', onDeviation: 'fail' },
    ]);
    expect((await rowsOf(`${TWO}unexpected: ignore`)).at(-1)).toEqual({
      series: '',
      what: 'other series',
      expected: 'any; they are not judged',
    });
    expect((await rowsOf(TWO)).at(-1)).toMatchObject({ expected: 'none', onDeviation: 'warn' });
  });
});
