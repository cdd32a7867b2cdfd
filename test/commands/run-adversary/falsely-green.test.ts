import { beforeAll, describe, expect, it, vi } from 'vitest';
import { TRIAL_YAML } from '../../../fixtures/trial/config-files.js';
import { AdversaryLab, codes, disc, lost, otherPixel, steps } from './lab.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const CHECKED = ['manifest', 'assign-id', 'deid', 'check-protocol', 'qc-motion', 'measure-export'];

describe('a study that came in parts', () => {
  let lab: AdversaryLab;
  beforeAll(async () => {
    lab = await AdversaryLab.make();
    const { t1, bold, reading } = await disc('n1');
    lab.cd('t1', ...t1);
    lab.cd('bold', ...bold);
    lab.cd('reading', ...reading);
  });

  it('is checked as a whole, and what was missing at first is no longer to be decided', async () => {
    const run = await lab.run(lab.path('t1'), lab.path('bold'));
    expect(run.code).toBe(1);
    expect(lost(run)).toEqual([0, 0]);
    expect(codes(run)).toContain('protocol-series-missing');
    const checks = (await lab.worklist()).filter(({ command }) => command === 'check-protocol');
    expect(checks).toEqual([]);
    expect(await lab.v1('01-001-K')).toBe('needs-person');
  });

  it('does not lack its images when its reading comes alone', async () => {
    const run = await lab.run(lab.path('reading'));
    expect(codes(run)).toEqual(['changed-re-send']);
    expect(steps(run)).toEqual(CHECKED);
    const { report } = await lab.status();
    expect(report.reads.map(({ reads }: { reads: number }) => reads)).toEqual([1]);
  });
});

describe('what was released and never checked', () => {
  let lab: AdversaryLab;
  beforeAll(async () => {
    lab = await AdversaryLab.make((text) => text.replace(/ {2}(check-protocol|qc-motion):.*\n/gu, ''));
    const { t1 } = await disc('n1');
    lab.cd('cd', ...t1);
    await lab.run(lab.path('cd'));
    await lab.acceptAll();
  });

  it('passes as long as the pipeline asks for no more, and not once it does', async () => {
    expect(await lab.v1('01-001-K')).toBe('passed');
    lab.write('trial.yaml', TRIAL_YAML);
    expect(await lab.v1('01-001-K')).toBe('received');
  });

  it('is checked when it comes again as it was, and fails as it would have', async () => {
    const run = await lab.run(lab.path('cd'));
    expect(run.code).toBe(1);
    expect(steps(run)).toEqual(CHECKED.slice(0, 5));
    expect(codes(run)).toEqual(expect.arrayContaining(['protocol-series-missing', 're-sent']));
    expect(await lab.v1('01-001-K')).toBe('needs-person');
  });

  it('is not checked a third time', async () => {
    expect(steps(await lab.run(lab.path('cd')))).toEqual(['manifest', 'assign-id', 'deid']);
    expect(await lab.v1('01-001-K')).toBe('needs-person');
  });
});

describe('a visit of which everything is in quarantine', () => {
  it('has not passed when a person accepts that, though the delivery went through', async () => {
    const lab = await AdversaryLab.make();
    const { picture } = await disc('a3', 'V2');
    const run = await lab.run(`03=${lab.cd('cd', ...picture, ...(await disc('a1')).all)}`);
    expect(steps(run)).toEqual(CHECKED);
    expect(lost(run)).toEqual([0]);
    await lab.acceptAll();
    const { report } = await lab.status('--visit', 'V1');
    const states = report.visits.map(({ state }: { state: string }) => state);
    expect(states).toEqual(['passed', 'received']);
  });
});

describe('a changed re-send', () => {
  it('is held, and the visit passes again by what stands in the output once a person has seen it', async () => {
    const lab = await AdversaryLab.make();
    const { all } = await disc('n1');
    const [first, ...others] = all;
    await lab.run(lab.cd('cd', ...all));
    expect(await lab.v1('01-001-K')).toBe('passed');
    const run = await lab.run(lab.cd('again', ...(first ? [otherPixel(first)] : []), ...others));
    expect(run.report.summary).toMatchObject({ filesOut: 0, quarantined: 1, duplicates: all.length - 1 });
    expect(await lab.v1('01-001-K')).toBe('needs-person');
    await lab.acceptAll();
    expect(await lab.v1('01-001-K')).toBe('passed');
  });
});

describe('a run that has not come to its end', () => {
  it('is told by status, whatever is asked for, until it has', async () => {
    const lab = await AdversaryLab.make();
    const { all } = await disc('n1');
    const cds = [lab.cd('cd', ...all), lab.cd('gone', ...(await disc('n2')).all)];
    await lab.run(...cds.slice(0, 1));
    expect((await lab.status()).code).toBe(0);
    const stopped = await lab.runEjecting(lab.path('gone'), ...cds);
    expect(stopped.report.summary).toMatchObject({ deliveries: 2, stopped: 1 });
    for (const asked of [[], ['--worklist'], ['--subject', '01-001-K']]) {
      const { code, report } = await lab.status(...asked);
      expect([code, report.verdict]).toEqual([3, 'not-evaluable']);
      expect(report.findings.map((one: { code: string }) => one.code)).toEqual(['status-run-unfinished']);
    }
    const given = await lab.run(...cds, '--resume', '--give-up', '2');
    expect(given.code).toBe(1);
    const { report } = await lab.status();
    expect(report.findings.map((one: { code: string }) => one.code)).toEqual(['status-needs-person']);
  });
});
