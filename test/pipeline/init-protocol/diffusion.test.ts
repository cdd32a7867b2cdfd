import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { privateBlock } from '../../../fixtures/writer/element.js';
import { writePart10 } from '../../../fixtures/writer/part10.js';
import { runCheckProtocol } from '../../../src/pipeline/check-protocol/run.js';
import { runInitProtocol } from '../../../src/pipeline/init-protocol/run.js';
import type { RawProtocol } from '../../../src/rules/protocol/protocol.js';
import { type Given, image, written } from '../../study/build.js';
import { CALL, initOptions, notPassed, testFolder } from './judged.js';
import { GE } from './reference.js';

const base = testFolder();
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** b-values of the images of one series, s/mm², as a scanner of GE states them; undefined where it does not. */
interface Scan {
  readonly b: readonly (number | undefined)[];
  readonly own?: Given;
}

let scans = 0;

/** Writes a series of three slices a b-value, and gives its folder. */
function scan({ b, own = {} }: Scan): string {
  scans++;
  const folder = join(base, `scan-${scans}`);
  mkdirSync(folder);
  for (const [place, value] of b.flatMap((one) => [0, 1, 2].map(() => one)).entries()) {
    const given = image({
      ...{ ...GE, StudyInstanceUID: `2.25.${scans}`, SeriesInstanceUID: `2.25.${scans}.1` },
      ...{ SeriesNumber: 2, SeriesDescription: 'ax', ImageType: ['ORIGINAL', 'PRIMARY', 'OTHER'] },
      ...{ InstanceNumber: place + 1, ImagePositionPatient: [-64, -64, (place % 3) * 3] },
      ...own,
    });
    const elements =
      value === undefined ? [] : [{ offset: 0x39, vr: 'IS' as const, value: [value, 0, 0, 0] }];
    const at = { group: 0x0043, creator: 'GEMS_PARM_01', block: 0x10 };
    writeFileSync(join(folder, `${place}.dcm`), writePart10(written(given, privateBlock(at, elements))));
  }
  return folder;
}

async function protocolOf(...folders: readonly string[]): Promise<{ out: string; protocol: RawProtocol }> {
  const out = join(base, `protocol-${scans}.yaml`);
  await runInitProtocol(initOptions(folders, out));
  return { out, protocol: parse(readFileSync(out, 'utf8')) as RawProtocol };
}

const checksOf = ({ series }: RawProtocol) => Object.values(series).map(({ checks }) => checks);

describe('a protocol asks for b-values', () => {
  it('of no series that has no diffusion weighting, although its images state b = 0', async () => {
    const { out, protocol } = await protocolOf(scan({ b: [0] }));
    const [checks] = checksOf(protocol);
    expect(checks).toMatchObject({ isDiffusion: false });
    expect(checks).not.toHaveProperty('bValues');
    // Weighting is found all the same.
    const weighted = await runCheckProtocol({ ...CALL, inputs: [scan({ b: [800] })], protocol: out });
    expect(notPassed(weighted)).toContain('isDiffusion fail');
    const silent = await runCheckProtocol({ ...CALL, inputs: [scan({ b: [undefined] })], protocol: out });
    expect(notPassed(silent)).toEqual([]);
  });

  it('of a diffusion series with all of them, b = 0 among them', async () => {
    const { out, protocol } = await protocolOf(scan({ b: [0, 1_000_001_000] }));
    const [checks] = checksOf(protocol);
    expect(checks).toMatchObject({ isDiffusion: true });
    expect(JSON.stringify(checks?.bValues)).toMatch(/"0 s\/mm2".*1000 s\/mm2/);
    const other = await runCheckProtocol({ ...CALL, inputs: [scan({ b: [0, 800] })], protocol: out });
    expect(notPassed(other)).toContain('bValues fail');
  });

  it('of a series of b = 0 alone that says it is diffusion', async () => {
    const own = { ImageType: ['ORIGINAL', 'PRIMARY', 'DIFFUSION', 'NONE'] };
    const { protocol } = await protocolOf(scan({ b: [0], own }));
    expect(checksOf(protocol)).toMatchObject([{ isDiffusion: true, bValues: '0 s/mm2' }]);
  });

  it('of none of two scanners of which one states b = 0 and the other nothing', async () => {
    const ge = { RepetitionTime: 500 };
    const siemens = { Manufacturer: 'SIEMENS', ManufacturerModelName: 'Skyra', RepetitionTime: 600 };
    const { protocol } = await protocolOf(scan({ b: [0], own: ge }), scan({ b: [undefined], own: siemens }));
    expect(JSON.stringify(protocol)).toContain('"RepetitionTime":{"value":"600 ms"');
    expect(JSON.stringify(protocol)).not.toContain('bValues');
    expect(Object.values(protocol.series)).toMatchObject([{ checks: { isDiffusion: false } }]);
  });
});
