import { X509Certificate } from 'node:crypto';
import type { Certificate } from 'pkijs';

/** Thrown where certificates that {@link checkRecipients} would not let pass are used all the same. */
export class EncryptionError extends Error {
  override readonly name = 'EncryptionError';
  readonly code = 'not-encryptable';

  constructor(options?: ErrorOptions) {
    super('the original attributes cannot be encrypted for a recipient', options);
  }
}

/** NIST SP 800-38A; the length PS3.15 E.1.1 allows at most. */
const CONTENT_CIPHER = { name: 'AES-CBC', length: 256 };
/** RSAES-OAEP and ANSI X9.63 KDF, which OpenSSL, Bouncy Castle and the like all read. RFC 3560, RFC 5753. */
const KEY_PARAMETERS = { oaepHashAlgorithm: 'SHA-256', kdfAlgorithm: 'SHA-256', kekEncryptionLength: 256 };
/** RFC 5652 6.1: 0 where all recipients are of key transport, 2 with key agreement. */
const VERSION = { transport: 0, agreement: 2 };
/** RFC 5480 2.1.1. */
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';

/** Certificates by the list that names them, which is the same for all files of a run. */
const parsed = new WeakMap<readonly string[], Certificate[]>();

/**
 * CMS Enveloped-data (RFC 5652 6) that each recipient's private key opens: AES-256, its key under RSAES-OAEP or ECDH.
 * The library is loaded by the first call.
 * @param recipients X.509 certificates, PEM; the same list for every call, since it is parsed once
 * @returns a ContentInfo in DER
 * @throws EncryptionError
 */
export async function enveloped(content: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  if (recipients.length === 0) throw new EncryptionError();
  try {
    return await encrypt(content, recipients);
  } catch (cause) {
    throw new EncryptionError({ cause });
  }
}

async function encrypt(content: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  const { Certificate, ContentInfo, EnvelopedData } = await import('pkijs');
  let certificates = parsed.get(recipients);
  if (!certificates) {
    certificates = recipients.map((pem) =>
      Certificate.fromBER(Uint8Array.from(new X509Certificate(pem).raw)),
    );
    parsed.set(recipients, certificates);
  }
  const isAgreement = certificates.some(
    ({ subjectPublicKeyInfo }) => subjectPublicKeyInfo.algorithm.algorithmId === EC_PUBLIC_KEY,
  );
  // One octet string, not the pieces of BER: DER. X.690 10.2.
  const version = isAgreement ? VERSION.agreement : VERSION.transport;
  const envelope = new EnvelopedData({ version, disableSplit: true });
  for (const certificate of certificates) envelope.addRecipientByCertificate(certificate, KEY_PARAMETERS);
  await envelope.encrypt(CONTENT_CIPHER, Uint8Array.from(content).buffer);
  const info = new ContentInfo({ contentType: ContentInfo.ENVELOPED_DATA, content: envelope.toSchema() });
  return new Uint8Array(info.toSchema().toBER());
}
