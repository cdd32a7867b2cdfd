import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../../src/identity/project-key.js';
import { readingIdOf } from '../../../src/identity/registry/readings.js';
import { idPattern } from '../../../src/identity/schemes/id-pattern.js';
import { runAudit } from '../../../src/pipeline/crosswalk/audit.js';
import { runCorrect } from '../../../src/pipeline/crosswalk/correct.js';
import { type ExportKind, runExport } from '../../../src/pipeline/crosswalk/export.js';
import { runList } from '../../../src/pipeline/crosswalk/list.js';
import { runProjectKey, runRekey } from '../../../src/pipeline/crosswalk/rekey.js';
import { runShow } from '../../../src/pipeline/crosswalk/show.js';
import { runVerify } from '../../../src/pipeline/crosswalk/verify.js';
import { ndjsonChunks } from '../../../src/report/write-ndjson.js';
import { tamper } from '../../identity/crosswalk/crosswalk-world.js';
import { ids, inside, newWorld, SECRETS, subjectIn, type World, written } from './world.js';

const last = async (world: World) =>
  [
    ...((await runAudit({ ...world.call, copies: [] })).sections.audit as {
      action: string;
      reason: string | null;
    }[]),
  ].at(-2);

describe('crosswalk verify', () => {
  it('passes what is as it was written, and has gone over all of it', async () => {
    const world = await newWorld();
    const report = await runVerify({ ...world.call, reports: [] });
    const { sections } = await written(report);
    expect(report.verdict).toBe('pass');
    expect(report.summary.records).toBe(sections.crosswalk?.seq);
    expect(report.summary.rows).toBeGreaterThan(10);
  });

  it.each(['JSON', 'NDJSON'])('finds by the head of a report (%s) that the tail was cut', async (form) => {
    const world = await newWorld();
    const old = ['x.db', 'x.db.anchor'].map((name) => [name, join(world.folder, `${name}.old`)] as const);
    for (const [name, copy] of old) copyFileSync(join(world.folder, name), copy);
    await inside(world, (writer) => writer.note({ name: 'export' }, {}));
    const report = await runList(world.call);
    const path = join(world.folder, 'report.json');
    writeFileSync(path, form === 'JSON' ? (await written(report)).text : [...ndjsonChunks(report)].join(''));
    const verify = () => runVerify({ ...world.call, reports: [path] });
    expect((await verify()).verdict).toBe('pass');
    // Database and anchor go back together: only what left the machine can tell.
    for (const [name, copy] of old) copyFileSync(copy, join(world.folder, name));
    const cut = await verify();
    await written(cut);
    expect(cut.findings.map(({ code, outcome }) => [code, outcome])).toEqual([
      ['crosswalk-behind-report', 'fail'],
    ]);
  });

  it('finds that a report is of another crosswalk', async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const path = join(world.folder, 'report.json');
    writeFileSync(path, (await written(await runList(other.call))).text);
    const report = await runVerify({ ...world.call, reports: [path] });
    await written(report);
    expect(report.findings.map(({ code }) => code)).toEqual(['crosswalk-of-another']);
  });

  it.each([
    ["UPDATE audit SET os_user = 'x' WHERE seq = 3", ['crosswalk-chain-broken', 'audit record 3']],
    ["UPDATE audit SET after = '{}' WHERE seq = 4", ['crosswalk-audit-content-forged', 'audit record 4']],
    ['DELETE FROM audit WHERE seq = 3', ['crosswalk-sequence-gap', 'audit record 4']],
    ['DELETE FROM audit', ['crosswalk-sequence-gap', 'audit record 1']],
    ['DELETE FROM audit WHERE seq > 5', ['crosswalk-behind-anchor', 'audit record 27']],
    ["UPDATE subjects SET site = '08' WHERE id = 1", ['crosswalk-row-forged', 'subjects:1']],
    ['DELETE FROM subjects WHERE id = 1', ['crosswalk-row-gone', 'subjects:1']],
    ['DROP TABLE events', ['crosswalk-file-unreadable', undefined]],
  ])('tells each problem as a finding that fails, and where it is: %s', async (statement, expected) => {
    const world = await newWorld();
    await tamper(world.crosswalk, statement);
    const report = await runVerify({ ...world.call, reports: [] });
    const { text } = await written(report);
    const { findings, sections, verdict, summary } = report;
    const codes = sections.verification as { problems: readonly { code: string }[] };
    expect(verdict).toBe('fail');
    expect(findings.map(({ code, subject }) => [code, subject?.name])).toContainEqual(expected);
    expect(findings.filter(({ outcome }) => outcome === 'fail').map(({ code }) => code)).toEqual(
      codes.problems.map(({ code }) => `crosswalk-${code}`),
    );
    expect(codes.problems).toHaveLength(summary.problems ?? 0);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  });

  it('refuses a report without a head, and what is no report', async () => {
    const world = await newWorld();
    for (const reports of [[world.trial], [join(world.folder, 'absent.json')]]) {
      const refused = runVerify({ ...world.call, reports });
      await expect(refused).rejects.toMatchObject({ code: 'report-without-head' });
    }
  });

  it('accepts an older copy when it is told to, with a reason, and the crosswalk can be used again', async () => {
    const world = await newWorld();
    const copy = join(world.folder, 'backup.db');
    copyFileSync(world.crosswalk, copy);
    await inside(world, (writer) => writer.note({ name: 'export' }, {}));
    copyFileSync(copy, world.crosswalk);
    await expect(runList(world.call)).rejects.toMatchObject({ code: 'crosswalk-behind-anchor' });
    const found = await runVerify({ ...world.call, reports: [] });
    expect(found.findings.map(({ code }) => code)).toContain('crosswalk-behind-anchor');
    const accepted = await runVerify({ ...world.call, reports: [], acceptRestored: 'disk failed' });
    await written(accepted);
    expect(accepted.verdict).toBe('pass');
    expect((await runList(world.call)).summary).toEqual({ subjects: 2 });
    expect(await last(world)).toMatchObject({ action: 'accept-restored', reason: 'disk failed' });
  });
});

