import { randomBytes } from 'node:crypto';
import { closeSync, openSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  type Anchor,
  anchorMissing,
  anchorPath,
  createAnchor,
  fileError,
  lastHead,
  openAnchor,
  readAnchor,
  syncFolder,
} from './anchor.js';
import { append, auditForged, type Context, EMPTY_HEAD, entryOf, headOf, recordAt } from './audit.js';
import { Connection } from './connection.js';
import type { Actor } from './contract.js';
import { CrosswalkError, errno } from './crosswalk-error.js';
import { CURRENT_VERSION, MIGRATIONS } from './migrations.js';
import { type CrosswalkSecret, type KeyLine, keyWithoutAnchor, matchingKeys, newKey } from './secret.js';

/** How a crosswalk is opened. */
export interface OpenOptions {
  readonly path: string;
  readonly secret: CrosswalkSecret;
  /** Makes it where there is none. */
  readonly create?: boolean;
  readonly actor: Actor;
  readonly toolVersion: string;
  readonly now?: () => Date;
  /** How long another process is waited for; 60 s where not given. */
  readonly busyTimeoutMs?: number;
  /** Cost of a new passphrase, a power of two; 2^17 where not given. An existing crosswalk has its own. */
  readonly scryptN?: number;
  /** Opens, to be read, what does not agree with its anchor: for `verify` and `acceptRestored`. */
  readonly tolerant?: boolean;
}

/** A crosswalk that is open. */
export interface Opened {
  readonly connection: Connection;
  readonly auditKey: Buffer;
  readonly context: Context;
  /** Why nothing may be written; only where `tolerant` was asked for. */
  readonly problem: CrosswalkError | undefined;
  /** What a new anchor begins with; only where there is none. */
  readonly keyLine: KeyLine | undefined;
}

const BUSY_TIMEOUT_MS = 60_000;

/**
 * Opens or makes the database with its anchor. Each step leaves what the next opening completes: the anchor is made
 * first, then the empty file, then its structure and first audit record in one transaction, then the head is anchored.
 * @throws CrosswalkError
 */
export async function openFiles(options: OpenOptions): Promise<Opened> {
  const { path } = options;
  let anchor = readAnchor(anchorPath(path));
  // The anchor was read first: its heads are of a database that was there.
  const isThere = hasContent(path);
  if (isThere) anchor ??= readAnchor(anchorPath(path));
  else anchor = await begin(options, anchor);
  checkMode(anchorPath(path), statOf(anchorPath(path)));
  const connection = await connect(options, anchor);
  try {
    const keyLine = anchor ? undefined : (await newKey(options.secret)).line;
    return { ...start(options, anchor, connection), keyLine };
  } catch (error) {
    connection.close();
    throw error;
  }
}

function hasContent(path: string): boolean {
  const info = statOf(path);
  if (!info && !statOf(dirname(path))?.isDirectory())
    throw new CrosswalkError('crosswalk-no-folder', `there is no folder for ${path}: make it`);
  if (info && !info.isFile())
    throw new CrosswalkError('crosswalk-not-a-file', `${path} is not a regular file: name another`);
  checkMode(path, info);
  return info !== undefined && info.size > 0;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(errno(cause))) return undefined;
    throw new CrosswalkError('crosswalk-io', `${path} cannot be read (${errno(cause)})`, { cause });
  }
}

function checkMode(path: string, info: Stats | undefined): void {
  if (!info || process.platform === 'win32' || (info.mode & 0o077) === 0) return;
  const mode = (info.mode & 0o777).toString(8).padStart(4, '0');
  const message = `others have access to ${path} (mode ${mode}): run 'chmod 600' on it`;
  throw new CrosswalkError('crosswalk-too-open', message);
}

/** Makes what a new crosswalk has before its structure: an anchor with a key line, and an empty file. */
async function begin(options: OpenOptions, found: Anchor | undefined): Promise<Anchor> {
  const { path, secret } = options;
  if (found && lastHead(found)) {
    const message = `the crosswalk ${path} is gone, its anchor is not: restore it from a backup`;
    throw new CrosswalkError('crosswalk-missing', message);
  }
  if (!options.create)
    throw new CrosswalkError('crosswalk-missing', `there is no crosswalk ${path}: check the name`);
  const keys = found ? await matchingKeys(secret, found.keys) : [];
  if (keys.length === 0) {
    const { line } = await newKey(secret, options.scryptN);
    if (found || !createAnchor(anchorPath(path), line)) await joinAnchor(options, line);
  }
  try {
    closeSync(openSync(path, 'a', 0o600));
    syncFolder(path);
  } catch (cause) {
    throw fileError(path, cause);
  }
  const anchor = readAnchor(anchorPath(path));
  if (anchor) return anchor;
  throw anchorMissing(anchorPath(path));
}

/** Another process made the anchor meanwhile, or an attempt with another secret stopped before the database. */
async function joinAnchor(options: OpenOptions, line: KeyLine): Promise<void> {
  const path = anchorPath(options.path);
  const anchor = readAnchor(path);
  if (anchor && (await matchingKeys(options.secret, anchor.keys)).length > 0) return;
  if (hasContent(options.path)) throw wrongKey(options.path);
  const file = openAnchor(path);
  try {
    file.append(line);
  } catch (cause) {
    throw fileError(path, cause);
  } finally {
    file.close();
  }
}

