import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, problemText } from '../../../src/io/config-error.js';
import { loadCriteria } from '../../../src/pipeline/response/load-criteria.js';

const folder = mkdtempSync(join(tmpdir(), 'corelab-criteria-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HEAD = 'schema: corelab/criteria@1\n';

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, HEAD + text);
  return file;
}

async function faultsOf(nameOrFile: string): Promise<string[]> {
  const error = await loadCriteria(nameOrFile).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).problems.map((one) => problemText(one).replaceAll(`${folder}/`, ''));
}

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('criteria', () => {
  it('that ship are loaded by their name', async () => {
    const { criteria, sha256, file, bases } = await loadCriteria('recist-1.1');
    expect(criteria.title).toBe('RECIST 1.1');
    expect(sha256).toBe(digest(file));
    expect(bases).toEqual([]);
  });

  it('that do not ship are told with the nearest that do', async () => {
    expect(await faultsOf('recist-1.2')).toEqual([
      "recist-1.2: no criteria of this name ships (did you mean 'recist-1.1'?); there are recist-1.1, recist-1.1-confirmed; a file is named by a path, as ./recist-1.2.yaml",
    ]);
  });

  it('that a trial changes are loaded with all that they are based on, from wherever the file stands', async () => {
    mkdirSync(join(folder, 'sub'), { recursive: true });
    const one = written('one.yaml', 'base: recist-1.1-confirmed\nsource: Charter\ntargets: { most: 2 }\n');
    const two = written('sub/two.yaml', 'base: ../one.yaml\nname: TRIAL-01\n');
    const { criteria, file, sha256, bases } = await loadCriteria(two);
    expect(criteria).toMatchObject({
      name: 'TRIAL-01',
      targets: { most: 2, mostPerOrgan: 2 },
      modifications: ['targets.most: 5 → 2'],
      choices: ['best.confirmation.required: true'],
    });
    expect([file, sha256]).toEqual([two, digest(two)]);
    expect(bases.map((base) => base.file.split('/').at(-1))).toEqual([
      'one.yaml',
      'recist-1.1-confirmed.yaml',
      'recist-1.1.yaml',
    ]);
    expect(bases[0]).toEqual({ file: one, sha256: digest(one) });
  });

  it('that are wrong are told with their places', async () => {
    const text = 'base: recist-1.1\nsource: Charter\nnodes:\n  pathologicalFrom: 10\n';
    expect(await faultsOf(written('wrong.yaml', text))).toEqual([
      "wrong.yaml:5:21: 'nodes.pathologicalFrom' is '10', without a unit (did you mean '10 mm'?)",
    ]);
  });

  it('whose base is wrong are told at the base', async () => {
    written('bad.yaml', 'base: recist-1.1\ntargets: { most: 2 }\n');
    expect(await faultsOf(written('upon.yaml', 'base: ./bad.yaml\n'))).toEqual([
      "bad.yaml:3:1: 'targets' is changed on nobody's word: it needs a 'source', or the file does",
    ]);
  });

  it('whose base is not there are told where they name it', async () => {
    expect(await faultsOf(written('lost.yaml', 'base: ./gone.yaml\n'))).toEqual([
      "lost.yaml:2:7: 'base' names gone.yaml, which cannot be read: there is no such file",
    ]);
    const [told] = await faultsOf(written('unknown.yaml', 'base: recist-1.0\n'));
    expect(told).toMatch(/^unknown\.yaml:2:7: 'base' is 'recist-1\.0': no criteria of this name ships/);
  });

  it('that lead back to themselves are refused', async () => {
    expect(await faultsOf(written('self.yaml', 'base: ./self.yaml\n'))).toEqual([
      "self.yaml:2:7: 'base' leads back to self.yaml: criteria cannot be based on themselves",
    ]);
    written('a.yaml', 'base: ./b.yaml\n');
    expect(await faultsOf(written('b.yaml', 'base: ./a.yaml\n'))).toEqual([
      "a.yaml:2:7: 'base' leads back to b.yaml: criteria cannot be based on themselves",
    ]);
  });
});