describe('a crosswalk whose anchor is lost', () => {
  it('is told so, and goes on from earlier reports once it is accepted', async () => {
    const world = await newWorld();
    const path = join(world.folder, 'report.json');
    writeFileSync(path, (await written(await runList(world.call))).text);
    rmSync(`${world.crosswalk}.anchor`);
    const lost = await runVerify({ ...world.call, reports: [] });
    expect((await written(lost)).sections.crosswalk).toBeUndefined();
    expect(lost.findings.map(({ code }) => code)).toEqual(['crosswalk-anchor-missing']);
    await runVerify({ ...world.call, reports: [], acceptRestored: 'anchor lost' });
    expect((await runVerify({ ...world.call, reports: [path] })).findings).toEqual([]);
  });

  it('is not accepted where a row was changed, too', async () => {
    const world = await newWorld();
    await tamper(world.crosswalk, "UPDATE subjects SET site = '08' WHERE id = 1");
    rmSync(`${world.crosswalk}.anchor`);
    const refused = runVerify({ ...world.call, reports: [], acceptRestored: 'anchor lost' });
    await expect(refused).rejects.toMatchObject({ code: 'not-restored' });
    const { findings } = await runVerify({ ...world.call, reports: [] });
    expect(findings.map(({ code, subject }) => [code, subject?.name])).toContainEqual([
      'crosswalk-row-forged',
      'subjects:1',
    ]);
  });
});

