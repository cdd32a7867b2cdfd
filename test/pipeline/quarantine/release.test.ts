import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import { readPart10 } from '../../../src/dicom/part10.js';
import { validatorOf } from '../../../src/io/schemas.js';
import { delivery, image, uidOf } from '../deid/delivery.js';
import { World } from './world.js';

const PLANTED = /Zwetschgenbaum|Ottilie|QV-8812003|8812003|NORTHMERE|19430217/i;
const BURNED_IN = { BurnedInAnnotation: 'YES' };
/** The patient's name in bytes that the profile keeps. */
const NAMED = { ICCProfile: Buffer.from('calibrated with the Zwetschgenbaum phantom') };

/** A run whose quarantine is these files: 1 burned in, 2 with a hit, 3 whose patient is unknown. */
async function quarantined(): Promise<World> {
  const world = new World();
  const nobody = { PatientID: '', StudyInstanceUID: uidOf('s4'), SeriesInstanceUID: uidOf('e4') };
  await world.deid(
    delivery({
      a: image('a'),
      b: image('b', BURNED_IN),
      c: image('c', NAMED),
      d: image('d', nobody),
    }),
  );
  const { entries } = await world.list();
  expect(entries.map(({ code }) => code)).toEqual([
    'burned-in-annotation',
    'identifier-found',
    'no-patient-id',
  ]);
  return world;
}

