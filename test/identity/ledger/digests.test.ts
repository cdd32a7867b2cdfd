import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CrosswalkError } from '../../../src/identity/crosswalk/crosswalk-error.js';
import { hasInstance, packDigests, unpackDigests } from '../../../src/identity/ledger/digests.js';
import { comparedWith } from '../../../src/identity/ledger/ledger.js';

const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
// UIDs that are none may hold anything that text can.
const uids = fc.oneof(fc.stringMatching(/^[0-9.]{1,64}$/), fc.string({ unit: 'binary' }));
const digests = fc.array(fc.record({ sopInstanceUID: uids, sha256: hex }), { maxLength: 20 });

describe('packed digests', () => {
  it('are those that were packed, whatever stands for a UID', () => {
    fc.assert(
      fc.property(digests, (given) => {
        const packed = packDigests(given);
        expect(unpackDigests(packed)).toEqual(given);
        for (const { sopInstanceUID } of given) expect(hasInstance(packed, sopInstanceUID)).toBe(true);
      }),
    );
  });

  it('keep what would end a line, or look like an escape', () => {
    const given = ['', ' ', '1.2\n3', '%20', '1.2 \u2028'].map((sopInstanceUID) => ({
      ...{ sopInstanceUID, sha256: 'a'.repeat(64) },
    }));
    expect(unpackDigests(packDigests(given))).toEqual(given);
    expect(hasInstance(packDigests(given), '1.2')).toBe(false);
  });

  it('are none where none were packed', () => {
    expect(unpackDigests(packDigests([]))).toEqual([]);
    expect(hasInstance(packDigests([]), '')).toBe(false);
  });

  it.each(['', 'a'.repeat(63), 'a'.repeat(65), 'A'.repeat(64), `${'a'.repeat(63)}\n`])(
    'are refused where %j is no SHA-256',
    (sha256) => {
      const pack = () => packDigests([{ sopInstanceUID: '1.2', sha256 }]);
      expect(pack).toThrow(CrosswalkError);
    },
  );
});

describe('a study that came is', () => {
  const known = new Map([
    ['1', 'a'],
    ['2', 'b'],
  ]);
  const compare = (...came: readonly (readonly [string, string])[]) =>
    comparedWith(
      known,
      came.map(([sopInstanceUID, sha256]) => ({ sopInstanceUID, sha256 })),
    );

  it('received where nothing of it is known', () => {
    const came = [{ sopInstanceUID: '1', sha256: 'a' }];
    const first = { kind: 'received', same: 0, changed: 0 };
    expect(comparedWith(new Map(), came)).toEqual({ ...first, added: 1 });
    expect(comparedWith(new Map(), [])).toEqual({ ...first, added: 0 });
  });

  it('re-sent where all that came is known, were it less or twice', () => {
    expect(compare(['1', 'a'], ['2', 'b'])).toEqual({ kind: 're-sent', same: 2, changed: 0, added: 0 });
    expect(compare(['2', 'b'])).toEqual({ kind: 're-sent', same: 1, changed: 0, added: 0 });
    expect(compare(['2', 'b'], ['2', 'b'])).toEqual({ kind: 're-sent', same: 1, changed: 0, added: 0 });
  });

  it('changed where one file differs, or one is new', () => {
    expect(compare(['1', 'a'], ['2', 'x'])).toEqual({ kind: 'changed', same: 1, changed: 1, added: 0 });
    expect(compare(['1', 'a'], ['3', 'c'])).toEqual({ kind: 'changed', same: 1, changed: 0, added: 1 });
  });

  it('changed where an instance came in two forms, in whatever order', () => {
    const counts = { kind: 'changed', same: 0, changed: 1, added: 0 };
    expect(compare(['1', 'a'], ['1', 'x'])).toEqual(counts);
    expect(compare(['1', 'x'], ['1', 'a'])).toEqual(counts);
    expect(compare(['3', 'x'], ['3', 'a'])).toEqual({ ...counts, changed: 0, added: 1 });
  });

  it('re-sent exactly when nothing differs, and each instance is counted once', () => {
    const few = fc.array(fc.tuple(fc.constantFrom('1', '2', '3'), fc.constantFrom('a', 'b', 'c')), {
      minLength: 1,
    });
    fc.assert(
      fc.property(few, few, (before, now) => {
        const then = new Map(before);
        const came = now.map(([sopInstanceUID, sha256]) => ({ sopInstanceUID, sha256 }));
        const { kind, same, changed, added } = comparedWith(then, came);
        expect(same + changed + added).toBe(new Set(now.map(([uid]) => uid)).size);
        expect(kind === 're-sent').toBe(now.every(([uid, sha256]) => then.get(uid) === sha256));
        expect(kind === 're-sent').toBe(changed + added === 0);
      }),
    );
  });
});
