import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DeidOptions } from '../../src/pipeline/deid/options.js';
import { Clinic } from './assign-id/clinic.js';
import { corelab } from './cli.js';
import { below, cdOf, image, Lab, LEAKS, OTHER, PLANTED } from './deid/lab.js';

let cd: string;

beforeAll(() => {
  cd = cdOf({ IM1: image('one'), IM2: image('two') });
});

describe('the command', () => {
  const slips: readonly (readonly [string, (lab: Lab) => string[], RegExp])[] = [
    [
      'a key that is not there',
      (lab) => lab.flagsBut('--key-file', lab.path('no.key')),
      /no\.key; make one with 'corelab key new FILE'/,
    ],
    ['a profile that is none', (lab) => lab.flagsBut('--profile', 'trail'), /trail.*trial/],
    [
      'an output inside the input',
      (lab) => lab.flagsBut('--out', join(cd, 'out')),
      /must lie outside each other/,
    ],
    [
      'a map in the place of the key',
      (lab) => [...lab.flags, '--uid-map', lab.key],
      /is no map, so it is not replaced/,
    ],
  ];

  it.each(slips)('ends with 2 and a message for %s, and writes nothing', async (_, args, message) => {
    const lab = new Lab();
    expect(await lab.refusedByCli(cd, ...args(lab))).toMatch(message);
    expect(below(cd)).toEqual(['IM1', 'IM2']);
  });

  it.each([
    [['--out', 'x'], /--profile/],
    [['--profile', 'trial'], /--out DIR.*--dry-run/],
    [['--verify-only', '--profile', 'trial'], /takes no --profile/],
    [['--verify-only', '--out', 'x'], /takes no --out/],
    [['--known', 'known.yaml'], /verify-only/],
    [['--profile', 'trial', '--resume'], /out/],
    [['--profile', 'trial', '--out', 'x', '--operatr', 'me'], /did you mean --operator/],
  ])('refuses %j with 2, and says what to give', async (flags, text) => {
    const ran = await corelab(['deid', cd, ...flags]);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(text);
    expect(existsSync('x')).toBe(false);
  });

  it('says in --help what each exit code means', async () => {
    const { stdout } = await corelab(['deid', '--help']);
    expect(stdout.match(/^ {2}[0-3] {2}\S/gm)).toHaveLength(4);
  });
});

describe('a project key', () => {
  it('that was not given is asked for', async () => {
    const lab = new Lab();
    expect(await lab.refused(cd, { keyFile: lab.path('no.key') })).toBe(
      `there is no key ${lab.path('no.key')}; make one with 'corelab key new FILE'`,
    );
    const { code, stderr } = await corelab(['deid', cd, '--profile', 'trial', '--out', lab.out]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("'corelab key new FILE' makes one")]);
  });

  it('that is too short or too long is told', async () => {
    const short = new Lab(Buffer.alloc(31, 1));
    expect(await short.refused(cd, {})).toContain('must hold 32 bytes, not 31');
    const long = new Lab(Buffer.alloc(33, 1));
    expect(await long.refused(cd, {})).toContain('must hold 32 bytes, not more');
  });

  it('that others may read is refused, and what to do is said', async () => {
    const lab = new Lab();
    chmodSync(lab.key, 0o640);
    expect(await lab.refused(cd, {})).toContain("(mode 0640): run 'chmod 600' on it");
  });

  it('that is a folder is refused', async () => {
    const lab = new Lab();
    mkdirSync(lab.path('dir.key'));
    expect(await lab.refused(cd, { keyFile: lab.path('dir.key') })).toContain('is not a regular file');
  });

  it('other than the output folder was made with is refused, appended or resumed', async () => {
    const lab = new Lab();
    await lab.run(cd);
    writeFileSync(lab.path('other.key'), Buffer.alloc(32, 3), { mode: 0o600 });
    const keyFile = lab.path('other.key');
    for (const how of [{ append: true }, { resume: true }]) {
      const text = await lab.refused(cd, { keyFile, ...how });
      expect(text).toMatch(/holds what was made with the project key [0-9a-f]{16}, not [0-9a-f]{16}/);
    }
  });
});

