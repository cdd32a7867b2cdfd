import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { RunDeliveryRow } from '../../../src/report/run-sections.js';
import { corelab } from '../cli.js';
import { AdversaryLab, disc, type Told } from './lab.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const row = ({ report }: Told): RunDeliveryRow => report.deliveries[0];
const codesOf = ({ report }: Told): string[] =>
  report.findings.map(({ code }: { readonly code: string }) => code);

describe('what a person is asked', () => {
  it('is not asked of files any more that a second person has let go', async () => {
    const lab = await AdversaryLab.make();
    const { all } = await disc('a3', 'V2');
    const cd = lab.cd('cd', ...all);
    const first = await lab.run(`03=${cd}`, '--operator', 'A. Runner');
    const [{ item } = { item: '' }] = (await lab.worklist()).filter(({ command }) => command === 'deid');
    const state = join(lab.path('out.state'), first.report.run.id, '0001', 'deid');
    const released = await corelab([
      ...['quarantine', 'release', '1', '--state', state, '--key-file', lab.path('corelab.key')],
      ...['--operator', 'B. Second', '--reason', 'looked at: no text', '--trial', lab.path('trial.yaml')],
      ...['--crosswalk', lab.path('x.db'), '--crosswalk-key', lab.path('crosswalk.key')],
    ]);
    expect([released.code, released.stderr]).toEqual([0, '']);
    expect((await lab.worklist()).filter(({ command }) => command === 'deid')).toEqual([]);
    await expect(lab.decide([item], '--accept')).rejects.toThrow('made void by what happened later');
    const { events } = (await lab.told('ledger')).report;
    const own = events.filter(({ command }: { command: string }) => command === 'quarantine');
    expect(own.map((event: { item: string }) => event.item)).toEqual([item]);
    const again = await lab.run(`03=${cd}`, '--operator', 'A. Runner');
    expect(row(again)).toMatchObject({ quarantined: 1, verdict: 'fail' });
    expect((await lab.worklist()).filter(({ command }) => command === 'deid')).toEqual([]);
  });

  it('is asked once that nothing of a delivery was released, however often it comes', async () => {
    const lab = await AdversaryLab.make();
    const cd = lab.cd('cd', ...(await disc('n1')).all);
    await lab.run(cd);
    await lab.run(`02=${cd}`);
    const before = (await lab.worklist()).map(({ item }) => item);
    const again = await lab.run(`02=${cd}`);
    expect((await lab.worklist()).map(({ item }) => item)).toEqual(before);
    expect((await lab.worklist()).filter(({ code }) => code === 'nothing-released')).toHaveLength(1);
    expect([again.code, row(again).needsPerson > 0]).toEqual([1, true]);
  });

  it('is nothing of a delivery that comes again after all was waived', async () => {
    const lab = await AdversaryLab.make();
    const { t1, bold, reading } = await disc('n1');
    const cd = lab.cd('cd', ...t1.filter((_, i) => i !== 5), ...bold, ...reading);
    const first = await lab.run(cd);
    expect([first.code, codesOf(first)]).toEqual([1, ['run-delivery-open']]);
    await lab.decide(
      (await lab.worklist()).map(({ item }) => item),
      '--waive',
    );
    const again = await lab.run(cd);
    expect(row(again)).toMatchObject({ verdict: 'warn', needsPerson: 0 });
    expect(row(again).why).toEqual(['manifest: slices missing: 1 (waived)']);
    expect([again.code, codesOf(again)]).toEqual([0, ['run-delivery-warns']]);
    expect((await lab.status()).code).toBe(0);
  });
});
