import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Clinic } from './assign-id/clinic.js';
import { mrFile, person } from './assign-id/mr-file.js';
import { shell } from './cli.js';
import { below, cdOf, checked, contentOf, image, Lab, OTHER, PLANTED, reasons } from './deid/lab.js';
import { reportOf } from './delivery.js';

let clinic: Clinic;
/** Two people; a file of the second may not be released. */
let mixed: string;

beforeAll(async () => {
  clinic = await Clinic.make();
  mixed = cdOf({
    a: image('a'),
    b: image('b', {}, OTHER),
    c: image('c', { BurnedInAnnotation: 'YES' }, OTHER),
  });
});

const deidOf = (own: Clinic, out: string, more = ''): string =>
  `$CORELAB deid - --profile trial --key-file ${own.projectKey} --out ${own.path(out)} ${more}`;

/** The exit codes of a pipe's commands, as bash has them. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash that reads it
const CODES = 'echo "${PIPESTATUS[@]}" >&2';

describe('assign-id before deid before manifest', () => {
  it('is green from end to end where everything is certain', async () => {
    const own = clinic.copy();
    const cd = cdOf({ a: image('a'), b: image('b', {}, OTHER) });
    const ran = await own.script(`$ASSIGN ${cd} | ${deidOf(own, 'clean')} | $CORELAB manifest -; ${CODES}`);
    const alone = await shell(`$CORELAB manifest ${own.path('clean')}`);
    expect(alone.code).not.toBe(1);
    expect(ran.stderr).toBe(`0 0 ${alone.code}\n`);
    const report = reportOf(ran);
    expect(report.upstream.map(({ command, verdict }) => [command, verdict])).toEqual([
      ['assign-id', 'pass'],
      ['deid', 'pass'],
    ]);
    expect(report.files.map(({ path }) => path)).toEqual(below(own.path('clean')));
    expect(report.summary).toMatchObject({ dicom: 2, patients: 2 });
  });

  it('stays red after a quarantine, and manifest sees what was released alone', async () => {
    const own = clinic.copy();
    const ran = await own.script(
      `$ASSIGN ${mixed} | ${deidOf(own, 'clean')} | $CORELAB manifest -; ${CODES}`,
    );
    expect(ran.stderr).toBe('0 1 1\n');
    expect(reportOf(ran).summary).toMatchObject({ dicom: 2, patients: 2 });
  });

  it('gives the same as with --assignments FILE, and as NDJSON', async () => {
    const own = clinic.copy();
    const script = `$ASSIGN ${mixed} --ndjson --report ${own.path('r.json')} | ${deidOf(own, 'one')}`;
    const piped = await checked(await own.script(script));
    const flags = `--profile trial --key-file ${own.projectKey} --assignments ${own.path('r.json')}`;
    const given = await checked(await shell(`$CORELAB deid ${mixed} ${flags} --out ${own.path('two')}`));
    expect([piped.code, given.code]).toEqual([1, 1]);
    expect(given.report.config.identity).toBe('assignments');
    expect(given.report.patients).toEqual(piped.report.patients);
    expect(contentOf(own.path('two'))).toEqual(contentOf(own.path('one')));
    expect(piped.report.patients.map(({ subject }) => subject).sort()).toEqual(await own.subjects());
  });

  it('gives the same where assign-id writes copies first', async () => {
    const own = clinic.copy();
    const direct = await checked(await own.script(`$ASSIGN ${mixed} | ${deidOf(own, 'one')}`));
    const script = `$ASSIGN ${mixed} --out ${own.path('ids')} | ${deidOf(own, 'two')}`;
    const copied = await checked(await own.script(script));
    const rows = ({ report }: typeof direct) =>
      report.patients.map(({ subject, released }) => [subject, released]).sort();
    expect(rows(copied)).toEqual(rows(direct));
    expect(below(own.path('two'))).toEqual(below(own.path('one')));
    expect(copied.code).toBe(1);
  });

  it.each([
    [
      'a manifest between, which loses the assignments',
      (own: Clinic) => `$ASSIGN ${mixed} | $CORELAB manifest - | ${deidOf(own, 'clean')}`,
      /--assignments REPORT/,
    ],
    [
      'a second report of assignments',
      (own: Clinic) =>
        `$ASSIGN ${mixed} --report ${own.path('r.json')} | ${deidOf(own, 'clean', `--assignments ${own.path('r.json')}`)}`,
      /of its own/,
    ],
    ['nothing at all', (own: Clinic) => `${deidOf(own, 'clean')} < /dev/null`, /empty|no report/],
    ['half a report', (own: Clinic) => `$ASSIGN ${mixed} | head -c 900 | ${deidOf(own, 'clean')}`, /./],
    [
      'an NDJSON report without its end',
      (own: Clinic) => `$ASSIGN ${mixed} --ndjson | head -n 3 | ${deidOf(own, 'clean')}`,
      /./,
    ],
    ['hashed paths', (own: Clinic) => `$ASSIGN ${mixed} --hash-paths | ${deidOf(own, 'clean')}`, /hash/],
  ])('is refused %s: exit 2, and nothing is written', async (_, script, message) => {
    const own = clinic.copy();
    const ran = await own.script(script(own));
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(message);
    expect(below(own.folder).filter((name) => name.startsWith('clean'))).toEqual([]);
  });

  it('is refused another key than the assignments were made with', async () => {
    const lab = new Lab();
    const ran = await clinic.copy().script(`$ASSIGN ${mixed} | $CORELAB deid - ${lab.flags.join(' ')}`);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('give that one with --key-file');
    expect(below(lab.folder)).toEqual(['corelab.key']);
  });
});

describe('who was not assigned', () => {
  it('is quarantined: a conflict, no date, withdrawn, or nowhere in the assignments', async () => {
    const own = clinic.copy();
    await own.assign(cdOf({ a: image('a') }), '--subject', '07-0001-Y');
    await own.assign(cdOf({ w: mrFile('w', person(3), '20240110') }));
    const leaver = (await own.subjects()).find((id) => id !== '07-0001-Y') ?? '';
    await own.ask('withdraw', leaver, '--trial', own.trial, '--reason', 'wish');
    const cd = cdOf({
      conflict: image('conflict', {}, { ...OTHER, id: PLANTED.id }),
      'no-date': mrFile('no date', OTHER, ''),
      withdrawn: mrFile('w2', person(3), '20240620'),
      good: mrFile('good', person(5), '20240110'),
    });
    const assigned = await own.assign(cd, '--report', own.path('r.json'));
    expect(assigned.code).toBe(1);
    writeFileSync(join(cd, 'new'), mrFile('new', person(7), '20240110'));
    const flags = `--profile trial --key-file ${own.projectKey} --assignments ${own.path('r.json')}`;
    const ran = await checked(await shell(`$CORELAB deid ${cd} ${flags} --out ${own.path('clean')}`));
    expect([ran.code, reasons(ran)]).toEqual([
      1,
      { conflict: 'assignment-conflict', 'no-date': 'unassigned', withdrawn: 'withdrawn', new: 'unassigned' },
    ]);
    expect(below(own.path('clean'))).toHaveLength(1);
  });
});
