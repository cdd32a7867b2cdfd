import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { PHANTOMS } from '../../../../fixtures/phantoms/collection.js';
import { writeCollection } from '../../../../fixtures/write-collections.js';
import type { QcMotionOptions } from '../../../../src/pipeline/qc-motion/options.js';
import { motionOf } from '../run-series.js';

const folder = mkdtempSync(join(tmpdir(), 'corelab-qualify-'));
const data = join(folder, 'phantoms');
beforeAll(() => writeCollection(folder, PHANTOMS));

let lists = 0;

async function qualified(limits: string, series: readonly string[], over: Partial<QcMotionOptions> = {}) {
  const qualification = over.qualification ?? join(folder, `${++lists}.csv`);
  const report = await motionOf([data], { limits, series, qualification, ...over });
  return { report, qualification, told: report.findings.map(({ code, outcome }) => `${code} ${outcome}`) };
}

function rowsOf(file: string): Record<string, string>[] {
  return parse(readFileSync(file), { columns: true });
}

const NEEDED = ['acr-localizer', 'acr-t1'];

describe('a scanner is recorded', () => {
  it('by what all series of a phantom show together', async () => {
    const { qualification, told } = await qualified('acr-large-3t', NEEDED);
    expect(told).toEqual(['qualification-recorded pass']);
    const [row, ...others] = rowsOf(qualification);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ phantom: 'acr-large', limits: 'acr-large-3t 1', verdict: 'pass', until: '' });
    expect(row).toMatchObject({
      serial: expect.stringMatching(/./),
      from: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(row?.figures).toMatch(/^lengthMm=14[78].*;piuPercent=99/);
  });

  it('as not evaluable where no series shows what there is a limit on', async () => {
    for (const [series, label] of [
      [['acr-localizer'], 'uniformity (PIU)'],
      [['acr-t1'], 'length of the phantom'],
    ] as const) {
      const { report, qualification, told } = await qualified('acr-large-3t', series);
      expect(told).toEqual(['qualification-incomplete not-evaluable', 'qualification-recorded pass']);
      expect(report.findings[0]?.message).toContain(label);
      expect([report.verdict, rowsOf(qualification)[0]?.verdict]).toEqual(['not-evaluable', 'not-evaluable']);
    }
  });

  it('as not evaluable where a file beside it cannot be read: it may be one of the phantom', async () => {
    const place = mkdtempSync(join(folder, 'damaged-'));
    cpSync(join(data, 'ct-water'), place, { recursive: true });
    const [first = ''] = readdirSync(place);
    writeFileSync(join(place, 'cut.dcm'), readFileSync(join(place, first)).subarray(0, 300));
    const qualification = join(place, 'list.csv');
    const { findings } = await motionOf([place], { limits: 'ct-water', qualification });
    expect(findings.map(({ code }) => code)).toContain('unreadable-file');
    expect(rowsOf(qualification).map(({ verdict }) => verdict)).toEqual(['not-evaluable']);
  });

  it('by the worst of several series, whose figures bear their numbers', async () => {
    const { qualification } = await qualified('ct-water', ['ct-water*']);
    const [row, ...others] = rowsOf(qualification);
    expect(others).toEqual([]);
    expect(row?.verdict).toBe('fail');
    expect(row?.figures).toMatch(/^waterHu@2=[-\d.]+;waterHu@3=-8/);
  });

  it('once, however often it is asked', async () => {
    const { qualification } = await qualified('ct-water', ['ct-water']);
    const before = readFileSync(qualification, 'utf8');
    const again = await qualified('ct-water', ['ct-water'], { qualification });
    expect(again.told).toEqual(['qualification-known not-applicable']);
    expect(readFileSync(qualification, 'utf8')).toBe(before);
  });

  it('with a warning where the list knows it with other software', async () => {
    const { qualification } = await qualified('ct-water', ['ct-water']);
    const [row] = rowsOf(qualification);
    writeFileSync(qualification, readFileSync(qualification, 'utf8').replace(row?.software ?? '', 'OLD.1'));
    const { told } = await qualified('ct-water', ['ct-water'], { qualification });
    expect(told).toEqual(['qualification-upgraded warn', 'qualification-recorded pass']);
  });

  it('not at all where nothing was a phantom', async () => {
    const { told } = await qualified('default', ['ct-water']);
    expect(told).toContain('qualification-nothing not-evaluable');
  });

  it('not where the list cannot be: that is told before anything is measured', async () => {
    const qualification = join(folder, 'no such folder', 'list.csv');
    await expect(qualified('ct-water', ['ct-water'], { qualification })).rejects.toThrow(
      /could not be written/,
    );
  });
});

describe('a trial that knows phantoms', () => {
  function trialFile(pattern: string): string {
    const path = join(folder, `trial-${++lists}.yaml`);
    const example = readFileSync(
      new URL('../../../../schemas/examples/trial/valid-full.yaml', import.meta.url),
      'utf8',
    );
    const match = example.replace(/pattern: "\(\?i\)\^\(phantom\|qa\)"/, `pattern: "${pattern}"`);
    writeFileSync(path, match.replace(/pattern: "\(\?i\)acr"/, 'pattern: "^nobody$"'));
    return path;
  }

  it('lets limits of phantoms hold for them', async () => {
    const { report } = await qualified('ct-water', ['ct-water'], { trial: trialFile('^QA') });
    expect([report.verdict, report.phantoms.length]).toEqual(['pass', 1]);
    expect(report.config).toHaveProperty('trial.sha256');
  });

  it('keeps them from everybody else, who are looked at as people', async () => {
    const { report, told } = await qualified('ct-water', ['ct-water'], { trial: trialFile('^SUBJECT') });
    expect([report.phantoms.length, report.images.length]).toEqual([0, 1]);
    expect(told).toEqual([
      'motion-nothing-to-measure not-evaluable',
      'motion-no-limits not-applicable',
      'qualification-nothing not-evaluable',
    ]);
    expect(report.verdict).toBe('not-evaluable');
  });

  it('does not let a protocol take a person for a phantom', async () => {
    const protocol = join(folder, 'protocol.yaml');
    writeFileSync(
      protocol,
      `schema: corelab/protocol@1
protocol: { id: QA, version: 1, source: Manual }
series:
  water:
    match: { SeriesDescription: ct-water }
    count: { min: 0 }
    phantom: { kind: ct-water }
    qc: { limits: [{ figure: waterHu, min: -7 HU, max: 7 HU }] }
`,
    );
    const known = await qualified(protocol, ['ct-water'], { trial: trialFile('^QA') });
    expect(known.report.phantoms).toMatchObject([{ outcome: 'pass', declaredBy: 'water' }]);
    const { report, told } = await qualified(protocol, ['ct-water'], { trial: trialFile('^SUBJECT') });
    expect(told).toContain('phantom-not-measured not-evaluable');
    expect(report.phantoms[0]?.why).toContain('the trial does not know the study');
  });
});
