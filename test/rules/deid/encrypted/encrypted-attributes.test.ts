import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCharacterSets } from '../../../../src/dicom/charset/character-set.js';
import { tagOf } from '../../../../src/dicom/keyword.js';
import { type NewElement, type NewValue, text } from '../../../../src/dicom/rewrite/new-value.js';
import { VR } from '../../../../src/dicom/vr.js';
import { encryptedAttributes } from '../../../../src/rules/deid/encrypted/encrypted-attributes.js';
import { EncryptionError } from '../../../../src/rules/deid/encrypted/envelope.js';
import { file as fileAround, read } from '../../../dicom/bytes.js';
import { edited } from '../../../dicom/rewrite/editing.js';
import { hasPeer } from '../../../helpers/peers.js';
import { bytesOf } from '../by-keyword.js';
import { identity, type TestIdentity } from './certificates.js';

const LATIN = parseCharacterSets(['ISO_IR 100']);
const ASCII = parseCharacterSets([]);

const ORIGINALS: readonly NewElement[] = [
  { tag: tagOf('PatientID'), vr: VR.LO, value: text('MRN-4711') },
  { tag: tagOf('PatientName'), vr: VR.PN, value: text('Ångström^Zoë') },
  { tag: tagOf('PatientBirthDate'), vr: VR.DA, value: text('19610412') },
];