describe('crosswalk audit', () => {
  it('gives a copy to read and one for programs, for their owner alone, whose chain can be followed', async () => {
    const world = await newWorld();
    const [csv, json] = [join(world.folder, 'a.csv'), join(world.folder, 'a.json')];
    const copies = [
      { form: 'csv', path: csv },
      { form: 'json', path: json },
    ] as const;
    const report = await runAudit({ ...world.call, copies });
    const { sections } = await written(report);
    expect(sections.audit).toBeUndefined();
    const copy = JSON.parse(readFileSync(json, 'utf8'));
    expect(copy.head).toEqual({ seq: sections.crosswalk?.seq, mac: sections.crosswalk?.mac });
    let mac = '0'.repeat(64);
    for (const [i, record] of copy.records.entries()) {
      expect([record.seq, record.previousMac]).toEqual([i + 1, mac]);
      mac = record.mac;
    }
    expect(mac).toBe(copy.head.mac);
    expect(copy.records.at(-1)).toMatchObject({ action: 'export-audit', operator: 'J. Tester' });
    expect(readFileSync(csv, 'utf8').trimEnd().split('\r\n')).toHaveLength(copy.records.length + 1);
    expect([csv, json].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
  });
});

describe('crosswalk export', () => {
  const exported = async (world: World, kind: ExportKind, reason?: string) => {
    const path = join(world.folder, `${kind}.csv`);
    const given = reason === undefined ? {} : { reason };
    const report = await runExport({ ...world.call, trial: world.trial, kind, files: [path], ...given });
    return { report, text: readFileSync(path, 'utf8'), mode: statSync(path).mode & 0o777 };
  };

  it('shows who subjects are with a reason only, to the owner of the file alone, and the audit keeps it', async () => {
    const world = await newWorld();
    await expect(exported(world, 'identified')).rejects.toMatchObject({ code: 'reason-needed' });
    const { report, text, mode } = await exported(world, 'identified', 'safety letter');
    expect(text).toContain('Marigoldova^Anna');
    expect(text).toContain('19671123');
    expect(mode).toBe(0o600);
    expect(report).toMatchObject({ confidentiality: 'linked', summary: { identities: 2 } });
    expect((await written(report)).text).not.toContain('Marigoldova');
    expect(await last(world)).toMatchObject({ action: 'export', reason: 'safety letter' });
  });

  it('puts identities into the report without a file, which is then identified', async () => {
    const world = await newWorld();
    const report = await runExport({ ...world.call, kind: 'identified', reason: 'x', files: [] });
    expect(report.confidentiality).toBe('identified');
    expect((await written(report)).text).toContain('Quillfeather^Bert');
  });

  it('tells whose a reading ID is, and which were made before a correction', async () => {
    const world = await newWorld();
    const scheme = {
      pattern: idPattern({ pattern: 'R{sequence:4}', check: 'none', sites: [] }),
      key: Buffer.alloc(32),
    };
    const reading = await inside(world, (writer) => {
      const { row: subject, trial } = subjectIn(writer, ids.first);
      return readingIdOf(writer, { trial, subject, visit: 'W4', generation: 0 }, scheme);
    });
    await expect(exported(world, 'unblinding')).rejects.toMatchObject({ code: 'reason-needed' });
    const before = await exported(world, 'unblinding', 'unmasking');
    expect(before.text).toContain(`${reading},NM-7,${ids.first},W4,0,true`);
    expect(before.mode).toBe(0o600);
    const order = { to: ids.second, studies: ['1.2.3.2'], reason: 'wrong CD', copies: 'original' } as const;
    await runCorrect({ ...world.call, trial: world.trial, subject: ids.first, ...order, notesOnly: false });
    const { text } = await exported(world, 'unblinding', 'unmasking');
    expect(text).toContain(`${reading},NM-7,${ids.first},W4,0,false`);
  });

  it('names nobody without a reason to', async () => {
    const { text, mode } = await exported(await newWorld(), 'subjects');
    expect(text).toContain(ids.first);
    expect(mode & 0o600).toBe(0o600);
    for (const secret of SECRETS) expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
  });
});

describe('crosswalk rekey', () => {
  it('opens with the new secret and not with the old one', async () => {
    const world = await newWorld();
    const secret = { kind: 'key-file', bytes: Buffer.alloc(32, 8) } as const;
    await written(await runRekey({ ...world.call, reason: 'yearly', nextSecret: async () => secret }));
    await expect(runList(world.call)).rejects.toMatchObject({ code: 'crosswalk-wrong-key' });
    expect((await runList({ ...world.call, secret })).summary).toEqual({ subjects: 2 });
    expect((await runVerify({ ...world.call, secret, reports: [] })).verdict).toBe('pass');
  });

  it('does not ask for the new secret where the old one is wrong', async () => {
    const world = await newWorld();
    const secret = { kind: 'key-file', bytes: Buffer.alloc(32, 8) } as const;
    const nextSecret = () => Promise.reject(new Error('asked'));
    const refused = runRekey({ ...world.call, secret, reason: 'yearly', nextSecret });
    await expect(refused).rejects.toMatchObject({ code: 'crosswalk-wrong-key' });
  });

  it('records the project key that the trial has from now on, once', async () => {
    const world = await newWorld();
    const key = Buffer.alloc(32, 5);
    writeFileSync(world.keyFile, key);
    const rotate = () =>
      runProjectKey({ ...world.call, trial: world.trial, projectKey: world.keyFile, reason: 'lost' });
    const report = await rotate();
    await written(report);
    expect(report.config.keyFingerprint).toBe(fingerprint(key));
    await expect(rotate()).rejects.toMatchObject({ code: 'nothing-to-change' });
  });
});

it('no report but an identified one holds anything that names a person', async () => {
  const world = await newWorld();
  const own = { ...world.call, trial: world.trial };
  const reports = [
    await runList(own),
    await runShow({ ...own, subject: ids.first }),
    await runVerify({ ...own, reports: [] }),
    await runAudit({ ...own, copies: [] }),
    await runExport({ ...own, kind: 'subjects', files: [] }),
    await runExport({ ...own, kind: 'unblinding', reason: 'x', files: [] }),
    await runCorrect({
      ...{ ...own, subject: ids.first, to: ids.free, studies: [], reason: 'x', notesOnly: false },
      copies: 'original',
    }),
  ];
  for (const report of reports) {
    const text = (await written(report)).text.toLowerCase();
    for (const secret of SECRETS) expect(text).not.toContain(secret.toLowerCase());
  }
});
