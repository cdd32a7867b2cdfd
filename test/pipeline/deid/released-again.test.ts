import { readdirSync, rmSync, statSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { World } from '../quarantine/world.js';
import { told } from '../scan/told.js';
import { delivery, image } from './delivery.js';
import { ReleaseLab, scannedAgain } from './released-lab.js';

const opened = vi.hoisted((): string[] => []);
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const openSync: typeof fs.openSync = (path, ...rest) => {
    opened.push(String(path));
    return fs.openSync(path, ...rest);
  };
  return { ...fs, openSync, default: { ...fs, openSync } };
});
afterEach(() => void opened.splice(0));

/** Outputs that were opened under their final names. */
const reopened = (out: string): string[] =>
  opened.filter((path) => path.startsWith(out) && path.endsWith('.dcm'));

const images = (count: number): Record<string, Buffer> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`IM${i}`, image(`${i}`, { InstanceNumber: i + 1 })]),
  );

/** Runs until so many files are done, and is interrupted. */
async function interrupted(lab: ReleaseLab, inputs: string[], after: number): Promise<void> {
  const stop = new AbortController();
  const update = (): void => {
    if (
      readdirSync(lab.out, { recursive: true }).filter((name) => `${name}`.endsWith('.dcm')).length >= after
    )
      stop.abort(new Error('stopped'));
  };
  // The scan that comes before has progress, too, when there is no output yet.
  const progress = {
    ...NO_PROGRESS,
    update: () => (statSync(lab.out, { throwIfNoEntry: false }) ? update() : 0),
  };
  await expect(lab.run({ inputs, signal: stop.signal, progress })).rejects.toThrow('stopped');
}

describe('what deid released, scanned', () => {
  it('is known without opening an output once it has its name', async () => {
    const lab = new ReleaseLab();
    const { report, released } = await lab.run({ inputs: [delivery(images(20))] });
    expect(
      opened.some((path) => path.startsWith(lab.out)),
      'opens are seen',
    ).toBe(true);
    expect(reopened(lab.out)).toEqual([]);
    const again = told(await scannedAgain(report));
    expect(reopened(lab.out)).toHaveLength(20);
    rmSync(lab.out, { recursive: true });
    expect(told(released.scan)).toEqual(again);
  });

  it.each([1, 16, 32, 33])('is the same after an interruption and a resumption: %i of 40', async (after) => {
    const lab = new ReleaseLab();
    const inputs = [delivery(images(40))];
    await interrupted(lab, inputs, after);
    opened.splice(0);
    const { report, released } = await lab.run({ inputs, resume: true });
    expect(report.summary.filesOut).toBe(40);
    const whole = await new ReleaseLab().run({ inputs });
    expect(told(released.scan)).toEqual(told(await scannedAgain(report)));
    expect(told(released.scan)).toEqual(told(whole.released.scan));
  });

  it('is the same where a run that was done is asked for again', async () => {
    const lab = new ReleaseLab();
    const inputs = [delivery(images(3))];
    const first = await lab.run({ inputs });
    const again = await lab.run({ inputs, resume: true });
    expect(told(again.released.scan)).toEqual(told(first.released.scan));
  });

  it('is each instance once, where the delivery has some twice', async () => {
    const lab = new ReleaseLab();
    const twice = { ...images(18), 'B/IM3': image('3', { InstanceNumber: 4 }), 'A/IM1': image('1') };
    const { report, released } = await lab.run({ inputs: [delivery(twice)] });
    // One is the same, and the other content of a UID that is taken.
    expect(report.summary).toMatchObject({ filesOut: 18, duplicates: 1, quarantined: 1 });
    expect(reopened(lab.out)).toEqual([]);
    expect(told(released.scan)).toEqual(told(await scannedAgain(report)));
  });

  it('is without what an earlier run has written there', async () => {
    const lab = new ReleaseLab();
    await lab.run({ inputs: [delivery(images(2))] });
    opened.splice(0);
    const { report, released } = await lab.run({ inputs: [delivery(images(5))], append: true });
    expect(report.summary).toMatchObject({ filesOut: 3, duplicates: 2 });
    expect(told(released.scan)).toEqual(told(await scannedAgain(report)));
  });

  it('is without what the look at the output found not to be released', async () => {
    const lab = new ReleaseLab();
    const { profile } = new World();
    const hidden = { ICCProfile: Buffer.from('for Zwetschgenbaum^Ottilie ') };
    const files = { ...images(18), IM2: image('2', hidden), IM17: image('17', hidden) };
    const { report, released } = await lab.run({ inputs: [delivery(files)], profile });
    expect(report.summary).toMatchObject({ filesOut: 16, quarantined: 2 });
    expect(report.findings.map(({ code }) => code)).toContain('quarantined-residue');
    expect(reopened(lab.out)).toEqual([]);
    expect(released.scan.files.size).toBe(16);
    expect(told(released.scan)).toEqual(told(await scannedAgain(report)));
  });

  it('has the order of the report, which is that of the names', async () => {
    const { report, released } = await new ReleaseLab().run({ inputs: [delivery(images(6))] });
    const paths = [...report.files].map(({ path }) => path);
    const { files, instances } = released.scan;
    expect([...files.entries(instances)].map(({ path }) => path)).toEqual(paths);
    expect(paths).toEqual([...paths].sort());
  });
});
