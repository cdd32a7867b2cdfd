import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { expect } from 'vitest';
import type { Writer } from '../../../src/identity/crosswalk/contract.js';
import { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import { CrosswalkError } from '../../../src/identity/crosswalk/crosswalk-error.js';
import type { OpenOptions } from '../../../src/identity/crosswalk/open.js';
import { type CrosswalkSecret, type KeyLine, matchingKeys } from '../../../src/identity/crosswalk/secret.js';

/** Needs no scrypt: tests that are not of passphrases use it. */
export const KEY_FILE: CrosswalkSecret = { kind: 'key-file', bytes: Buffer.alloc(32, 7) };
export const OTHER_KEY: CrosswalkSecret = { kind: 'key-file', bytes: Buffer.alloc(32, 8) };

export const ENROL = { name: 'enrol' };

export function newPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'corelab-crosswalk-')), 'x.db');
}

export function optionsOf(path: string, more: Partial<OpenOptions> = {}): OpenOptions {
  const actor = { osUser: 'reader', operator: 'A. Operator' };
  return { path, secret: KEY_FILE, actor, toolVersion: '0.0.1', busyTimeoutMs: 20_000, ...more };
}

export function create(path: string, more: Partial<OpenOptions> = {}): Promise<Crosswalk> {
  return Crosswalk.open(optionsOf(path, { create: true, ...more }));
}

/** A person of one record number with a subject; the trial is made where there is none. */
export function enrol(writer: Writer, name: string): number {
  const trial =
    writer.row('trials', 'protocol = ?', 'P1')?.id ??
    writer.insert('trials', { protocol: 'P1', sponsor: 'S', project_key: 'ab' }, ENROL);
  const person = writer.insert('people', { details: JSON.stringify({ names: [name] }) }, ENROL);
  writer.insert('numbers', { person, issuer: 'SITE', patient_id: `mrn-${name}` }, ENROL);
  const place = { trial, person, site: '01', subject: `01-${name}`, kind: 'subject', scope: '01' };
  return writer.insert('subjects', { ...place, sequence: person, status: 'active', shift_days: -7 }, ENROL);
}

/** A closed crosswalk with people of these names, each of a transaction of its own. */
export async function filled(names: readonly string[]): Promise<string> {
  const path = newPath();
  const crosswalk = await create(path);
  for (const name of names) crosswalk.write((writer) => enrol(writer, name));
  crosswalk.close();
  return path;
}

/** Opens the file as whoever has the key but not this program. */
export async function tamper(path: string, ...statements: string[]): Promise<void> {
  const [first = ''] = readFileSync(`${path}.anchor`, 'utf8').split('\n');
  const [key = ''] = await matchingKeys(KEY_FILE, [JSON.parse(first) as KeyLine]);
  const database = new Database(path);
  database.pragma(`hexkey='${key}'`);
  database.pragma('foreign_keys=OFF');
  for (const statement of statements) database.exec(statement);
  database.close();
}

/** Both files, as a backup has them. */
export function copyTo(from: string, to: string): void {
  for (const end of ['', '.anchor']) copyFileSync(`${from}${end}`, `${to}${end}`);
}

/** What `verify` says, by code. */
export async function verdict(path: string, more: Partial<OpenOptions> = {}): Promise<string[]> {
  const crosswalk = await Crosswalk.open(optionsOf(path, { tolerant: true, ...more }));
  try {
    return [...new Set(crosswalk.verify().problems.map(({ code }) => code))].sort();
  } finally {
    crosswalk.close();
  }
}

export async function codeOf(work: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    expect(error).toBeInstanceOf(CrosswalkError);
    return (error as CrosswalkError).code;
  }
  return 'no error';
}
