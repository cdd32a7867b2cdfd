import { describe, expect, it } from 'vitest';
import { lintProtocol } from '../../../../src/rules/protocol/lint/lint.js';
import { protocolOf } from '../from-yaml.js';

/** `outcome code path: message` of each note. */
async function notesOf(yaml: string): Promise<string[]> {
  return lintProtocol(await protocolOf(yaml)).map(
    ({ outcome, code, path, message }) =>
      `${outcome} ${code.replace('protocol-', '')} ${path.join('.')}: ${message}`,
  );
}

const MR = 'match: { Modality: MR }';
const CHECKED = 'checks: { FlipAngle: 9 deg }';
const one = (text: string): string => `series: { t1: { ${MR}, ${text} } }`;

it('a sound protocol has no note', async () => {
  const yaml = `series:
  t1: { ${MR}, checks: { EchoTime: { min: 2 ms, max: 4 ms, target: { min: 2.5 ms, max: 3.5 ms } } },
    variants: [{ when: { Manufacturer: SIEMENS, SoftwareVersions: ">=XA30" }, checks: { FlipAngle: 9 deg } },
      { when: { Manufacturer: SIEMENS }, checks: { FlipAngle: 8 deg } }] }
  ct: { match: { Modality: CT }, checks: { KVP: 120 kV } }
tests: [{ name: x, series: t1, header: { EchoTime: 3 ms }, expect: { EchoTime: pass } }]`;
  expect(await notesOf(yaml)).toEqual([]);
});

describe('a variant that is never used', () => {
  const variants = (...whens: string[]): string =>
    one(
      `variants: [${whens.map((when, i) => `{ name: v${i}, when: { ${when} }, checks: { FlipAngle: ${i + 5} deg } }`).join(', ')}]`,
    );

  it.each([
    ['has the conditions of an earlier one', ['Manufacturer: GE', 'Manufacturer: GE']],
    ['has one more condition', ['Manufacturer: GE', 'Manufacturer: GE, SoftwareVersions: ">=DV26.0_R02"']],
    ['has a later software version', ['SoftwareVersions: ">=XA30"', 'SoftwareVersions: ">=XA31"']],
    ['has a narrower band', ['EchoTime: { max: 5 ms }', 'EchoTime: 3 ms']],
    ['lists fewer values', ['Manufacturer: { oneOf: [GE, Philips] }', 'Manufacturer: Philips']],
    ['comes after one that the match of the series implies', ['Modality: MR', 'Manufacturer: GE']],
  ])('is told when it %s', async (_, whens) => {
    expect(await notesOf(variants(...whens))).toEqual([
      "fail variant-unreachable series.t1.variants.1.when: variant 'v1' is never used: wherever it holds, 'v0' above it holds, too",
    ]);
  });

  it('is told when it contradicts the match', async () => {
    expect(await notesOf(variants('Modality: CT'))).toContain(
      "fail variant-unreachable series.t1.variants.0.when: variant 'v0' is never used: its 'when' contradicts the match of the series",
    );
  });

  it.each([
    [['Manufacturer: GE', 'Manufacturer: Philips']],
    [['Manufacturer: GE, EchoTime: 3 ms', 'Manufacturer: GE']],
    [['SoftwareVersions: ">=XA31"', 'SoftwareVersions: ">=XA30"']],
    [['Manufacturer: /ge/i', 'Manufacturer: /siemens/i']],
  ])('is not told of %j', async (whens) => {
    expect(await notesOf(variants(...whens))).toEqual([]);
  });
});