describe('a release from the quarantine', () => {
  it('writes what the run would have written, in its place, and logs who, why and what', async () => {
    const world = await quarantined();
    const [neighbour = ''] = world.released().keys();
    const report = await world.release([1]);
    expect(report).toMatchObject({
      verdict: 'pass',
      confidentiality: 'linked',
      config: { action: 'release', profiles: [{ name: 'keeps' }] },
      summary: { entries: 1, released: 1, waiting: 0 },
      findings: [{ code: 'quarantine-released', outcome: 'pass' }],
      entries: [{ number: 1, status: 'released' }],
      roots: [{ path: world.out }],
    });
    const [file] = [...report.files];
    const bytes = world.released().get(file?.path ?? '') ?? Buffer.alloc(0);
    expect(file?.path.split('/').slice(0, 3)).toEqual(neighbour.split('/').slice(0, 3));
    const { dataset } = readPart10(new MemorySource(bytes));
    const other = readPart10(new MemorySource(world.released().get(neighbour) ?? Buffer.alloc(0))).dataset;
    for (const keyword of ['PatientID', 'StudyInstanceUID', 'SeriesInstanceUID', 'FrameOfReferenceUID'])
      expect(dataset.string(keyword), keyword).toBe(other.string(keyword));
    expect(dataset.string('PatientIdentityRemoved')).toBe('YES');
    expect(bytes.toString('latin1')).not.toMatch(PLANTED);
    expect(world.steps()).toMatchObject([
      { step: 'begun', entry: 1, output: { path: file?.path, sha256: file?.sha256 } },
      {
        ...{ step: 'released', entry: 1, code: 'burned-in-annotation', reason: 'looked at' },
        ...{ operator: 'B. Second', ranBy: { operator: 'A. Runner' } },
        ...{ sha256: report.entries[0]?.sha256, output: { sha256: file?.sha256 } },
      },
    ]);
    expect((await world.list()).entries[0]?.status).toBe('released');
  });

  it('gives the very bytes that a profile which allows it gives', async () => {
    const world = await quarantined();
    const report = await world.release([1]);
    const other = new World();
    const text = readFileSync(world.profile, 'utf8').replace(/\n$/, '\n  allow: [burned-in]\n');
    writeFileSync(other.profile, text);
    await other.deid(delivery({ b: image('b', BURNED_IN) }));
    const [file] = [...report.files];
    expect(other.released().get(file?.path ?? '')).toEqual(world.released().get(file?.path ?? ''));
  });

  it('accepts the hits that the run told of, and writes where they are, not what', async () => {
    const world = await quarantined();
    const shown = (await world.show(2)).hits;
    expect(shown).toEqual([{ where: 'ICCProfile', from: 'PatientName', kind: 'name' }]);
    const report = await world.release([2], { reason: 'the phantom is called so' });
    expect(report.releases).toMatchObject([{ number: 2, hits: shown, codes: [] }]);
    expect(JSON.stringify(report)).not.toMatch(PLANTED);
    const [file] = [...report.files];
    expect(
      world
        .released()
        .get(file?.path ?? '')
        ?.toString('latin1'),
    ).toContain('Zwetschgenbaum phantom');
  });

  it('refuses hits in other places, tells them, and accepts them from who looks at them and asks again', async () => {
    const world = new World();
    const both = { ...BURNED_IN, ...NAMED, RedPaletteColorLookupTableData: Buffer.from('by Ottilie 3D ') };
    await world.deid(delivery({ a: image('a'), b: image('b', both) }));
    const first = await world.release([1]);
    expect(first).toMatchObject({
      verdict: 'fail',
      summary: { released: 0, waiting: 1 },
      findings: [{ code: 'quarantine-not-released', message: expect.stringContaining('release it again') }],
      files: [],
    });
    expect(first.hits.map((hit) => hit.where).sort()).toEqual([
      'ICCProfile',
      'RedPaletteColorLookupTableData',
    ]);
    expect(world.released().size).toBe(1);
    expect(world.steps()).toMatchObject([{ step: 'refused', refusal: { code: 'identifier-found' } }]);
    expect((await world.show(1)).hits).toHaveLength(2);
    const second = await world.release([1]);
    expect([second.verdict, world.released().size]).toEqual(['pass', 2]);
  });

  it('takes one look at the pixels for all that they may show, but not for a kind that the profile does not list', async () => {
    const world = new World();
    const screen = {
      ...{ ...BURNED_IN, ConversionType: 'WSD', Modality: 'OT' },
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.7',
    };
    await world.deid(delivery({ a: image('a'), b: image('b', screen) }));
    const first = await world.release([1]);
    expect(first.findings).toMatchObject([
      { message: expect.stringMatching(/does not admit its SOP class; look into that as well/) },
    ]);
    const second = await world.release([1]);
    expect(second.releases).toMatchObject([
      { codes: expect.arrayContaining(['burned-in-annotation', 'screen-save', 'sop-class-not-admitted']) },
    ]);
    expect(world.released().size).toBe(2);
  });

  it('is refused for what nobody can vouch for, with what to do instead, and nothing else is released', async () => {
    const world = await quarantined();
    const error = await world.refusal([1, 3]);
    expect(error.code).toBe('not-releasable');
    expect(error.message).toMatch(/there is no patient ID.*assign-id/);
    expect([world.steps(), world.released().size]).toEqual([[], 1]);
  });

  it.each([
    ['who ran the run', { operator: 'a. runner' }, 'second-person-needed'],
    ['nobody', { operator: ' ' }, 'operator-missing'],
    ['a person without a reason', { reason: ' ' }, 'reason-missing'],
    ['a person without the key', { keyFile: undefined }, 'key-needed'],
    ['a person with another profile', { profile: 'ps315-basic' }, 'other-profile'],
  ])('is refused to %s', async (_, but, code) => {
    const world = await quarantined();
    const error = await world.refusal([1], but as object);
    expect(error.code).toBe(code);
    expect([world.steps(), world.released().size]).toEqual([[], 1]);
  });

  it('is refused with another key', async () => {
    const world = await quarantined();
    const keyFile = join(world.at, 'other.key');
    writeFileSync(keyFile, Buffer.alloc(32, 8), { mode: 0o600 });
    expect((await world.refusal([1], { keyFile })).code).toBe('other-key');
  });

  it('is refused when the profile was changed since, and when it is given back it is not', async () => {
    const world = await quarantined();
    const good = readFileSync(world.profile, 'utf8');
    writeFileSync(world.profile, good.replace('options: {}', 'options: { retainUids: true }'));
    const error = await world.refusal([1]);
    expect([error.code, error.message]).toEqual([
      'other-profile',
      expect.stringContaining('--profile (keeps'),
    ]);
    const elsewhere = join(world.at, 'as-it-was.yaml');
    writeFileSync(elsewhere, good);
    expect((await world.release([1], { profile: elsewhere })).verdict).toBe('pass');
  });

  it('happens once', async () => {
    const world = await quarantined();
    await world.release([1]);
    const before = [...world.released()];
    expect((await world.refusal([1, 2])).code).toBe('already-released');
    expect([...world.released()]).toEqual(before);
  });

  it('releases several, each once, in the order of their numbers', async () => {
    const world = await quarantined();
    const report = await world.release([2, 1, 2]);
    expect(report.releases.map(({ number }) => number)).toEqual([1, 2]);
    expect([...report.files]).toHaveLength(2);
  });

  it('does not touch a copy that was changed, and tells it', async () => {
    const world = await quarantined();
    const { entries } = await world.list();
    const path = join(world.state, 'quarantine', entries[0]?.sha256 ?? '');
    chmodSync(path, 0o600);
    writeFileSync(path, image('z', BURNED_IN));
    const report = await world.release([1, 2]);
    expect(report).toMatchObject({ verdict: 'fail', summary: { released: 1, damaged: 1 } });
    expect(report.findings[0]).toMatchObject({ code: 'quarantine-copy-damaged' });
    expect(world.released().size).toBe(2);
  });

  it('is refused where something else stands under the name, and leaves it alone', async () => {
    const world = await quarantined();
    const { files } = await world.release([1]);
    const [file] = [...files];
    const path = join(world.out, file?.path ?? '');
    rmSync(join(world.state, 'releases.ndjson'));
    writeFileSync(path, 'a stranger');
    const again = await world.release([1]);
    expect(again.findings).toMatchObject([{ message: expect.stringContaining('under the same UIDs') }]);
    expect(readFileSync(path, 'utf8')).toBe('a stranger');
  });

  it('waits until the run is finished: it may yet write the file', async () => {
    const world = await quarantined();
    const record = join(world.state, 'state.json');
    writeFileSync(record, readFileSync(record, 'utf8').replace('"finished": true', '"finished": false'));
    const error = await world.refusal([1]);
    expect([error.code, error.message]).toEqual(['unfinished-run', expect.stringContaining('--resume')]);
  });

  it('is refused when the output folder or the record of the run is gone', async () => {
    const world = await quarantined();
    renameSync(world.out, `${world.out}-moved`);
    expect((await world.refusal([1])).code).toBe('output-missing');
    renameSync(`${world.out}-moved`, world.out);
    const record = join(world.state, 'deid-0001.json');
    writeFileSync(record, readFileSync(record, 'utf8').replace('"generation":0', '"generation":1'));
    expect((await world.refusal([1])).code).toBe('quarantine-record-damaged');
  });
});

