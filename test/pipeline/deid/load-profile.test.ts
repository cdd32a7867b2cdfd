import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, type ConfigProblem } from '../../../src/io/config-error.js';
import { loadProfile } from '../../../src/pipeline/deid/load-profile.js';
import { PIXEL_OPTIONS, TABLE_OPTIONS } from '../../../src/rules/deid/profile/profile.js';
import { CERTIFICATE } from './certificate.js';

const shipped = fileURLToPath(new URL('../../../profiles/', import.meta.url));
const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replace('.yaml', ''))
    .sort();

const folder = mkdtempSync(join(tmpdir(), 'corelab-profile-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  rmSync(folder, { recursive: true });
  mkdirSync(join(folder, 'lists'), { recursive: true });
});

const HEAD = 'schema: corelab/profile@1\nname: example\ndescription: An example.\n';
const BASIC = `${HEAD}options: {}\nadmission: { sopClasses: [images] }\n`;
const WITH_LIST = `${HEAD}options: { retainSafePrivate: true }
private: { lists: [lists/own.yaml] }
admission: { sopClasses: [images] }
`;
const LIST = `schema: corelab/private-list@1
name: own
elements:
  - { creator: EXAMPLE, group: "0019", element: "0C", vr: IS, action: keep, reason: b-value }
`;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const file = (name = 'profile.yaml'): string => join(folder, name);

function write(profile: string, others: Readonly<Record<string, string>> = {}): string {
  for (const [name, text] of Object.entries({ 'profile.yaml': profile, ...others }))
    writeFileSync(file(name), text);
  return file();
}

async function problemsOf(work: Promise<unknown>): Promise<readonly ConfigProblem[]> {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).problems;
}

describe('the profiles that ship', () => {
  it('are these', () => {
    expect(namesIn(shipped)).toEqual(['ps315-basic', 'site-qualification', 'tcia', 'trial']);
  });

  it.each(namesIn(shipped))('%s loads by its name, and tells editors its schema', async (name) => {
    const { profile } = await loadProfile(name);
    expect(profile.name).toBe(name);
    const text = readFileSync(join(shipped, `${name}.yaml`), 'utf8');
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../schemas/profile.schema.json');
  });

  it.each(namesIn(shipped))('%s lets no pixels through that may show names', async (name) => {
    const { profile } = await loadProfile(name);
    expect(profile.admission.allow).toBeUndefined();
    for (const option of PIXEL_OPTIONS) expect(profile.options[option]).not.toBe(true);
    const groups = ['all', 'raw', 'waveforms', 'visible-light'];
    expect(profile.admission.sopClasses.filter((entry) => groups.includes(entry))).toEqual([]);
  });

  it.each([
    ['ps315-basic', []],
    [
      'trial',
      [
        ...['cleanDescriptors', 'cleanGraphics', 'cleanStructuredContent', 'retainDeviceIdentity'],
        ...['retainModifiedDates', 'retainPatientCharacteristics', 'retainSafePrivate'],
      ],
    ],
    [
      'tcia',
      [
        ...['cleanDescriptors', 'cleanGraphics', 'cleanStructuredContent', 'retainModifiedDates'],
        ...['retainPatientCharacteristics', 'retainSafePrivate'],
      ],
    ],
    [
      'site-qualification',
      [
        ...['cleanDescriptors', 'cleanGraphics', 'cleanStructuredContent', 'retainDeviceIdentity'],
        ...[
          'retainFullDates',
          'retainInstitutionIdentity',
          'retainPatientCharacteristics',
          'retainSafePrivate',
        ],
      ],
    ],
  ])('%s has the options %j', async (name, options) => {
    const { profile } = await loadProfile(name);
    expect(TABLE_OPTIONS.filter((option) => profile.options[option] === true).sort()).toEqual(options);
  });

  it('use every private list that ships for trials', async () => {
    const { profile, lists } = await loadProfile('trial');
    expect([...(profile.private?.lists ?? [])].sort()).toEqual(namesIn(join(shipped, 'private')));
    expect(lists.map(({ name }) => name)).toEqual(profile.private?.lists);
  });

  it('keep what assign-id writes of the trial', async () => {
    const { attributes = {} } = (await loadProfile('trial')).profile;
    for (const keyword of ['ClinicalTrialProtocolID', 'ClinicalTrialSiteID', 'ClinicalTrialTimePointID']) {
      expect(attributes[keyword]?.action).toBe('keep');
    }
    for (const { reason } of Object.values(attributes)) expect(reason.length).toBeGreaterThan(10);
  });
});

