import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPart10 } from '../../src/dicom/part10.js';
import { FileSource } from '../../src/io/file-source.js';
import { type HeaderPatient, mrFile } from '../commands/assign-id/mr-file.js';
import { corelab, folder } from '../commands/cli.js';
import { hasPeer } from '../helpers/peers.js';

const PATIENT: HeaderPatient = {
  ...{ id: 'QV-8812003', name: 'Zwetschgenbaum^Ottilie', birthDate: '19430217', sex: 'F' },
};
const PROFILE = `schema: corelab/profile@1
name: with-originals
description: The basic profile, with the original identity for one recipient.
options: {}
markers: { recipients: [recipient.pem] }
admission: { sopClasses: [images] }
`;

/** A folder with a key, a recipient, a profile for both, and one image. */
function lab(): string {
  const at = folder();
  mkdirSync(join(at, 'cd'));
  writeFileSync(join(at, 'cd', 'IM1'), mrFile('one', PATIENT, '20231104'));
  writeFileSync(join(at, 'corelab.key'), randomBytes(32), { mode: 0o600 });
  writeFileSync(join(at, 'profile.yaml'), PROFILE);
  const subject = ['-nodes', '-subj', '/CN=recipient', '-days', '2'];
  const files = ['-keyout', join(at, 'recipient.key'), '-out', join(at, 'recipient.pem')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...subject, ...files], { stdio: 'ignore' });
  return at;
}

describe.skipIf(!hasPeer('openssl'))('deid with recipients (skipped: no openssl)', () => {
  it('writes the original identity so that the recipient alone can read it', async () => {
    const at = lab();
    const out = join(at, 'out');
    const flags = ['--profile', join(at, 'profile.yaml'), '--key-file', join(at, 'corelab.key'), '--json'];
    const ran = await corelab(['deid', join(at, 'cd'), '--out', out, ...flags]);
    expect(ran.stderr).toBe('');
    const [released] = JSON.parse(ran.stdout).files;
    const path = join(out, released.path);
    expect(readFileSync(path, 'latin1')).not.toMatch(/zwetschgenbaum|8812003|19430217/i);
    const source = new FileSource(Buffer.from(path));
    const [item] = readPart10(source, { toEnd: true }).dataset.sequence('EncryptedAttributesSequence');
    const content = item?.get('EncryptedContent')?.bytes ?? new Uint8Array();
    source.close();
    const opened = decrypted(at, content);
    // The data set is coded explicitly: VR and length stand before each value.
    expect(opened.status).toBe(0);
    expect(opened.text).toMatch(/PN.{2}Zwetschgenbaum\^Ottilie/s);
    expect(opened.text).toMatch(/LO.{2}QV-8812003/s);
    expect(opened.text).toMatch(/DA.{2}19430217/s);
  });
});

function decrypted(at: string, content: Uint8Array): { status: number | null; text: string } {
  const path = join(at, 'content.der');
  writeFileSync(path, content);
  const who = ['-inkey', join(at, 'recipient.key'), '-recip', join(at, 'recipient.pem')];
  const { status, stdout } = spawnSync('openssl', [
    'cms',
    '-decrypt',
    '-binary',
    ...['-inform', 'DER', '-in', path],
    ...who,
  ]);
  return { status, text: stdout.toString('latin1') };
}