let folder: string;
let rsa: TestIdentity;
let ec: TestIdentity;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-cms-'));
  [rsa, ec] = await Promise.all([identity(), identity({ key: 'P-256' })]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hasOpenssl = hasPeer('openssl');

/** The CMS object of an Encrypted Attributes Sequence. */
function contentOf({ value }: NewElement): Uint8Array {
  const [item = [], ...others] = value.kind === 'items' ? value.items : [];
  expect(others).toEqual([]);
  const content = item.find(({ tag }) => tag === tagOf('EncryptedContent'))?.value;
  if (content?.kind !== 'bytes') throw new Error('the item has no content');
  return content.bytes;
}

/** What OpenSSL makes of a CMS object with a private key. */
function decrypted(content: Uint8Array, { certificate, privateKey }: TestIdentity): Buffer | undefined {
  const [cms, key, cert, out] = ['cms.der', 'key.pem', 'cert.pem', 'plain'].map((name) => join(folder, name));
  if (!cms || !key || !cert || !out) throw new Error('four names');
  writeFileSync(cms, content);
  writeFileSync(key, privateKey);
  writeFileSync(cert, certificate);
  rmSync(out, { force: true });
  const files = ['-in', cms, '-inkey', key, '-recip', cert, '-out', out];
  const { status } = spawnSync('openssl', ['cms', '-decrypt', '-binary', '-inform', 'DER', ...files]);
  return status === 0 ? readFileSync(out) : undefined;
}

/** A data set as its recipient reads it. */
function plain(bytes: Buffer | undefined) {
  if (!bytes) throw new Error('nothing was decrypted');
  return read(fileAround(bytes), { toEnd: true }).dataset;
}

describe.skipIf(!hasOpenssl)('encrypted originals, opened with OpenSSL (skipped: no openssl)', () => {
  it('can be read by each recipient, of RSA and of elliptic curves', async () => {
    const recipients = [rsa.certificate, ec.certificate];
    const content = contentOf(await encryptedAttributes(ORIGINALS, { recipients, characterSet: LATIN }));
    for (const recipient of [rsa, ec]) {
      const dataset = plain(decrypted(content, recipient));
      const [item, ...others] = dataset.sequence('ModifiedAttributesSequence');
      expect(others).toEqual([]);
      expect(item?.string('PatientName')).toBe('Ångström^Zoë');
      expect(item?.string('PatientID')).toBe('MRN-4711');
      expect(item?.string('PatientBirthDate')).toBe('19610412');
      expect(item?.elements()).toHaveLength(3);
    }
  });

  it('can be read by recipients of one kind alone', async () => {
    for (const one of [rsa, ec]) {
      const options = { recipients: [one.certificate], characterSet: LATIN };
      const content = contentOf(await encryptedAttributes(ORIGINALS, options));
      expect(plain(decrypted(content, one)).sequence('ModifiedAttributesSequence')).toHaveLength(1);
    }
  });

  it('cannot be read by anybody else', async () => {
    const options = { recipients: [rsa.certificate], characterSet: LATIN };
    const content = contentOf(await encryptedAttributes(ORIGINALS, options));
    const other = await identity();
    const bytes = decrypted(content, { certificate: rsa.certificate, privateKey: other.privateKey });
    expect(bytes?.includes('MRN-4711') ?? false).toBe(false);
  });

  it('say which character set they are in, and nothing where it is the default', async () => {
    const setOf = async (characterSet: typeof LATIN) => {
      const options = { recipients: [ec.certificate], characterSet };
      const content = contentOf(await encryptedAttributes(ORIGINALS.slice(0, 1), options));
      return plain(decrypted(content, ec)).get('SpecificCharacterSet')?.strings();
    };
    expect(await setOf(LATIN)).toEqual(['ISO_IR 100']);
    expect(await setOf(ASCII)).toBeUndefined();
    expect(await setOf(parseCharacterSets(['', 'ISO 2022 IR 87']))).toEqual(['', 'ISO 2022 IR 87']);
  });

  it('are bytes as they stood, whatever the file declared them to be', async () => {
    const bytes = Uint8Array.of(0x41, 0xfe, 0x1b, 0x20);
    const raw: NewElement = { tag: tagOf('PatientID'), vr: VR.LO, value: { kind: 'bytes', bytes } };
    const options = { recipients: [ec.certificate], characterSet: ASCII };
    const dataset = plain(decrypted(contentOf(await encryptedAttributes([raw], options)), ec));
    const [item] = dataset.sequence('ModifiedAttributesSequence');
    expect(Buffer.from(item?.get('PatientID')?.bytes ?? [])).toEqual(Buffer.from(bytes));
  });

  it('can be read from the file that they were written into, padding and all', async () => {
    for (const id of ['A', 'AB', 'ABC', 'ABCD']) {
      const originals = [{ tag: tagOf('PatientID'), vr: VR.LO, value: text(id.repeat(5)) }];
      const options = { recipients: [rsa.certificate], characterSet: ASCII };
      const element = await encryptedAttributes(originals, options);
      const { dataset } = edited(bytesOf({ PatientID: 'X' }), (plan, file) =>
        plan.insert(file.dataset, element),
      );
      const [item] = dataset.sequence('EncryptedAttributesSequence');
      expect(item?.string('EncryptedContentTransferSyntaxUID')).toBe('1.2.840.10008.1.2.1');
      const content = item?.get('EncryptedContent')?.bytes ?? new Uint8Array();
      expect(content.length % 2).toBe(0);
      const [inside] = plain(decrypted(content, rsa)).sequence('ModifiedAttributesSequence');
      expect(inside?.string('PatientID')).toBe(id.repeat(5));
    }
  });

  it('are CMS Enveloped-data with AES-256 in the eyes of OpenSSL', async () => {
    const recipients = [rsa.certificate, ec.certificate];
    const element = await encryptedAttributes(ORIGINALS, { recipients, characterSet: LATIN });
    const path = join(folder, 'shown.der');
    writeFileSync(path, contentOf(element));
    const { stdout } = spawnSync('openssl', ['cms', '-cmsout', '-print', '-inform', 'DER', '-in', path], {
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/contentType: pkcs7-envelopedData/);
    expect(stdout).toMatch(/aes-256-cbc/);
    expect(stdout).toMatch(/rsaesOaep/);
    expect(stdout).toMatch(/d\.envelopedData:\s+version: 2/);
  });
});

describe('an Encrypted Attributes Sequence', () => {
  const holds = (element: NewElement, value: string) =>
    Buffer.from(contentOf(element)).includes(Buffer.from(value, 'latin1'));

  it('has one item of a transfer syntax and a content', async () => {
    const options = { recipients: [ec.certificate], characterSet: LATIN };
    const { tag, vr, value } = await encryptedAttributes(ORIGINALS, options);
    expect([tag, vr]).toEqual([tagOf('EncryptedAttributesSequence'), VR.SQ]);
    const items = value.kind === 'items' ? value.items : [];
    expect(items.map((item) => item.map((element) => element.tag))).toEqual([
      [tagOf('EncryptedContentTransferSyntaxUID'), tagOf('EncryptedContent')],
    ]);
  });

  it('shows no original, and is another each time', async () => {
    const options = { recipients: [rsa.certificate], characterSet: LATIN };
    const once = await encryptedAttributes(ORIGINALS, options);
    const again = await encryptedAttributes(ORIGINALS, options);
    for (const value of ['MRN-4711', 'ngstr', '19610412']) expect(holds(once, value)).toBe(false);
    expect(Buffer.from(contentOf(once)).equals(Buffer.from(contentOf(again)))).toBe(false);
  });

  it('cannot be made for nobody, or for what is no certificate, and the error tells no value', async () => {
    for (const recipients of [[], ['nothing'], [rsa.privateKey]]) {
      const error = await encryptedAttributes(ORIGINALS, { recipients, characterSet: LATIN }).catch((e) => e);
      expect(error).toBeInstanceOf(EncryptionError);
      expect(error.code).toBe('not-encryptable');
      expect(error.message).not.toMatch(/MRN|Zo|4711/);
    }
  });

  it('takes sequences and numbers as they are given', async () => {
    const value: NewValue = {
      kind: 'items',
      items: [[{ tag: tagOf('PatientID'), vr: VR.LO, value: text('OTHER-1') }]],
    };
    const originals = [
      { tag: tagOf('OtherPatientIDsSequence'), vr: VR.SQ, value },
      { tag: tagOf('Rows'), vr: VR.US, value: { kind: 'numbers', values: [512] } as const },
    ];
    const options = { recipients: [ec.certificate], characterSet: ASCII };
    expect(holds(await encryptedAttributes(originals, options), 'OTHER-1')).toBe(false);
  });
});
