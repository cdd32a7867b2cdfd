import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { mrFile } from '../assign-id/mr-file.js';
import { corelab, folder } from '../cli.js';
import { IDENTITY, PLANTED_FORMS, STUDY_DAY } from '../planted-person.js';
import { PLACED } from '../run/run-lab.js';

const PERSON = {
  id: IDENTITY.PatientID,
  name: IDENTITY.PatientName,
  birthDate: IDENTITY.PatientBirthDate,
  sex: 'F',
} as const;
const PROTOCOL = `schema: corelab/protocol@1
protocol: { id: P, version: 1 }
series:
  t1:
    match: { Modality: MR }
    checks: { ImageComments: { oneOf: [ZZ9] }, OperatorsName: { present: true }, StudyID: { oneOf: ['1'] } }
`;

let dir: string;
let cd: string;
const at = (name: string): string => join(dir, name);
const protocol = (): string[] => ['--protocol', at('protocol.yaml')];

/** What each command is given besides the folder. */
const COMMANDS: Readonly<Record<string, () => string[]>> = {
  manifest: () => [],
  deid: () => ['--profile', 'trial', '--key-file', at('k'), '--dry-run'],
  'check-protocol': protocol,
  'qc-motion': () => [],
  'measure-export': () => [],
};

function leaks(text: string): string[] {
  const small = text.toLowerCase();
  return PLANTED_FORMS.filter((value) => small.includes(value));
}

beforeAll(async () => {
  dir = folder();
  cd = at('cd');
  mkdirSync(cd);
  const { PatientName: _, PatientID: __, PatientBirthDate: ___, ...others } = IDENTITY;
  const but = {
    ...{ ...PLACED, ...others },
    SeriesDescription: 't1 Zwetschgenbaum Ottilie',
    ImageComments: `Ottilie, QV-8812003, ${STUDY_DAY}`,
  };
  writeFileSync(join(cd, 'IM1'), mrFile('page', PERSON, STUDY_DAY, but));
  writeFileSync(
    join(cd, 'IM2'),
    mrFile('page', PERSON, STUDY_DAY, { ...but, InstanceNumber: 2 }).subarray(0, -4),
  );
  writeFileSync(at('protocol.yaml'), PROTOCOL);
  await corelab(['key', 'new', at('k')]);
});

describe('a delivery with planted identifiers', () => {
  it('is named on no page of a command, nor of its report, and in no message', async () => {
    expect(leaks(readFileSync(join(cd, 'IM1'), 'latin1')).length).toBeGreaterThan(6);
    for (const [command, flags] of Object.entries(COMMANDS)) {
      const forms = ['html', 'json'].flatMap((form) => ['--report', at(`${command}.${form}`)]);
      const ran = await corelab([command, cd, ...flags(), '--json', ...forms]);
      const page = readFileSync(at(`${command}.html`), 'utf8');
      expect([command, leaks(page), leaks(ran.stderr)]).toEqual([command, [], []]);
      expect(page).toContain('class="level linked"');
    }
    const all = Object.keys(COMMANDS).map((command) => at(`${command}.json`));
    const ran = await corelab([
      'report',
      ...all,
      '--out',
      at('all.html'),
      '--json',
      '--report',
      at('r.html'),
    ]);
    expect([leaks(ran.stdout), leaks(ran.stderr)]).toEqual([[], []]);
    expect(leaks(readFileSync(at('all.html'), 'utf8'))).toEqual([]);
    expect(leaks(readFileSync(at('r.html'), 'utf8'))).toEqual([]);
  });

  it('is named with --identifiers, on pages for their owner alone', async () => {
    const page = at('named.html');
    const forms = ['--report', page, '--report', at('named.json')];
    await corelab(['manifest', cd, '--identifiers', '--json', ...forms]);
    expect(leaks(readFileSync(page, 'utf8'))).toContain('zwetschgenbaum');
    const refused = await corelab(['report', at('named.json'), '--out', at('no.html')]);
    expect([refused.code, leaks(refused.stderr)]).toEqual([2, []]);
    await corelab(['report', at('named.json'), '--out', at('own.html'), '--identifiers']);
    for (const own of [page, at('own.html')]) {
      expect(statSync(own).mode & 0o777).toBe(0o600);
      expect(readFileSync(own, 'utf8')).toContain('class="level identified"');
    }
  });

  it('has no part of a path on pages of reports with --hash-paths', async () => {
    const named = at('Xylander/Qwertz.cd');
    mkdirSync(named, { recursive: true });
    writeFileSync(join(named, 'Yrjana.dcm'), readFileSync(join(cd, 'IM1')));
    writeFileSync(join(named, 'Kaputt.dcm'), readFileSync(join(cd, 'IM2')));
    for (const command of ['manifest', 'check-protocol', 'qc-motion', 'measure-export']) {
      const flags = command === 'check-protocol' ? protocol() : [];
      const forms = ['--report', at('h.html'), '--report', at('h.json')];
      await corelab([command, named, ...flags, '--hash-paths', '--key-file', at('k'), '--json', ...forms]);
      await corelab(['report', at('h.json'), '--out', at('h2.html'), '--json']);
      for (const page of ['h.html', 'h2.html'])
        expect([
          command,
          readFileSync(at(page), 'utf8').match(/Xylander|Qwertz|Yrjana|Kaputt|IM1/gi),
        ]).toEqual([...[command, null]]);
    }
  });
});
