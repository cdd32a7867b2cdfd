import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/io/config-error.js';
import { isPath, shippedFolder, shippedIn, shippedPath } from '../../src/pipeline/shipped.js';

const folder = mkdtempSync(join(tmpdir(), 'corelab-shipped-'));
afterAll(() => rmSync(folder, { recursive: true }));
for (const name of ['beta.yaml', 'alpha.yaml', 'notes.txt']) writeFileSync(join(folder, name), '');

describe('what ships', () => {
  it('lies beside the program', async () => {
    expect(await shippedIn(shippedFolder('profiles'), 'trial')).toHaveProperty('path');
  });

  it.each([
    ['trial', false],
    ['ms-smart-3t', false],
    ['./trial', true],
    ['a/b', true],
    ['a\\b', true],
    ['trial.yaml', true],
    ['trial.YML', true],
  ])('is told from a path: %s', (text, path) => {
    expect(isPath(text)).toBe(path);
  });

  it('is found by its name', async () => {
    expect(await shippedIn(folder, 'alpha')).toEqual({ path: join(folder, 'alpha.yaml') });
    expect(await shippedPath('alpha', { folder, what: 'thing' })).toBe(join(folder, 'alpha.yaml'));
  });

  it('is not looked for where a path is given', async () => {
    expect(await shippedPath('./alpha', { folder, what: 'thing' })).toBe('./alpha');
  });

  it('is told with the nearest name where there is none of this', async () => {
    expect(await shippedIn(folder, 'alhpa')).toEqual({ names: ['alpha', 'beta'], meant: 'alpha' });
    const error = await shippedPath('alhpa', { folder, what: 'thing' }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).problems[0]).toMatchObject({
      message:
        "no thing of this name ships (did you mean 'alpha'?); there are alpha, beta; a file is named by a path, as ./alhpa.yaml",
      suggestion: 'alpha',
    });
    const [other] = (
      (await shippedPath('zzz', { folder, what: 'thing' }).catch((e: unknown) => e)) as ConfigError
    ).problems;
    expect(other).not.toHaveProperty('suggestion');
  });

  it('is nothing in a folder that is not there', async () => {
    expect(await shippedIn(join(folder, 'none'), 'alpha')).toEqual({ names: [], meant: undefined });
  });
});