describe('folders', () => {
  const cases: readonly (readonly [string, (lab: Lab) => Partial<DeidOptions>, RegExp])[] = [
    ['an output that is the input', () => ({ out: cd }), /output folder .* must lie outside/],
    ['an input inside the output', () => ({ out: join(cd, '..') }), /output folder .* must lie outside/],
    ['an output that is a file of the input', () => ({ out: join(cd, 'IM1') }), /must lie outside/],
    [
      'a state inside the output',
      ({ out }) => ({ state: join(out, 'state') }),
      /state folder .* and the output folder/,
    ],
    ['an output inside the state', (lab) => ({ state: lab.folder }), /state folder .* and the output folder/],
    ['a state inside the input', () => ({ state: join(cd, 'state') }), /state folder .* and the input/],
    ['an output that is a file', ({ key }) => ({ out: key }), /is not a folder/],
    ['a state that is a file', ({ key }) => ({ state: key }), /is not a folder/],
    ['an input that is not there', () => ({ inputs: ['/no/cd'] }), /no such file or folder: \/no\/cd/],
    ['no input', () => ({ inputs: [] }), /./],
    ['a report on standard input beside a path', () => ({ inputs: ['-', cd] }), /'-' reads a report/],
  ];

  it.each(cases)('%s: exit 2, and nothing is made', async (_, asked, message) => {
    const lab = new Lab();
    expect(await lab.refused(cd, asked(lab))).toMatch(message);
    expect(below(cd)).toEqual(['IM1', 'IM2']);
  });

  it('an output inside the input by another name is found out', async () => {
    const lab = new Lab();
    symlinkSync(cd, lab.path('link'));
    expect(await lab.refused(cd, { out: lab.path('link/out') })).toContain('must lie outside each other');
  });

  it('an output that holds strangers is left as it is', async () => {
    const lab = new Lab();
    mkdirSync(lab.out);
    writeFileSync(join(lab.out, 'mine.txt'), 'x');
    expect(await lab.refused(cd, {})).toMatch(/is not empty.*--resume.*--append/);
    expect(await lab.refused(cd, { resume: true })).toContain('is not empty');
  });

  it('a state that others may look into, or that holds other things, is refused', async () => {
    const lab = new Lab();
    mkdirSync(lab.state);
    chmodSync(lab.state, 0o755);
    expect(await lab.refused(cd, {})).toContain('chmod 700');
    chmodSync(lab.state, 0o700);
    writeFileSync(join(lab.state, 'mine.txt'), 'x');
    expect(await lab.refused(cd, {})).toContain('holds files but no state');
  });

  it('an earlier run is neither repeated nor completed with other inputs or another profile', async () => {
    const lab = new Lab();
    await lab.run(cd);
    expect(await lab.refused(cd, {})).toMatch(/--resume completes it, --append adds/);
    const more = cdOf({ IM3: image('three') });
    expect(await lab.refused(more, { resume: true })).toContain('another configuration or other inputs');
    const other = { profile: 'tcia', resume: true };
    expect(await lab.refused(cd, other)).toContain('another configuration or other inputs');
  });
});

describe('a map', () => {
  it('below the output or the input is refused', async () => {
    const lab = new Lab();
    const inside = join(lab.out, 'map.csv');
    expect(await lab.refused(cd, { uidMap: inside })).toContain('would hold identifying values');
    expect(await lab.refused(cd, { patientMap: inside })).toContain('would hold identifying values');
    expect(await lab.refused(cd, { uidMap: join(cd, 'map.csv') })).toContain('never changed');
    expect(await lab.refused(cd, { uidMap: '/no/such/map.csv' })).toContain('there is no folder');
  });

  it.each(['uidMap', 'patientMap'])(
    'of %s never takes the place of a key, an input or a folder',
    async (map) => {
      const lab = new Lab();
      const key = readFileSync(lab.key);
      expect(await lab.refused(cd, { [map]: lab.key })).toContain('is no map, so it is not replaced');
      expect(readFileSync(lab.key).equals(key)).toBe(true);
      expect(await lab.refused(cd, { [map]: join(cd, 'IM1') })).toContain('never changed');
      expect(readFileSync(join(cd, 'IM1')).equals(image('one'))).toBe(true);
      expect(await lab.refused(cd, { [map]: lab.folder })).toContain('is no map');
    },
  );

  it('of UIDs is not the one of patients', async () => {
    const lab = new Lab();
    const both = { uidMap: lab.path('m.csv'), patientMap: `${lab.folder}/./m.csv` };
    expect(await lab.refused(cd, both)).toContain('are one file');
  });

  it('and an identified report stay out of the output folder', async () => {
    const lab = new Lab();
    mkdirSync(lab.out);
    const identifiedReports = [join(lab.out, 'report.json')];
    const text = await lab.refused(cd, { identifiers: true, identifiedReports });
    expect(text).toContain('would hold identifying values');
  });
});

