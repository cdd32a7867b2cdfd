import { execFileSync } from 'node:child_process';
import { hkdfSync } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { KeyError } from '../../src/identity/key-error.js';
import { createProjectKey, deriveKey, fingerprint, loadProjectKey } from '../../src/identity/project-key.js';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-key-'));
  path = join(folder, 'trial.key');
});

async function errorOf(work: Promise<unknown>): Promise<KeyError> {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(KeyError);
  return error as KeyError;
}

describe('a new project key', () => {
  it('has 32 random bytes that only its owner may read', async () => {
    const key = await createProjectKey(path);
    expect(key).toHaveLength(32);
    expect(readFileSync(path)).toEqual(key);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await createProjectKey(`${path}2`)).not.toEqual(key);
  });

  it('replaces nothing, not even through a link', async () => {
    writeFileSync(path, 'precious');
    symlinkSync(path, join(folder, 'link'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
    for (const name of ['trial.key', 'link', 'dangling']) {
      expect((await errorOf(createProjectKey(join(folder, name)))).code).toBe('key-exists');
    }
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });

  it('says why it cannot be made', async () => {
    const error = await errorOf(createProjectKey(join(folder, 'no', 'such', 'k')));
    expect(error.code).toBe('key-io');
    expect(error.message).toContain('ENOENT');
  });
});

describe('loading a project key', () => {
  it('gives what was made', async () => {
    const key = await createProjectKey(path);
    expect(await loadProjectKey(path)).toEqual(key);
  });

  it('says how to make one when there is none', async () => {
    const error = await errorOf(loadProjectKey(path));
    expect(error.code).toBe('key-missing');
    expect(error.message).toContain('corelab key new');
  });

  it.each([0, 1, 31, 33, 64, 100_000])('refuses %d bytes', async (length) => {
    writeFileSync(path, Buffer.alloc(length), { mode: 0o600 });
    expect((await errorOf(loadProjectKey(path))).code).toBe('key-length');
  });

  it.each([0o640, 0o604, 0o660, 0o644, 0o601])('refuses mode %o', async (mode) => {
    await createProjectKey(path);
    chmodSync(path, mode);
    const error = await errorOf(loadProjectKey(path));
    expect(error.code).toBe('key-too-open');
    expect(error.message).toContain('chmod 600');
  });

  it('refuses a folder, a device and a pipe, without waiting for one', async () => {
    mkdirSync(join(folder, 'd'), { mode: 0o700 });
    execFileSync('mkfifo', ['-m', '600', join(folder, 'pipe')]);
    for (const special of [join(folder, 'd'), join(folder, 'pipe'), '/dev/zero']) {
      expect((await errorOf(loadProjectKey(special))).code).toBe('key-not-a-file');
    }
  });
});

describe('a derived key', () => {
  const key = Buffer.from(Array.from({ length: 32 }, (_, i) => i));

  it('is HKDF-SHA-256 over the purpose and the site', () => {
    const wanted = hkdfSync('sha256', key, 'corelab project key', 'corelab@1\0uid\0site 7', 32);
    expect(deriveKey(key, 'uid', 'site 7')).toEqual(Buffer.from(wanted));
  });

  it('differs by key, purpose and site, and is the same each time', () => {
    const all = [
      deriveKey(key, 'uid'),
      deriveKey(key, 'path'),
      deriveKey(key, 'uid', 'a'),
      deriveKey(key, 'uid', 'b'),
      deriveKey(Buffer.alloc(32), 'uid'),
    ].map((one) => one.toString('hex'));
    expect(new Set(all).size).toBe(all.length);
    expect(deriveKey(key, 'uid', 'a').toString('hex')).toBe(all[2]);
  });

  it('keeps its value from one version to the next: identifiers depend on it', () => {
    expect(deriveKey(key, 'uid').toString('hex')).toBe(
      '12ced29b48e5def4fef48c0ca446b583acbbf8c41b43336ed015557dcf324b28',
    );
    expect(fingerprint(key)).toBe('3fd4583548fe75a3');
  });

  it('has a fingerprint that holds nothing of the key', () => {
    expect(fingerprint(key)).toMatch(/^[0-9a-f]{16}$/);
    expect(key.toString('hex')).not.toContain(fingerprint(key).slice(0, 6));
  });
});