describe('loadProfile', () => {
  it('tells which profiles there are, and the nearest', async () => {
    expect(await problemsOf(loadProfile('trail'))).toEqual([
      {
        ...{ code: 'bad-value', file: 'trail', line: 0, column: 0, key: '', suggestion: 'trial' },
        message:
          "no profile of this name ships (did you mean 'trial'?); there are ps315-basic, site-qualification, tcia, trial; a file is named by a path, as ./trail.yaml",
      },
    ]);
  });

  it('takes a name with a separator or an ending for a path', async () => {
    expect(await problemsOf(loadProfile('./trial'))).toMatchObject([{ file: './trial', code: 'unreadable' }]);
    expect(await problemsOf(loadProfile('trial.yml'))).toMatchObject([
      { file: 'trial.yml', code: 'unreadable' },
    ]);
  });

  it('gives a profile of its own, and what names it', async () => {
    expect(await loadProfile(write(BASIC))).toEqual({
      profile: expect.objectContaining({ name: 'example', admission: { sopClasses: ['images'] } }),
      lists: [],
      recipients: [],
      sha256: digest(`${digest(BASIC)}\n`),
    });
  });

  it('gives lists from beside the profile', async () => {
    const { lists, sha256 } = await loadProfile(write(WITH_LIST, { 'lists/own.yaml': LIST }));
    expect(lists).toMatchObject([{ name: 'own', elements: [{ creator: 'EXAMPLE', vr: 'IS' }] }]);
    expect(sha256).toBe(digest(`${digest(WITH_LIST)}\n${digest(LIST)}\n`));
  });

  it('is named otherwise when a list changes', async () => {
    const { sha256 } = await loadProfile(write(WITH_LIST, { 'lists/own.yaml': LIST }));
    const changed = await loadProfile(write(WITH_LIST, { 'lists/own.yaml': LIST.replace('keep', 'remove') }));
    expect(changed.sha256).not.toBe(sha256);
  });

  it('gives certificates from beside the profile', async () => {
    const profile = `${BASIC}markers: { recipients: [a.pem] }\n`;
    const { recipients, sha256 } = await loadProfile(write(profile, { 'a.pem': CERTIFICATE }));
    expect(recipients).toEqual([CERTIFICATE]);
    expect(sha256).toBe(digest(`${digest(profile)}\n${digest(CERTIFICATE)}\n`));
  });
});

describe('faults of a profile', () => {
  it('are told with line and column, in the order of the file', async () => {
    const profile = `${HEAD}options:
  retainFullDates: true
  retainModifiedDates: true
attributes:
  StudyDescripton: { action: clean, reason: slip }
  StudyDate: { action: uid, reason: misfit }
dates: { shiftWeeks: { least: 2, most: 1 } }
admission: { sopClasses: [images, MRImageStrage] }
`;
    const problems = await problemsOf(loadProfile(write(profile)));
    expect(problems.map(({ line, column, key }) => `${line}:${column} ${key}`)).toEqual([
      '6:24 options.retainModifiedDates',
      '8:3 attributes.StudyDescripton',
      '9:24 attributes.StudyDate.action',
      '10:40 dates.shiftWeeks.most',
      '11:35 admission.sopClasses[1]',
    ]);
    expect(problems[1]).toMatchObject({ suggestion: 'StudyDescription' });
  });

  it('are its schema’s before anything else', async () => {
    const profile = BASIC.replace('options: {}', 'options: { cleanPixelData: true, retainUid: true }');
    expect(await problemsOf(loadProfile(write(profile)))).toMatchObject([
      { code: 'unknown-key', suggestion: 'retainUids' },
    ]);
  });

  it('are options that are not built', async () => {
    const profile = BASIC.replace('options: {}', 'options: { cleanPixelData: true }');
    expect(await problemsOf(loadProfile(write(profile)))).toMatchObject([
      { line: 4, column: 28, message: expect.stringContaining('is not built yet') },
    ]);
  });

  it('are lists and certificates that are not there, at their places', async () => {
    const profile = `${HEAD}options: { retainSafePrivate: true }
private: { lists: [no-such-list, lists/none.yaml] }
admission: { sopClasses: [images] }
markers: { recipients: [none.pem] }
`;
    const problems = await problemsOf(loadProfile(write(profile)));
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      expect.stringMatching(/^5:20 'private\.lists\[0\]' is 'no-such-list', which is no list that ships: /),
      `5:34 'private.lists[1]' names ${file('lists/none.yaml')}, which cannot be read: there is no such file`,
      `7:25 'markers.recipients[0]' names ${file('none.pem')}, which cannot be read: there is no such file`,
    ]);
  });

  it.each([
    ['holds no certificate (PEM) that can be read', 'nothing'],
    ['holds several certificates; one a file', `${CERTIFICATE}${CERTIFICATE}`],
    ['holds no certificate (PEM) that can be read', CERTIFICATE.replace(/^MII/m, 'AAA')],
    ['holds a private key; give the certificate alone', `-----BEGIN PRIVATE KEY-----\n${CERTIFICATE}`],
  ])('are files whose content %s', async (message, content) => {
    const profile = `${BASIC}markers: { recipients: [a.pem] }\n`;
    expect(await problemsOf(loadProfile(write(profile, { 'a.pem': content })))).toMatchObject([
      { line: 6, column: 25, message: `'markers.recipients[0]' ${message}` },
    ]);
  });

  it('are told of a list at their places in the list', async () => {
    const list = LIST.replace('vr: IS', 'vr: PN');
    expect(await problemsOf(loadProfile(write(WITH_LIST, { 'lists/own.yaml': list })))).toMatchObject([
      { file: file('lists/own.yaml'), line: 4, key: 'elements[0].action' },
    ]);
  });
});