describe('a profile', () => {
  const HEAD = 'schema: corelab/profile@1\nname: own\ndescription: own\n';
  const ADMISSION = 'admission: { sopClasses: [images] }\n';
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['an unknown key', `${HEAD}optoins: {}\n${ADMISSION}`, /:4:1: .*optoins.*options/],
    [
      'an unknown option',
      `${HEAD}options:\n  cleanDescriptor: true\n${ADMISSION}`,
      /:5:3: .*cleanDescriptor.*cleanDescriptors/,
    ],
    [
      'options that exclude each other',
      `${HEAD}options:\n  retainUids: true\n  retainModifiedDates: true\n${ADMISSION}`,
      /:[56]:\d+: .*retainUids/,
    ],
    ['Clean Pixel Data', `${HEAD}options:\n  cleanPixelData: true\n${ADMISSION}`, /:5:\d+: .*cleanPixelData/],
    [
      'Clean Recognizable Visual Features',
      `${HEAD}options:\n  cleanVisualFeatures: true\n${ADMISSION}`,
      /:5:\d+: .*[vV]isual/,
    ],
    [
      'a pattern that is none',
      `${HEAD}options: {}\n${ADMISSION}text:\n  patterns: [{ name: x, pattern: "(" }]\n`,
      /:7:\d+: /,
    ],
    [
      'an attribute that is none',
      `${HEAD}options: {}\n${ADMISSION}attributes:\n  PatientNmae: { action: remove, reason: x }\n`,
      /:7:3: .*PatientNmae.*PatientName/,
    ],
    ['no schema', 'name: own\n', /:1:\d+: /],
    ['no YAML', 'schema: [\n', /:\d+:\d+: /],
  ];

  it.each(cases)('with %s is told with file, line and column', async (_, text, message) => {
    const lab = new Lab();
    const profile = lab.path('own.yaml');
    writeFileSync(profile, text);
    const told = await lab.refused(cd, { profile });
    expect(told.startsWith(`${profile}:`)).toBe(true);
    expect(told).toMatch(message);
  });

  it('that is not there is told with its path', async () => {
    expect(await new Lab().refused(cd, { profile: '/no/own.yaml' })).toContain('/no/own.yaml');
  });
});

describe('a report of assignments', () => {
  let clinic: Clinic;
  let report: string;

  beforeAll(async () => {
    clinic = await Clinic.make();
    report = clinic.path('report.json');
    await clinic.assign(cd, '--report', report);
  });

  const cases: readonly (readonly [string, (text: string) => string, RegExp])[] = [
    ['that is cut', (text) => text.slice(0, text.length / 2), /changed\.json/],
    ['that is empty', () => '', /changed\.json/],
    ['that is no report', () => '{"a":1}', /changed\.json/],
    [
      'of which a row has another form',
      (text) => text.replace(/"shiftDays":-?\d+/, '"shiftDays":"many"'),
      /the assignments of \S*changed\.json are damaged or absent \(assignments\/0\/shiftDays\)/,
    ],
    ['without its rows', (text) => text.replace('"assignments":', '"assingments":'), /damaged or absent/],
    ['of another command', (text) => text.replaceAll('assign-id', 'manifest'), /changed\.json: .*assign-id/],
    [
      'of another key',
      (text) => text.replace(/"keyFingerprint":"[0-9a-f]{16}"/, '"keyFingerprint":"0123456789abcdef"'),
      /was made with the project key 0123456789abcdef, not [0-9a-f]{16}: give that one with --key-file/,
    ],
  ];

  it.each(cases)('%s stops the run', async (_, change, message) => {
    const lab = new Lab();
    const assignments = lab.path('changed.json');
    const text = readFileSync(report, 'utf8');
    expect(change(text)).not.toBe(text);
    writeFileSync(assignments, change(text));
    const told = await lab.refused(cd, { assignments, keyFile: clinic.projectKey });
    expect(told).toMatch(message);
    expect(told).not.toMatch(LEAKS);
  });

  it('that is not there is told with its path', async () => {
    const lab = new Lab();
    const assignments = lab.path('no.json');
    expect(await lab.refused(cd, { assignments })).toContain(assignments);
  });

  it('made with another key than the run has stops the run', async () => {
    const told = await new Lab().refused(cd, { assignments: report });
    expect(told).toContain('give that one with --key-file');
  });
});

describe('the two patients of these tests', () => {
  it('can be found where they are', () => {
    for (const patient of [PLANTED, OTHER]) expect(image('x', {}, patient).toString('latin1')).toMatch(LEAKS);
  });
});
