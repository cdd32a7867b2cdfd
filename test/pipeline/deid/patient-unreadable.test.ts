import { describe, expect, it } from 'vitest';
import { FileDeid } from '../../../src/pipeline/deid/deid-file.js';
import { quarantineReason } from '../../../src/pipeline/deid/quarantine-reasons.js';
import { releasedFrom, sharedFor } from '../../conformance/deid-damage.js';
import { image } from './delivery.js';

describe("a patient's name or ID whose bytes are no text", () => {
  it.each([
    [
      'a name in another character set than the file says',
      { PatientName: Buffer.from('Zo\xeb^Wren ', 'latin1') },
    ],
    ['a name with control characters', { PatientName: Buffer.from('Zo\x03^Wren ', 'latin1') }],
    ['a name that goes on behind its end', { PatientName: Buffer.from('Zoe\0Wren', 'latin1') }],
    ['a number', { PatientID: Buffer.from('QV\xff8812003', 'latin1') }],
  ])('quarantines the file: %s', async (_, but) => {
    const deid = new FileDeid(await sharedFor('trial', undefined));
    expect(await releasedFrom(deid, image('unreadable', but))).toBeUndefined();
  });

  it('quarantines a file of a character set that nobody knows', async () => {
    const deid = new FileDeid(await sharedFor('trial', undefined));
    const unknown = { SpecificCharacterSet: 'ZWETSCHGE', PatientName: 'Zoe^Wren' };
    expect(await releasedFrom(deid, image('unknown', unknown))).toBeUndefined();
    expect(quarantineReason('character-set-unknown').group).toBe('quarantined-unreadable');
  });

  it('lets padding be, and characters of the set that the file says', async () => {
    const deid = new FileDeid(await sharedFor('trial', undefined));
    const padded = image('padded', { PatientName: Buffer.from('Zoe^Wren\0\0', 'latin1') });
    expect(await releasedFrom(deid, padded)).toBeDefined();
    const latin = { SpecificCharacterSet: 'ISO_IR 100', PatientName: Buffer.from('Zo\xeb^Wren ', 'latin1') };
    expect(await releasedFrom(deid, image('latin', latin))).toBeDefined();
  });

  it('is told in words', () => {
    expect(quarantineReason('patient-unreadable').group).toBe('quarantined-unreadable');
  });
});
