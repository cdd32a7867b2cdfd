import { beforeAll, describe, expect, it } from 'vitest';
import { readAnchor } from '../../../src/identity/crosswalk/anchor.js';
import { append } from '../../../src/identity/crosswalk/audit.js';
import { Connection } from '../../../src/identity/crosswalk/connection.js';
import { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import { CURRENT_VERSION } from '../../../src/identity/crosswalk/migrations.js';
import { rowJson } from '../../../src/identity/crosswalk/seal.js';
import { matchingKeys } from '../../../src/identity/crosswalk/secret.js';
import type { VerifyProblem } from '../../../src/identity/crosswalk/verify.js';
import { recordEvent } from '../../../src/identity/ledger/ledger.js';
import { newEvent } from '../ledger/events.js';
import {
  codeOf,
  copyTo,
  create,
  ENROL,
  enrol,
  filled,
  newPath,
  optionsOf,
  tamper,
} from './crosswalk-world.js';

const ENDED = newEvent('ended', { verdict: 'pass' });
const WITHOUT_LEDGER = ['DROP TABLE digests', 'DROP TABLE events', 'PRAGMA user_version = 1'];
const UNGUARDED = ['DROP TRIGGER events_not_changed', 'DROP TRIGGER events_not_deleted'];

const open = (path: string) => Crosswalk.open(optionsOf(path));
const versionOf = (crosswalk: Crosswalk) => crosswalk.scalar('SELECT user_version FROM pragma_user_version');

let original = '';
beforeAll(async () => {
  original = newPath();
  const crosswalk = await create(original);
  crosswalk.write((writer) => {
    enrol(writer, 'A');
    for (let i = 0; i < 3; i++) recordEvent(writer, 1, { ...ENDED, run: `r${i}` });
  });
  crosswalk.close();
});

async function copied(): Promise<string> {
  const path = newPath();
  copyTo(original, path);
  return path;
}

async function problemsAfter(...statements: string[]): Promise<readonly VerifyProblem[]> {
  const path = await copied();
  await tamper(path, ...statements);
  const crosswalk = await Crosswalk.open(optionsOf(path, { tolerant: true }));
  const { problems } = crosswalk.verify();
  crosswalk.close();
  return problems;
}

describe('a crosswalk without a ledger, as version 1 wrote it', () => {
  /** All that version 2 adds goes with the tables. */
  async function version1(): Promise<string> {
    const path = await filled(['A', 'B']);
    await tamper(path, ...WITHOUT_LEDGER);
    return path;
  }

  it('gets one when it is opened, and keeps all that it had', async () => {
    const path = await version1();
    const crosswalk = await open(path);
    expect(versionOf(crosswalk)).toBe(CURRENT_VERSION);
    expect(crosswalk.rows('events', '1')).toEqual([]);
    expect(crosswalk.rows('subjects', '1').map(({ subject }) => subject)).toEqual(['01-A', '01-B']);
    expect(crosswalk.verify()).toMatchObject({ problems: [], notes: [], records: 8 });
    crosswalk.write((writer) => recordEvent(writer, 1, ENDED));
    crosswalk.close();
    const again = await open(path);
    expect(again.verify()).toMatchObject({ problems: [], records: 9 });
    again.close();
  });

  it('gets it once, of however many that open it', async () => {
    const path = await version1();
    const all = await Promise.all(Array.from({ length: 4 }, () => open(path)));
    for (const crosswalk of all) crosswalk.write((writer) => recordEvent(writer, 1, ENDED));
    expect(all[0]?.verify()).toMatchObject({ problems: [], records: 12 });
    for (const crosswalk of all) crosswalk.close();
  });

  it('is refused still by one of a version that is newer than the program', async () => {
    const path = await version1();
    await tamper(path, `PRAGMA user_version = ${CURRENT_VERSION + 1}`);
    expect(await codeOf(open(path))).toBe('crosswalk-newer');
  });

  it('tells of the events that it had before the table was dropped', async () => {
    const problems = await problemsAfter(...WITHOUT_LEDGER);
    expect(problems).toEqual([1, 2, 3].map((id) => ({ code: 'row-gone', table: 'events', id, seq: id + 5 })));
  });
});

describe('an event', () => {
  it('is never changed by the program', async () => {
    const path = await copied();
    const crosswalk = await open(path);
    const change = () => crosswalk.write((writer) => writer.update('events', 1, { at: 'x' }, ENROL));
    expect(await codeOf(change)).toBe('row-refused');
    expect(change).toThrow('rows of events are never changed');
    expect(await codeOf(() => crosswalk.write((w) => w.update('events', 9, {}, ENROL)))).toBe('row-refused');
    expect(crosswalk.row('events', 'id = 1')?.at).toBe(ENDED.at);
    crosswalk.close();
  });

  it.each([
    "UPDATE events SET at = 'x' WHERE id = 1",
    'DELETE FROM events WHERE id = 3',
    'DELETE FROM events',
  ])('is kept by the database itself: %s', async (statement) => {
    await expect(problemsAfter(statement)).rejects.toThrow(/events are never (changed|deleted)/);
  });

  it('has digests that are kept by the database itself, and found when they are changed or gone', async () => {
    const path = await copied();
    const crosswalk = await open(path);
    const digests = [{ sopInstanceUID: '1.2', sha256: 'a'.repeat(64) }];
    crosswalk.write((writer) => recordEvent(writer, 1, { ...ENDED, digests }));
    expect(await codeOf(() => crosswalk.write((w) => w.update('digests', 1, {}, ENROL)))).toBe('row-refused');
    crosswalk.close();
    const change = "UPDATE digests SET digests = x'00'";
    for (const statement of [change, 'DELETE FROM digests'])
      await expect(tamper(path, statement)).rejects.toThrow(/digests are never (changed|deleted)/);
    const triggers = ['DROP TRIGGER digests_not_changed', 'DROP TRIGGER digests_not_deleted'];
    await tamper(path, ...triggers, change);
    const changed = await Crosswalk.open(optionsOf(path, { tolerant: true }));
    expect(changed.verify().problems).toEqual([{ code: 'row-forged', table: 'digests', id: 1 }]);
    changed.close();
    await tamper(path, 'DELETE FROM digests');
    const gone = await Crosswalk.open(optionsOf(path, { tolerant: true }));
    expect(gone.verify().problems).toMatchObject([{ code: 'row-gone', table: 'digests', id: 1 }]);
    gone.close();
  });

  it('that was changed all the same is found, by verify and when it is read', async () => {
    const changes = ["at = 'x'", "kind = 'waived'", 'subject = 1', "details = '{}'"];
    for (const change of [...changes, 'delivery = 1', "seal = x'00'"]) {
      const problems = await problemsAfter(...UNGUARDED, `UPDATE events SET ${change} WHERE id = 2`);
      expect(problems, change).toEqual([{ code: 'row-forged', table: 'events', id: 2 }]);
    }
    const path = await copied();
    await tamper(path, ...UNGUARDED, "UPDATE events SET item = '1.1' WHERE id = 2");
    const crosswalk = await open(path);
    expect(await codeOf(() => crosswalk.rows('events', '1'))).toBe('row-forged');
    crosswalk.close();
  });

  it.each([1, 3])('that was deleted is found, number %i of three', async (id) => {
    const problems = await problemsAfter(...UNGUARDED, `DELETE FROM events WHERE id = ${id}`);
    expect(problems).toEqual([{ code: 'row-gone', table: 'events', id, seq: id + 5 }]);
  });

  it('that was deleted with its record, the last of all, is found by the anchor', async () => {
    const statements = ['DELETE FROM events WHERE id = 3', 'DELETE FROM audit WHERE seq = 8'];
    expect(await problemsAfter(...UNGUARDED, ...statements)).toEqual([{ code: 'behind-anchor', seq: 8 }]);
  });

  it('that was added by hand is found', async () => {
    const columns = 'trial, kind, at, os_user, details, seal';
    const problems = await problemsAfter(
      `INSERT INTO events(id, ${columns}) SELECT 4, ${columns} FROM events WHERE id = 3`,
    );
    expect(problems).toEqual([{ code: 'row-forged', table: 'events', id: 4 }]);
  });

  it('whose audit has more than its insertion is forged, were the chain right', async () => {
    const path = await copied();
    const crosswalk = await open(path);
    const own = crosswalk.row('events', 'id = 1');
    crosswalk.close();
    const { secret } = optionsOf(path);
    const [key = ''] = await matchingKeys(secret, readAnchor(`${path}.anchor`)?.keys ?? []);
    const connection = new Connection(path, key, 1000);
    const auditKey = connection.scalar("SELECT value FROM meta WHERE key = 'audit-key'") as Uint8Array;
    const { id: _, ...values } = own ?? { id: 1 };
    const content = rowJson(values);
    const who = { at: ENDED.at, osUser: 'x', operator: null, tool: '1', action: 'x', reason: null };
    append(connection, auditKey, { ...who, entity: 'events:1', before: content, after: content });
    connection.close();
    const again = await open(path);
    expect(again.verify().problems).toEqual([{ code: 'row-forged', table: 'events', id: 1 }]);
    again.close();
  });
});
