import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, type TestContext } from 'vitest';
import { runCheckProtocol } from '../../src/pipeline/check-protocol/run.js';
import { runInitProtocol } from '../../src/pipeline/init-protocol/run.js';
import type { ProtocolCheckRow, ProtocolSeriesRow } from '../../src/report/check-protocol-sections.js';
import { CALL, initOptions, notPassed, testFolder } from '../pipeline/init-protocol/judged.js';
import { SHARED_DICOM, skipOrFail } from './shared-data.js';

const base = testFolder();
afterAll(() => rmSync(base, { recursive: true, force: true }));

function shared(context: TestContext, name: string): string {
  const folder = join(SHARED_DICOM, name);
  return existsSync(folder) ? folder : skipOrFail(context, 'skipped: no shared data');
}

/** Sets of one or several scanners, classic, enhanced and mosaic, MR, CT and PET, each of which is whole. */
const REFERENCES = [
  'hazen',
  'dcm_qa_agfa',
  'dcm_qa_enh',
  'dcm_qa_me',
  'dcm_qa_nih',
  'dcm_qa_stc',
  'dcm_qa_xa30',
  'example-dicom-functional',
  'ibsi',
  'suv_computation',
];

describe('a protocol made of a real acquisition', () => {
  it.for(REFERENCES)('is passed by that acquisition without a warning: %s', async (name, context) => {
    const folder = shared(context, name);
    const out = join(base, `${name}.yaml`);
    const made = await runInitProtocol(initOptions([folder], out));
    expect(made.summary.entries).toBeGreaterThan(0);
    const report = await runCheckProtocol({ ...CALL, inputs: [folder], protocol: out });
    expect(notPassed(report)).toEqual([]);
  });

  it.for(['dcm_qa_nih', 'hazen', 'example-dicom-functional'])(
    'of GE and Philips that have no diffusion weighting asks for no b-value: %s',
    async (name, context) => {
      const folder = shared(context, name);
      const out = join(base, `${name}-b.yaml`);
      await runInitProtocol(initOptions([folder], out));
      const asked = readFileSync(out, 'utf8').replaceAll(/#.*/g, '');
      expect(asked).toContain('isDiffusion: false');
      expect(asked).not.toContain('bValues');
    },
  );

  it('of a diffusion series asks for its b-values', async (context) => {
    const out = join(base, 'dwi.yaml');
    await runInitProtocol(initOptions([shared(context, 'dcm_qa_stc')], out));
    expect(readFileSync(out, 'utf8')).toMatch(/isDiffusion: true/);
    expect(readFileSync(out, 'utf8')).toMatch(/bValues: .*929\.75/);
  });

  it('of five phantom scans of three makes has two series, and variants for the makes', async (context) => {
    const out = join(base, 'five.yaml');
    const made = await runInitProtocol(initOptions([shared(context, 'hazen')], out));
    expect(made.summary).toMatchObject({ studies: 5, leftOut: 0, entries: 2 });
  });
});

describe('acr-mr-phantom', () => {
  it('knows the ACR series of three makes, enhanced and classic, and each is as the ACR asks', async (context) => {
    const inputs = [shared(context, 'hazen')];
    const { sections } = await runCheckProtocol({ ...CALL, inputs, protocol: 'acr-mr-phantom' });
    const series = [...(sections.series as Iterable<ProtocolSeriesRow>)];
    expect(series.map(({ kind, entry, outcome }) => `${kind} ${entry} ${outcome}`).sort()).toEqual([
      ...Array.from({ length: 4 }, () => 'matched t1 pass'),
      'matched t2 pass',
    ]);
    // Each scan is a study of its own, and lacks the other of the two.
    const others = [...(sections.checks as Iterable<ProtocolCheckRow>)].filter(
      ({ outcome }) => outcome !== 'pass',
    );
    expect(new Set(others.map(({ code }) => code))).toEqual(new Set(['protocol-series-missing']));
  });
});
