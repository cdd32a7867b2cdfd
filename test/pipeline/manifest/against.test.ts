import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Comparison, compareWithEarlier } from '../../../src/pipeline/manifest/against.js';
import { codes, instance, reportOf, type Scanned, scanned, tree } from './verify-tree.js';

async function compared(now: Scanned, earlier: Scanned): Promise<Comparison> {
  return compareWithEarlier(now.scan, await reportOf(earlier), now.roots);
}

const path = ({ scan }: Scanned, file: number) => scan.files.path(file).toString();

describe('compareWithEarlier', () => {
  it('finds a delivery identical to itself, wherever its folder lies now', async () => {
    const files = { 'a.dcm': instance('1.1'), 'sub/b.dcm': instance('1.2'), 'notes.txt': 'x' };
    const { section, findings } = await compared(
      await scanned([tree(files, 'new')]),
      await scanned([tree(files)]),
    );
    expect(findings).toEqual([]);
    expect(section.instances.counts).toEqual({ identical: 2, new: 0, missing: 0, changed: 0, unproven: 0 });
    expect(section.otherFiles.counts).toEqual({ identical: 1, new: 0, missing: 0, changed: 0, unproven: 0 });
    expect(section.earlier.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('knows an instance by its UID under another name', async () => {
    const now = await scanned([tree({ 'x/renamed': instance('1.1') })]);
    const { section } = await compared(now, await scanned([tree({ 'a.dcm': instance('1.1') })]));
    expect(section.instances.counts).toMatchObject({ identical: 1, new: 0, missing: 0 });
  });

  it('fails an instance that changed under its UID, with both checksums', async () => {
    const now = await scanned([tree({ 'a.dcm': instance('1.1', 'other') })]);
    const before = await scanned([tree({ 'a.dcm': instance('1.1') })]);
    const { section, findings } = await compared(now, before);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      code: 'changed-instance',
      outcome: 'fail',
      severity: 'critical',
      subject: { file: 0, sopInstanceUID: '1.1' },
      expected: before.scan.files.sha256(0),
      actual: now.scan.files.sha256(0),
    });
    expect(section.instances.changed).toHaveLength(1);
  });

  it('warns once a series of missing instances and names their files', async () => {
    const before = {
      'a.dcm': instance('1.1', '', '5.1'),
      'b.dcm': instance('1.2', '', '5.1'),
      'c.dcm': instance('1.3', '', '5.2'),
      'd.dcm': instance('1.4', '', '5.2'),
    };
    const now = await scanned([tree({ 'd.dcm': before['d.dcm'], 'e.dcm': instance('1.5') })]);
    const { section, findings } = await compared(now, await scanned([tree(before)]));
    expect(
      findings.map(({ code, outcome, subject, message }) => [code, outcome, subject?.seriesUID, message]),
    ).toEqual([
      ['missing-instances', 'warn', '5.1', expect.stringMatching(/: 2$/)],
      ['missing-instances', 'warn', '5.2', expect.stringMatching(/: 1$/)],
    ]);
    expect(section.instances.missing).toEqual([
      { sopInstanceUID: '1.1', seriesUID: '5.1', path: 'a.dcm' },
      { sopInstanceUID: '1.2', seriesUID: '5.1', path: 'b.dcm' },
      { sopInstanceUID: '1.3', seriesUID: '5.2', path: 'c.dcm' },
    ]);
    expect(section.instances.new.map(({ file }) => path(now, file))).toEqual(['e.dcm']);
  });

  it.each([
    ['the earlier report', false, true],
    ['this one', true, false],
    ['both', false, false],
  ])('cannot prove equal sizes when %s lack checksums, and says so once', async (_, earlier, checksums) => {
    const files = { 'a.dcm': instance('1.1'), 'b.dcm': instance('1.2'), 'n.txt': 'n' };
    const now = await scanned([tree(files)], { checksums });
    const { section, findings } = await compared(now, await scanned([tree(files)], { checksums: earlier }));
    expect(findings.map(({ code, outcome }) => [code, outcome])).toEqual([
      ['unproven-instance', 'not-evaluable'],
    ]);
    expect(findings[0]?.message).toMatch(/checksum: 2$/);
    expect(section.instances.counts).toMatchObject({ identical: 0, unproven: 2 });
    expect(section.otherFiles.counts).toMatchObject({ identical: 0, unproven: 1 });
  });

  it('takes another size for a change even without checksums', async () => {
    const now = await scanned([tree({ 'a.dcm': instance('1.1', 'much longer') })], { checksums: false });
    const { section, findings } = await compared(now, await scanned([tree({ 'a.dcm': instance('1.1') })]));
    expect(codes({ findings })).toEqual(['changed-instance']);
    expect(section.instances.changed[0]?.now).toMatch(/^\d+ bytes$/);
  });

  it('counts an instance as identical when any of its copies is', async () => {
    const twice = { 'a.dcm': instance('1.1', 'other'), 'b.dcm': instance('1.1') };
    const once = { 'a.dcm': instance('1.1') };
    const doubledNow = await compared(await scanned([tree(twice)]), await scanned([tree(once)]));
    const doubledThen = await compared(await scanned([tree(once)]), await scanned([tree(twice)]));
    for (const { section, findings } of [doubledNow, doubledThen]) {
      expect(findings).toEqual([]);
      expect(section.instances.counts).toEqual({ identical: 1, new: 0, missing: 0, changed: 0, unproven: 0 });
    }
  });

  it('fails when none of several copies is what it was', async () => {
    const now = await scanned([tree({ 'a.dcm': instance('1.1', 'one'), 'b.dcm': instance('1.1', 'two') })]);
    const then = await scanned([tree({ 'a.dcm': instance('1.1', 'old'), 'b.dcm': instance('1.1', 'odd') })]);
    const { section, findings } = await compared(now, then);
    expect(codes({ findings })).toEqual(['changed-instance']);
    expect(section.instances.counts.changed).toBe(1);
  });

  it('counts repeated new instances once and lists all their files', async () => {
    const now = await scanned([tree({ 'a.dcm': instance('1.1'), 'b.dcm': instance('1.1') })]);
    const { section } = await compared(now, await scanned([tree({ 'n.txt': 'n' })]));
    expect(section.instances.counts.new).toBe(1);
    expect(section.instances.new).toHaveLength(2);
  });

  it('compares other files by path and lists them without a finding', async () => {
    const then = tree({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c', 'latin1:caf\xe9.txt': 'd' });
    const before = await scanned([then]);
    const now = await scanned([
      tree({ 'a.txt': 'a', 'b.txt': 'B', 'e.txt': 'e', 'latin1:caf\xe9.txt': 'd' }),
    ]);
    const { section, findings } = await compared(now, before);
    expect(findings).toEqual([]);
    const { counts, changed, missing } = section.otherFiles;
    expect(counts).toEqual({ identical: 2, new: 1, missing: 1, changed: 1, unproven: 0 });
    expect(changed.map(({ file }) => path(now, file))).toEqual(['b.txt']);
    expect(missing).toEqual([{ path: 'c.txt' }]);
  });

  it('pairs roots in their order, and looks below all of them when there are more or fewer', async () => {
    const one = { 'n.txt': '1' };
    const two = { 'n.txt': '2' };
    const then = await scanned([tree(one), tree(two)]);
    const same = await compared(await scanned([tree(one), tree(two)]), then);
    const swapped = await compared(await scanned([tree(two), tree(one)]), then);
    const merged = await compared(await scanned([tree({ ...two })]), then);
    expect(same.section.otherFiles.counts).toMatchObject({ identical: 2, changed: 0 });
    expect(swapped.section.otherFiles.counts).toMatchObject({ identical: 0, changed: 2 });
    expect(merged.section.otherFiles.counts).toMatchObject({ identical: 0, changed: 1, missing: 1 });
  });

  it('reports an instance as missing when its file can no longer be read as DICOM', async () => {
    const folder = tree({ 'a.dcm': instance('1.1') });
    const before = await scanned([folder]);
    writeFileSync(join(folder, 'a.dcm'), 'gone');
    const { section, findings } = await compared(await scanned([folder]), before);
    expect(codes({ findings })).toEqual(['missing-instances']);
    expect(section.otherFiles.counts.new).toBe(1);
  });

  it('lists a hundred changes one by one and counts the others', async () => {
    const numbers = Array.from({ length: 103 }, (_, i) => i + 1);
    const files = (text: string) =>
      Object.fromEntries(numbers.map((i) => [`${i}.dcm`, instance(`1.${i}`, text)]));
    const folder = tree(files('before'));
    const before = await scanned([folder]);
    rmSync(folder, { recursive: true });
    const { section, findings } = await compared(await scanned([tree(files('after!'))]), before);
    expect(findings).toHaveLength(101);
    expect(findings.at(-1)?.message).toMatch(/^3 more instances changed/);
    expect(section.instances.changed).toHaveLength(103);
  });
});
