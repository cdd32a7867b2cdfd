import { hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { CrosswalkError } from './crosswalk-error.js';

/** What opens a crosswalk. */
export type CrosswalkSecret =
  | { readonly kind: 'passphrase'; readonly text: string }
  /** The 32 random bytes of a key file. */
  | { readonly kind: 'key-file'; readonly bytes: Uint8Array };

/** How a passphrase becomes a key: scrypt, RFC 7914. `none` where the secret is a key already. */
export type Kdf =
  | { readonly name: 'scrypt'; readonly N: number; readonly r: number; readonly p: number }
  | { readonly name: 'none' };

/** What the anchor keeps of a key: nothing of it is secret. */
export interface KeyLine {
  readonly format: 1;
  /** Base64. */
  readonly salt: string;
  readonly kdf: Kdf;
  /** 16 hexadecimal digits that tell the right key from a wrong one. */
  readonly check: string;
}

/** Cost of scrypt where nothing else is asked for: 128 MiB and about 0.4 s. OWASP Password Storage, scrypt. */
export const SCRYPT_N = 2 ** 17;

const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** An anchor that asks for more was not written by this program. */
const MOST_MEMORY = 2 ** 30;
const MOST_PARALLEL = 4;

/**
 * A new key line and the database's key.
 * @param scryptN cost of a passphrase, a power of two
 * @throws CrosswalkError `secret-unusable`
 */
export async function newKey(
  secret: CrosswalkSecret,
  scryptN = SCRYPT_N,
): Promise<{ line: KeyLine; cipherKey: string }> {
  const salt = randomBytes(SALT_BYTES).toString('base64');
  const kdf: Kdf = secret.kind === 'key-file' ? { name: 'none' } : { name: 'scrypt', N: scryptN, r: 8, p: 1 };
  const { check, cipherKey } = await derive(secret, salt, kdf);
  return { line: { format: 1, salt, kdf, check }, cipherKey };
}

/**
 * The database's key by each line that knows this secret, the last line first: a change of keys that was cut short
 * leaves a line that the database does not have yet.
 * @returns empty when the secret is not the crosswalk's
 * @throws CrosswalkError `secret-unusable`, `anchor-damaged` when a line asks for an absurd amount of memory
 */
export async function matchingKeys(secret: CrosswalkSecret, lines: readonly KeyLine[]): Promise<string[]> {
  const keys: string[] = [];
  for (const line of lines.toReversed()) {
    if ((line.kdf.name === 'none') !== (secret.kind === 'key-file')) continue;
    const { check, cipherKey } = await derive(secret, line.salt, line.kdf);
    if (check === line.check) keys.push(cipherKey);
  }
  return keys;
}

/**
 * The database's key by a key file alone, where there is no anchor.
 * @returns undefined for a passphrase, which needs the anchor's salt
 */
export async function keyWithoutAnchor(secret: CrosswalkSecret): Promise<string | undefined> {
  return secret.kind === 'key-file' ? (await derive(secret, '', { name: 'none' })).cipherKey : undefined;
}

async function derive(
  secret: CrosswalkSecret,
  salt: string,
  kdf: Kdf,
): Promise<{ check: string; cipherKey: string }> {
  // A key file opens its crosswalk though the anchor with the salt is lost: it is random, and needs none (RFC 5869 3.1).
  const salted = Buffer.from(kdf.name === 'none' ? '' : salt, 'base64');
  const master = await masterKey(secret, salted, kdf);
  return {
    check: subKey(master, salted, 'check').toString('hex', 0, 8),
    // Hexadecimal: of a key given as text the cipher takes 32 characters and drops the rest.
    cipherKey: subKey(master, salted, 'cipher').toString('hex'),
  };
}

function subKey(master: Uint8Array, salt: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, salt, `corelab crosswalk@1\0${purpose}`, KEY_BYTES));
}

async function masterKey(secret: CrosswalkSecret, salt: Uint8Array, kdf: Kdf): Promise<Uint8Array> {
  if (secret.kind === 'key-file') {
    if (secret.bytes.length === KEY_BYTES) return secret.bytes;
    throw new CrosswalkError('secret-unusable', `a crosswalk's key must hold ${KEY_BYTES} bytes`);
  }
  if (secret.text === '') throw new CrosswalkError('secret-unusable', 'the passphrase is empty');
  if (kdf.name === 'none') throw new CrosswalkError('secret-unusable', 'the crosswalk has a key file');
  // One passphrase typed on two systems may come composed or decomposed.
  return stretch(secret.text.normalize('NFC'), salt, kdf);
}

function stretch(text: string, salt: Uint8Array, kdf: Kdf & { name: 'scrypt' }): Promise<Buffer> {
  const { N, r, p } = kdf;
  const memory = 128 * N * r;
  const isSane = N >= 2 && Number.isSafeInteger(Math.log2(N)) && r >= 1 && p >= 1 && p <= MOST_PARALLEL;
  if (!isSane || memory > MOST_MEMORY) {
    const message = 'the anchor asks for an impossible derivation of the key: restore it from a backup';
    throw new CrosswalkError('anchor-damaged', message);
  }
  return new Promise((resolve, reject) => {
    scrypt(text, salt, KEY_BYTES, { N, r, p, maxmem: 2 * memory + 2 ** 20 }, (cause, key) => {
      if (!cause) resolve(key);
      else
        reject(
          new CrosswalkError('secret-unusable', 'there is not enough memory for the passphrase', { cause }),
        );
    });
  });
}
