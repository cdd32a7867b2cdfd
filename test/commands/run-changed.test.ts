import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { corelab } from './cli.js';
import { flipped } from './run/meddled.js';
import { RunLab, reported } from './run/run-lab.js';

describe('a file that reads otherwise when it is de-identified than when the delivery was read', () => {
  it('is held and told, the others are released, and nothing of it stands in the output', async () => {
    const lab = await RunLab.make();
    const cd = lab.largeCd('cd', 1, 3);
    const file = `${cd}/IM2`;
    const before = readFileSync(file);
    const { code, report } = reported(await corelab(lab.args(cd, '--json'), flipped(file)));
    expect(readFileSync(file).equals(before)).toBe(false);
    expect([code, report.verdict]).toEqual([1, 'fail']);
    expect(report.deliveries).toMatchObject([{ filesIn: 3, filesOut: 2, quarantined: 1 }]);
    const [held] = report.problems.filter(({ command }) => command === 'deid');
    expect(held?.message).toContain('the file is not what it was when the delivery was read');
  });

  it('is released where it reads the same', async () => {
    const lab = await RunLab.make();
    const cd = lab.largeCd('cd', 1, 3);
    const { report } = reported(await corelab(lab.args(cd, '--json')));
    expect(report.deliveries).toMatchObject([{ filesIn: 3, filesOut: 3, quarantined: 0 }]);
  });
});