describe('matches that overlap', () => {
  const two = (a: string, b: string, more = ''): string => `series: { a: { ${a} }, b: { ${b} } }\n${more}`;
  const t1 = `match: { SeriesDescription: /t1/i }`;
  const t2 = `match: { SeriesDescription: /t2/i }`;

  it('are told where only patterns are compared', async () => {
    expect(await notesOf(two(`${t1}, ${CHECKED}`, `${t2}, ${CHECKED}`))).toEqual([
      "warn matches-overlap series.b.match: a scan can fit both 'a' and 'b': SeriesDescription can be what both match conditions ask for, and their checks do not tell them apart",
    ]);
  });

  it('are told where nothing common is compared', async () => {
    const [note] = await notesOf(two(`${t1}, ${CHECKED}`, `${MR}, ${CHECKED}`));
    expect(note).toContain('their match conditions have no quantity in common');
  });

  it.each([
    [
      'one quantity keeps them apart',
      `match: { Modality: MR }, ${CHECKED}`,
      `match: { Modality: CT }, ${CHECKED}`,
    ],
    ['bands do', 'match: { EchoTime: "< 10 ms" }', `match: { EchoTime: ">= 10 ms" }, ${CHECKED}`],
    ['their visits do', `${t1}, visits: [BL], ${CHECKED}`, `${t2}, visits: [M12], ${CHECKED}`],
    ['their checks do', `${t1}, checks: { EchoTime: "< 10 ms" }`, `${t2}, checks: { EchoTime: "> 80 ms" }`],
  ])('are not told where %s', async (_, a, b) => {
    expect(await notesOf(two(a, b))).toEqual([]);
  });

  it.each([
    ['at a common visit', `${t1}, visits: [BL, M12], ${CHECKED}`, `${t2}, visits: [M12], ${CHECKED}`],
    ['where one belongs to every visit', `${t1}, ${CHECKED}`, `${t2}, visits: [M12], ${CHECKED}`],
    [
      'where a variant of one has what the other asks for',
      `${t1}, checks: { EchoTime: "< 10 ms" }, variants: [{ when: { Manufacturer: GE }, checks: { EchoTime: 90 ms } }]`,
      `${t2}, checks: { EchoTime: "> 80 ms" }`,
    ],
  ])('are told %s', async (_, a, b) => {
    expect((await notesOf(two(a, b)))[0]).toContain('matches-overlap');
  });

  it('are told of five others at most', async () => {
    const all = Array.from({ length: 8 }, (_, i) => `s${i}: { ${t1}, ${CHECKED} }`).join(', ');
    const notes = await notesOf(`series: { ${all} }`);
    expect(notes.filter((note) => note.includes('series.s7.match'))).toHaveLength(5);
    expect(notes.filter((note) => note.includes('series.s2.match'))).toHaveLength(2);
  });

  it('are told where their checks differ by less than the margin', async () => {
    const checks = (te: string) => `checks: { EchoTime: "${te}", FlipAngle: 9 deg, Rows: 256, Columns: 256 }`;
    const yaml = two(`${t1}, ${checks('< 10 ms')}`, `${t2}, ${checks('> 80 ms')}`);
    expect(await notesOf(`${yaml}margin: 0.25`)).toEqual([]);
    expect((await notesOf(`${yaml}margin: 0.3`))[0]).toContain('matches-overlap');
    const alike = two(`${t1}, ${CHECKED}`, `${t2}, ${CHECKED}`);
    expect((await notesOf(`${alike}margin: 0`))[0]).toContain('matches-overlap');
  });
});

