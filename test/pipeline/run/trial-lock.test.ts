import { readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { lockTrial } from '../../../src/pipeline/run/trial-lock.js';
import { folder } from './run-lab.js';

let store: string;
beforeEach(() => {
  store = join(folder(), 'x.db');
  writeFileSync(store, '');
});

it('keeps a second run on the trial away until the first is over', () => {
  const lock = lockTrial(store, 'EX-1');
  expect(() => lockTrial(store, 'EX-1')).toThrow(
    expect.objectContaining({ name: 'RunError', code: 'run-in-progress' }),
  );
  lock.release();
  lockTrial(store, 'EX-1').release();
});

it('lets runs on other trials of the store go on', () => {
  const one = lockTrial(store, 'EX-1');
  const two = lockTrial(store, 'EX-2');
  expect(() => lockTrial(store, 'EX-2')).toThrow('another run');
  one.release();
  two.release();
});

it('is the same for a store by whatever path it is reached', () => {
  const link = `${store}-link`;
  symlinkSync(store, link);
  const lock = lockTrial(link, 'EX-1');
  expect(() => lockTrial(store, 'EX-1')).toThrow('another run');
  lock.release();
});

it('is told to nobody else, and names no trial: its ID may hold any character', () => {
  const lock = lockTrial(store, '../EX/1');
  const places = `${store}.runs`;
  expect(statSync(places).mode & 0o777).toBe(0o700);
  expect(readdirSync(places)).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
  lock.release();
});
