import { describe, expect, it } from 'vitest';
import type { DeidShared } from '../../../src/pipeline/deid/deid-job.js';
import { packed, unpacked } from '../../../src/pipeline/deid/packed-shared.js';
import { UidSet } from '../../../src/rules/deid/known/uid-set.js';
import { profileOf } from './delivery.js';

const SHARED: DeidShared = {
  id: 'run 1',
  profile: profileOf(),
  lists: [],
  recipients: ['-----BEGIN CERTIFICATE-----'],
  uidKey: Buffer.alloc(32, 7),
  subjects: [{ id: 'S-001', shiftDays: undefined, generation: 0 }],
  known: [{ kind: 'name', text: 'M\u00fcller^Hans', from: 'PatientName' }],
  uids: UidSet.of(['1.2.840.99999.1']).buffer,
  exempt: ['S-001'],
  version: '9.9.9',
  wantsReview: false,
  showsValues: false,
  wantsUids: true,
};

describe('what threads share', () => {
  it('is the same once unpacked', () => {
    const { uidKey, ...rest } = unpacked(structuredClone(packed(SHARED)));
    const { uidKey: key, ...given } = SHARED;
    expect(rest).toEqual(given);
    expect(Buffer.from(uidKey)).toEqual(Buffer.from(key));
  });

  it('goes to a thread in memory that both have, and names its run', () => {
    const there = packed(SHARED);
    expect(there.id).toBe('run 1');
    expect(there.plain).toBeInstanceOf(SharedArrayBuffer);
    expect(there.uids).toBe(SHARED.uids);
  });
});