describe('an impossible band', () => {
  it.each([
    ['EchoTime: -3 ms', 'fail', "'EchoTime' (-3 ms) never passes: it is never below 0"],
    ['EchoTime: "< 0 ms"', 'fail', "'EchoTime' (< 0 ms) never passes: it is never below 0"],
    [
      'EchoTime: { oneOf: [-3 ms, -4 ms] }',
      'fail',
      "'EchoTime' (one of -3 ms, -4 ms) never passes: it is never below 0",
    ],
    [
      'EchoTime: { value: 3 ms, tol: 4 ms }',
      'warn',
      "'EchoTime' (3 ms ± 4 ms) has a tolerance as large as its value: 0 passes, too",
    ],
    [
      'FlipAngle: { value: 9 deg, tol: 100% }',
      'warn',
      "'FlipAngle' (9 deg ± 100%) has a tolerance as large as its value: 0 passes, too",
    ],
    [
      'sliceGap: { value: 0 mm, tol: 5% }',
      'warn',
      "'sliceGap' (0 mm ± 5%) has a tolerance that is a share of 0: nothing else passes",
    ],
    [
      'Manufacturer: { oneOf: [GE], matches: siemens }',
      'fail',
      "'Manufacturer' (one of GE, matches /siemens/) never passes: it contradicts itself",
    ],
    [
      'EchoTime: { min: 2 ms, max: 4 ms, target: { min: 2 ms, max: 4 ms } }',
      'warn',
      "'EchoTime' (2 … 4 ms, target 2 … 4 ms) has a target as wide as what passes: it never warns",
    ],
    [
      'EchoTime: { oneOf: [1 ms, 2 ms], target: { min: 3 ms } }',
      'fail',
      "'EchoTime' (target ≥ 3 ms, one of 1 ms, 2 ms) has a target outside of what passes",
    ],
  ])('is told: %s', async (check, outcome, message) => {
    const name = check.slice(0, check.indexOf(':'));
    expect(await notesOf(one(`checks: { ${check} }`))).toEqual([
      `${outcome} band-impossible series.t1.checks.${name}: ${message}`,
    ]);
  });

  it.each([
    'EchoTime: 0 ms',
    'sliceGap: -1 mm',
    'TriggerTime: -5 ms',
    'EchoTime: { value: 3 ms, tol: 2.9 ms }',
    'EchoTime: { oneOf: [-3 ms, 4 ms] }',
    'sliceGap: { value: 0 mm, tol: 0.1 mm }',
    'EchoTime: { min: 1 ms, max: 5 ms, target: { min: 2 ms } }',
    'EchoTime: { target: { min: 2 ms } }',
  ])('is not told of %s', async (check) => {
    expect(await notesOf(one(`checks: { ${check} }`))).toEqual([]);
  });

  it('is told of one of several values', async () => {
    const notes = await notesOf(one('checks: { PixelSpacing: { at: { 0: { value: 1 mm, tol: 2 mm } } } }'));
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('has a tolerance as large as its value');
    expect(
      await notesOf(one('checks: { PixelSpacing: { ordered: [{ value: 1 mm, tol: 2 mm }, 1 mm] } }')),
    ).toHaveLength(1);
  });

  it('is told of what the match shuts out', async () => {
    expect(
      await notesOf('series: { t1: { match: { EchoTime: "< 5 ms" }, checks: { EchoTime: 90 ms } } }'),
    ).toEqual([
      "fail band-impossible series.t1.checks.EchoTime: 'EchoTime' (90 ms) never passes: what the series is matched by shuts it out",
    ]);
  });

  it('is told of what the conditions of a variant shut out', async () => {
    const yaml = one('variants: [{ when: { EchoTime: "< 5 ms" }, checks: { EchoTime: 90 ms } }]');
    expect((await notesOf(yaml))[0]).toContain('series.t1.variants.0.checks.EchoTime');
  });

  it.each([
    [
      'a match',
      'series: { t1: { match: { EchoTime: -3 ms }, checks: { FlipAngle: 9 deg } } }',
      'series.t1.match.EchoTime',
    ],
    [
      'a variant',
      one('variants: [{ when: { EchoTime: -3 ms }, checks: {} }]'),
      'series.t1.variants.0.when.EchoTime',
    ],
    [
      'a check',
      one('checks: { FlipAngle: { value: 9 deg, when: { EchoTime: -3 ms } } }'),
      'series.t1.checks.FlipAngle.when.EchoTime',
    ],
    [
      'an exclusion',
      `${one(CHECKED)}\nexclude: [{ match: { EchoTime: -3 ms }, reason: x }]`,
      'exclude.0.match.EchoTime',
    ],
  ])('is told in the conditions of %s', async (_, yaml, place) => {
    expect((await notesOf(yaml))[0]).toContain(`fail band-impossible ${place}`);
  });
});

describe('a check that stands twice', () => {
  const twice = (base: string, variant: string): string =>
    one(`checks: { ${base} }, variants: [{ name: GE, when: { Manufacturer: GE }, checks: { ${variant} } }]`);

  it.each([
    ['FlipAngle: 9 deg', 'FlipAngle: 9 deg'],
    ['EchoTime: 3 ms', 'EchoTime: 0.003 s'],
    ['EchoTime: { value: 3 ms, source: p. 1 }', 'EchoTime: { value: 3 ms, source: p. 2 }'],
    ['EchoTime: { value: 3 ms, when: { Rows: 256 } }', 'EchoTime: { value: 3 ms, when: { Rows: 256 } }'],
  ])('is told: %s, %s', async (base, variant) => {
    const name = base.slice(0, base.indexOf(':'));
    expect(await notesOf(twice(base, variant))).toEqual([
      `warn check-twice series.t1.variants.0.checks.${name}: '${name}' of variant 'GE' is what the series asks for anyway`,
    ]);
  });

  it.each([
    ['EchoTime: 3 ms', 'EchoTime: 4 ms'],
    ['EchoTime: 3 ms', 'EchoTime: { value: 3 ms, onDeviation: warn }'],
    ['EchoTime: 3 ms', 'EchoTime: { value: 3 ms, varies: true }'],
    ['EchoTime: 3 ms', 'EchoTime: { value: 3 ms, when: { Rows: 256 } }'],
    ['Manufacturer: /a/', 'Manufacturer: /b/'],
    ['EchoTime: 3 ms', 'FlipAngle: 9 deg'],
  ])('is not told of %s, %s', async (base, variant) => {
    expect((await notesOf(twice(base, variant))).filter((note) => note.includes('check-twice'))).toEqual([]);
  });
});

describe("a protocol's own test that fails", () => {
  it('is told at its expectation', async () => {
    const yaml = `${one('checks: { EchoTime: 3 ms }')}
tests: [{ name: as scanned, series: t1, header: { EchoTime: 4 ms }, expect: { EchoTime: pass, matched: false } }]`;
    expect(await notesOf(yaml)).toEqual([
      "fail test-failed tests.0.expect.EchoTime: test 'as scanned': 'EchoTime' came to fail, not pass",
    ]);
  });
});