describe('an interrupted release', () => {
  /** Cuts the last step off the log, as if the program had ended before it. */
  function forgetLast({ state }: World): void {
    const log = join(state, 'releases.ndjson');
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
    writeFileSync(log, `${lines.slice(0, -1).join('\n')}\n`);
  }

  it('is told, and ended by doing it again, with the output as it stands', async () => {
    const world = await quarantined();
    await world.release([1]);
    const before = [...world.released()];
    forgetLast(world);
    expect(await world.list()).toMatchObject({
      verdict: 'warn',
      findings: [{ code: 'quarantine-release-unfinished' }],
    });
    expect((await world.release([1])).verdict).toBe('pass');
    expect([...world.released()]).toEqual(before);
    expect(world.steps().map(({ step }) => step)).toEqual(['begun', 'released']);
  });

  it('is done anew when it ended before the output stood', async () => {
    const world = await quarantined();
    const [file] = [...(await world.release([1])).files];
    forgetLast(world);
    rmSync(join(world.out, file?.path ?? ''));
    expect((await world.release([1])).verdict).toBe('pass');
    expect(world.released().has(file?.path ?? '')).toBe(true);
    expect(world.steps().map(({ step }) => step)).toEqual(['begun', 'begun', 'released']);
  });
});

describe('a run after a release', () => {
  it('that is completed again leaves what was released where it is', async () => {
    const world = new World();
    const cd = delivery({ a: image('a'), b: image('b', BURNED_IN) });
    await world.deid(cd);
    await world.release([1]);
    const before = [...world.released()];
    await world.deid(cd, { resume: true });
    expect([...world.released()]).toEqual(before);
    expect((await world.list()).entries).toMatchObject([{ number: 1, status: 'released' }]);
  });

  it('that is appended quarantines the file anew; a release of that finds its output there', async () => {
    const world = new World();
    const cd = delivery({ a: image('a'), b: image('b', BURNED_IN) });
    await world.deid(cd);
    await world.release([1]);
    const before = [...world.released()];
    await world.deid(cd, { append: true });
    const report = await world.release([2]);
    expect([report.verdict, [...report.files].length]).toEqual(['pass', 1]);
    expect([...world.released()]).toEqual(before);
    expect((await world.list()).summary).toMatchObject({ entries: 2, released: 2 });
  });

  it('has in its state what was searched for, for its owner alone, in the form that --known takes', async () => {
    const world = await quarantined();
    for (const name of ['deid-0001.json', 'known-0001.json'])
      expect(statSync(join(world.state, name)).mode & 0o777, name).toBe(0o600);
    const known = JSON.parse(readFileSync(join(world.state, 'known-0001.json'), 'utf8'));
    expect((await validatorOf('known'))(known)).toEqual([]);
    expect(known.names).toContain('Zwetschgenbaum^Ottilie');
    expect(known.uids).toContain(uidOf('series'));
  });

  it('has no such record where nothing was quarantined', async () => {
    const world = new World();
    await world.deid(delivery({ a: image('a') }));
    expect(readdirSync(world.state).sort()).toEqual(['journal-0001.ndjson', 'quarantine', 'state.json']);
  });
});
