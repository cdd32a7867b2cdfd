import { createHmac, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignmentKeys } from '../../src/identity/assignment-key.js';

const KEY = Buffer.alloc(32, 1);
const STUDY = { issuer: 'CITY', patientId: 'M5501', studyUID: '2.25.1' };

describe('the key of an assignment', () => {
  it('is what reports of earlier versions hold', () => {
    expect(assignmentKeys(KEY)(STUDY)).toBe(
      '7f7ea16c93f181df83e5f5cc3bccef1782c100827c18f2419a3c9f81689cc316',
    );
  });

  it('is an HMAC of issuer, Patient ID and study with a key of its own', () => {
    const own = Buffer.from(hkdfSync('sha256', KEY, 'corelab project key', 'corelab@1\0assignment\0', 32));
    const mac = createHmac('sha256', own).update('["CITY","M5501","2.25.1"]').digest('hex');
    expect(assignmentKeys(KEY)(STUDY)).toBe(mac);
  });

  it('is another for whatever differs, blanks and case too: it is found by the headers as they stand', () => {
    const keyOf = assignmentKeys(KEY);
    const others = [
      { ...STUDY, issuer: '' },
      { ...STUDY, issuer: 'CITYM', patientId: '5501' },
      { ...STUDY, patientId: 'm5501' },
      { ...STUDY, patientId: 'M5501 ' },
      { ...STUDY, studyUID: '2.25.11' },
    ];
    expect(new Set([STUDY, ...others].map(keyOf)).size).toBe(others.length + 1);
    expect(assignmentKeys(Buffer.alloc(32, 2))(STUDY)).not.toBe(keyOf(STUDY));
  });

  it('never moves a character from one value to the next unnoticed', () => {
    const keyOf = assignmentKeys(KEY);
    fc.assert(
      fc.property(fc.string({ minLength: 2 }), fc.nat(), (text, at) => {
        const cut = 1 + (at % (text.length - 1));
        const split = { ...STUDY, issuer: text.slice(0, cut), patientId: text.slice(cut) };
        expect(keyOf(split)).not.toBe(keyOf({ ...STUDY, issuer: '', patientId: text }));
      }),
    );
  });
});
