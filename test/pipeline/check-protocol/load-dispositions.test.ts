import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/io/config-error.js';
import { loadDispositions } from '../../../src/pipeline/check-protocol/load-dispositions.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-dispositions-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Noon of the first of March 2026, wherever the test runs. */
const NOW = new Date(2026, 2, 1, 12);

const SIGNED = 'who: reader, when: 2026-03-01, why: seen';
function written(...items: readonly string[]): string {
  const file = join(folder, 'dispositions.yaml');
  const list = items.map((item) => `  - { ${item} }`).join('\n');
  writeFileSync(file, `schema: corelab/dispositions@1\ndispositions:\n${list}\n`);
  return file;
}

/** Line, column and message of each fault. */
async function faults(...items: readonly string[]): Promise<string[]> {
  const error = await loadDispositions(written(...items), NOW).catch((e: unknown) => e);
  if (!(error instanceof ConfigError)) throw error;
  return error.problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

describe('loadDispositions', () => {
  it('gives the decisions in the order of the file, and names the very file', async () => {
    const file = written(
      `waive: { seriesUID: "1.2", check: EchoTime }, actual: "4.2", ${SIGNED}`,
      `accept: { seriesUID: "1.3", series: t1 }, ${SIGNED}`,
    );
    const { dispositions, sha256 } = await loadDispositions(file, NOW);
    expect(dispositions).toEqual([
      {
        waive: { seriesUID: '1.2', check: 'EchoTime' },
        ...{ actual: '4.2', who: 'reader', when: '2026-03-01', why: 'seen' },
      },
      { accept: { seriesUID: '1.3', series: 't1' }, who: 'reader', when: '2026-03-01', why: 'seen' },
    ]);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('goes by the calendar where the run is', async () => {
    const file = written(`accept: { seriesUID: "1.3" }, ${SIGNED}`);
    await expect(loadDispositions(file, new Date(2026, 2, 1, 0, 0, 1))).resolves.toBeDefined();
    await expect(loadDispositions(file, new Date(2026, 1, 28, 23, 59))).rejects.toThrow(
      'is in the future (today is 2026-02-28)',
    );
  });

  it('refuses a waiver without its check: nobody waives what nobody saw', async () => {
    expect(await faults(`waive: { seriesUID: "1.2" }, ${SIGNED}`)).toEqual([
      "3:7: 'dispositions[0].waive' lacks the key 'check'",
    ]);
  });

  it('refuses a decision that is neither, or both, or unsigned', async () => {
    expect(await faults(SIGNED)).toEqual(["3:5: 'dispositions[0]' lacks the key 'accept'"]);
    const both = 'waive: { seriesUID: "1.2", check: count }, accept: { seriesUID: "1.2" }';
    expect((await faults(`${both}, ${SIGNED}`))[0]).toContain('does not go with the other keys beside it');
    expect(await faults('accept: { seriesUID: "1.2" }, who: reader, when: 2026-03-01')).toEqual([
      "3:5: 'dispositions[0]' lacks the key 'why'",
    ]);
  });

  it('refuses a value on an acceptance, and a series that is not named by its UID', async () => {
    const valued = await faults(`accept: { seriesUID: "1.2" }, actual: "3", ${SIGNED}`);
    expect(valued[0]).toContain("'dispositions[0].actual' does not go with the other keys");
    expect((await faults(`accept: { subject: S1 }, ${SIGNED}`))[0]).toContain("lacks the key 'seriesUID'");
  });

  it('refuses misspelt keys with a suggestion, numbers without quotes, and days that are none', async () => {
    expect((await faults(`waive: { seriesUDI: "1.2", check: count }, ${SIGNED}`))[0]).toContain(
      "did you mean 'seriesUID'?",
    );
    expect((await faults(`waive: { seriesUID: "1.2", check: x }, actual: 4.2, ${SIGNED}`))[0]).toContain(
      'put it in quotes',
    );
    const day = 'accept: { seriesUID: "1.2" }, who: reader, when: 2026-02-30, why: seen';
    expect((await faults(day))[0]).toContain('2026-02-30');
  });

  it('tells faults that no schema can say with their places', async () => {
    expect(
      await faults(
        `waive: { check: count }, ${SIGNED}`,
        'accept: { seriesUID: "1.2" }, who: a, when: 2027-01-01, why: b',
      ),
    ).toEqual([
      "3:7: 'dispositions[0].waive' names no scan: give seriesUID, studyUID or subject",
      "4:51: 'dispositions[1].when' is in the future (today is 2026-03-01)",
    ]);
  });
});

describe('the examples of the schema', () => {
  const examples = fileURLToPath(new URL('../../../schemas/examples/dispositions/', import.meta.url));
  const files = readdirSync(examples).filter((name) => name.endsWith('.yaml'));

  it.each(files)('%s is what its name says', async (name) => {
    const path = join(examples, name);
    const found = await loadDispositions(path, new Date(2026, 11, 31)).catch((e: unknown) => e);
    if (name.startsWith('valid-')) expect(found).toHaveProperty('dispositions');
    else {
      expect(found).toBeInstanceOf(ConfigError);
      const expected = JSON.parse(readFileSync(path.replace('.yaml', '.expected.json'), 'utf8'));
      expect((found as ConfigError).problems).toEqual([{ file: path, ...expected }]);
    }
  });
});