async function connect(options: OpenOptions, anchor: Anchor | undefined): Promise<Connection> {
  const { path, secret, busyTimeoutMs = BUSY_TIMEOUT_MS } = options;
  const keys = anchor ? await matchingKeys(secret, anchor.keys) : await keysWithoutAnchor(options);
  if (anchor && anchor.keys.length === 0) {
    const message = `${anchorPath(path)} is damaged: restore it from the same backup as the crosswalk`;
    throw new CrosswalkError('anchor-damaged', message);
  }
  if (keys.length === 0) throw wrongKey(path);
  for (const key of keys) {
    try {
      return new Connection(path, key, busyTimeoutMs);
    } catch (error) {
      if (!(error instanceof CrosswalkError) || error.code !== 'crosswalk-wrong-key') throw error;
    }
  }
  // The anchor knows the secret: where there was one key only, it is the file that is wrong.
  if (anchor && anchor.keys.length > 1) throw wrongKey(path);
  const message = `the crosswalk ${path} is damaged in front, or another's: restore it from a backup`;
  throw new CrosswalkError('crosswalk-damaged', message);
}

async function keysWithoutAnchor(options: OpenOptions): Promise<string[]> {
  const key = options.tolerant ? await keyWithoutAnchor(options.secret) : undefined;
  if (key === undefined) throw anchorMissing(anchorPath(options.path));
  return [key];
}

function wrongKey(path: string): CrosswalkError {
  const message = `the crosswalk ${path} does not open with this key: use the one that it was made or rekeyed with`;
  return new CrosswalkError('crosswalk-wrong-key', message);
}

function start(
  options: OpenOptions,
  anchor: Anchor | undefined,
  connection: Connection,
): Omit<Opened, 'keyLine'> {
  const { path, actor, toolVersion, now = () => new Date() } = options;
  const context = { actor, tool: toolVersion, now };
  const version = Number(connection.scalar('SELECT user_version FROM pragma_user_version'));
  if (version > CURRENT_VERSION) {
    const message = `the crosswalk ${path} was written by a newer version: use that one`;
    throw new CrosswalkError('crosswalk-newer', message);
  }
  const problem = anchor ? headProblem(connection, anchor, path) : anchorMissing(anchorPath(path));
  if (problem && (!options.tolerant || version === 0)) throw problem;
  if (version < CURRENT_VERSION) migrate(connection, context);
  const auditKey = connection.scalar("SELECT value FROM meta WHERE key = 'audit-key'");
  if (!(auditKey instanceof Uint8Array) || auditKey.length !== 32)
    throw new CrosswalkError(
      'crosswalk-damaged',
      `the crosswalk ${path} is damaged: restore it from a backup`,
    );
  if (anchor && !problem && !options.tolerant) catchUp(path, anchor, connection, context);
  return { connection, auditKey: Buffer.from(auditKey), context, problem };
}

/** Whether the database still has the last head that was anchored: cheap, done at every opening. */
function headProblem(connection: Connection, anchor: Anchor, path: string): CrosswalkError | undefined {
  const last = lastHead(anchor);
  if (!last || last.seq === 0) return undefined;
  const hasAudit = connection.scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'audit'") === 1;
  const head = hasAudit ? headOf(connection) : EMPTY_HEAD;
  if (head.seq >= last.seq) {
    return recordAt(connection, last.seq)?.mac === last.mac ? undefined : auditForged(path);
  }
  const message =
    `the crosswalk ${path} is older than its anchor (record ${head.seq} of ${last.seq}): IDs that it does not know ` +
    "may have been given out. Use the newest copy; if there is none, run 'corelab crosswalk verify --accept-restored'";
  return new CrosswalkError('crosswalk-behind-anchor', message);
}

/**
 * Brings the structure up to date in one transaction; of processes that try at once one does it.
 * @throws CrosswalkError
 */
export function migrate(connection: Connection, context: Context): void {
  connection.transaction('IMMEDIATE', () => {
    const from = Number(connection.scalar('SELECT user_version FROM pragma_user_version'));
    for (const { version, up } of MIGRATIONS) {
      if (version <= from) continue;
      connection.exec(up);
      connection.exec(`PRAGMA user_version = ${version}`);
    }
    if (from > 0) return;
    const auditKey = randomBytes(32);
    connection.run("INSERT INTO meta(key, value) VALUES('audit-key', ?)", [auditKey]);
    const what = { entity: 'note', before: null, after: null };
    append(connection, auditKey, entryOf(context, { name: 'create' }, what));
  });
}

/** Anchors the head of a transaction after which a process died. */
function catchUp(path: string, anchor: Anchor, connection: Connection, context: Context): void {
  const head = headOf(connection);
  if (head.seq <= (lastHead(anchor)?.seq ?? 0)) return;
  const file = openAnchor(anchorPath(path));
  try {
    file.append({ ...head, at: context.now().toISOString() });
  } catch (cause) {
    throw fileError(anchorPath(path), cause);
  } finally {
    file.close();
  }
}
