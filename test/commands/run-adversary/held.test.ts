import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { AdversaryLab, codes, disc, lost, steps } from './lab.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

describe('what must not be swapped, lost or passed', () => {
  it('holds a study that comes from another site', async () => {
    const lab = await AdversaryLab.make();
    const cd = lab.cd('cd', ...(await disc('n1')).all);
    await lab.run(cd);
    const run = await lab.run(`02=${cd}`);
    expect(run.code).toBe(1);
    expect(codes(run)).toContain('at-another-site');
    expect(run.report.summary).toMatchObject({ filesOut: 0, duplicates: 0, quarantined: 18 });
    expect(await lab.v1('01-001-K')).toBe('needs-person');
  });

  it('holds what comes of a subject who has left, and lets nothing of them pass', async () => {
    const lab = await AdversaryLab.make();
    const cd = lab.cd('cd', ...(await disc('n1')).all);
    await lab.run(cd);
    lab.withdraw('01-001-K');
    const run = await lab.run(lab.cd('next', ...(await disc('n1', 'V2')).all));
    expect(codes(run)).toContain('withdrawn');
    expect([run.code, run.report.summary.filesOut]).toEqual([1, 0]);
  });

  it('tells a CD without DICOM, and one without files, as not evaluable', async () => {
    const lab = await AdversaryLab.make();
    const cd = lab.cd('text', { path: 'readme.txt', bytes: Buffer.from('hello') });
    const run = await lab.run(cd, lab.cd('empty'));
    expect(run.report.deliveries.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'not-evaluable',
      'not-evaluable',
    ]);
    expect([run.code, lost(run)]).toEqual([3, [0, 0]]);
    expect((await lab.status()).code).not.toBe(0);
  });

  it('keeps two subjects and several visits of one CD apart', async () => {
    const lab = await AdversaryLab.make();
    const all = [await disc('n1'), await disc('n1', 'V2'), await disc('n3')].flatMap((one) => one.all);
    const run = await lab.run(lab.cd('cd', ...all));
    expect(lost(run)).toEqual([0]);
    const { report } = await lab.status();
    const came = report.visits.filter(({ studies }: { studies: number }) => studies > 0);
    const names = came.map((row: { subject: string; visit: string; state: string }) =>
      [row.subject, row.visit, row.state].join(' '),
    );
    expect(names).toEqual(['01-001-K V1 passed', '01-001-K V2 passed', '01-002-I V1 passed']);
  });

  it('counts nothing twice of a CD that comes twice in one run', async () => {
    const lab = await AdversaryLab.make();
    const cd = lab.cd('cd', ...(await disc('n1')).all);
    const run = await lab.run(cd, cd);
    expect(run.report.summary).toMatchObject({ filesIn: 36, filesOut: 18, duplicates: 18 });
    expect(steps(run, 2)).toEqual(['manifest', 'assign-id', 'deid']);
    const { report } = await lab.status();
    expect(report.reads.map(({ reads }: { reads: number }) => reads)).toEqual([1]);
    expect(report.devices.map(({ studies }: { studies: number }) => studies)).toEqual([1]);
  });

  it('keeps two trials of one store apart: items, output, people', async () => {
    const lab = await AdversaryLab.make();
    const cd = lab.cd('cd', ...(await disc('n1')).t1);
    const run = await lab.run(cd);
    const [{ item } = { item: '' }] = await lab.worklist();
    const own = readFileSync(lab.path('trial.yaml'), 'utf8');
    lab.write('trial.yaml', own.replace('SYN-2025-11', 'SYN-OTHER'));
    expect((await lab.run(cd)).stderr).toContain('no run of this trial has written to it');
    const other = await lab.told('run', `01=${cd}`, '--out', lab.path('out-2'));
    expect(codes(other)).toContain('in-another-trial');
    expect(other.report.summary.filesOut).toBe(0);
    await expect(lab.decide([item], '--accept')).rejects.toThrow('no item');
    expect(run.code).toBe(1);
    expect(existsSync(lab.path('out-2/01-001-K'))).toBe(false);
  });

  it('refuses a decision on what a later delivery made void, and asks anew', async () => {
    const lab = await AdversaryLab.make();
    const { t1, reading } = await disc('n1');
    await lab.run(lab.cd('part', ...t1.slice(1)));
    const items = (await lab.worklist()).filter(({ command }) => command === 'check-protocol');
    await lab.decide(
      items.map(({ item }) => item),
      '--waive',
    );
    const run = await lab.run(lab.cd('more', ...t1, ...reading));
    expect(codes(run)).toContain('protocol-series-missing');
    expect((await lab.worklist()).map(({ code }) => code)).toContain('protocol-series-missing');
    await expect(lab.decide([items[0]?.item ?? ''], '--accept')).rejects.toThrow('made void');
  });
});
