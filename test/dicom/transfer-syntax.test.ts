import { describe, expect, it } from 'vitest';
import { TRANSFER_SYNTAX, transferSyntaxOf } from '../../src/dicom/transfer-syntax.js';
import { lookupUid } from '../../src/dicom/uids.js';

describe('a transfer syntax', () => {
  it.each([
    ['implicit', '1.2.840.10008.1.2', [false, true, false, false]],
    ['explicit', '1.2.840.10008.1.2.1', [true, true, false, false]],
    ['deflated', '1.2.840.10008.1.2.1.99', [true, true, true, false]],
    ['big endian', '1.2.840.10008.1.2.2', [true, false, false, false]],
    ['encapsulated uncompressed', '1.2.840.10008.1.2.1.98', [true, true, false, true]],
    ['JPEG baseline', '1.2.840.10008.1.2.4.50', [true, true, false, true]],
    ['RLE', '1.2.840.10008.1.2.5', [true, true, false, true]],
    ['JPIP referenced, deflated', '1.2.840.10008.1.2.4.95', [true, true, true, false]],
    ['Papyrus 3', '1.2.840.10008.1.20', [false, true, false, false]],
    ['GE private', '1.2.840.113619.5.2', [false, true, false, false]],
    ['one that nobody knows', '1.2.3', [true, true, false, true]],
    ['one that is the name of a method', 'toString', [true, true, false, true]],
  ])('is known for what it is: %s', (_, uid, [explicit, littleEndian, deflated, encapsulated]) => {
    expect(transferSyntaxOf(uid)).toEqual({ uid, explicit, littleEndian, deflated, encapsulated });
  });

  it('has a UID that PS3.6 registers, a vendor’s own apart', () => {
    for (const [name, uid] of Object.entries(TRANSFER_SYNTAX)) {
      expect(lookupUid(uid)?.kind, name).toBe(name === 'gePrivate' ? undefined : 'transfer-syntax');
    }
  });
});
