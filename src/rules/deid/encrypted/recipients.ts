import { type KeyObject, X509Certificate } from 'node:crypto';

/** Why nothing can be encrypted for a recipient. */
export type RecipientProblemCode =
  | 'not-a-certificate'
  /** A private key is nothing to hand over. */
  | 'private-key'
  /** Of a chain, nobody says which certificate is the recipient's. */
  | 'several-certificates'
  | 'not-yet-valid'
  | 'expired'
  /** Neither RSA nor ECDH on a NIST curve. */
  | 'key-unsupported'
  | 'key-too-short';

/** See {@link RecipientProblemCode}. */
export interface RecipientProblem {
  /** Which of the certificates, from 0. */
  readonly recipient: number;
  readonly code: RecipientProblemCode;
}

/** NIST SP 800-131A: shorter RSA keys protect nothing that has to stay secret. */
const MIN_RSA_BITS = 2048;
const CURVES: ReadonlySet<string> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/**
 * Looks at the certificates that Encrypted Attributes Sequence is to be made for, before any file is worked on. Whether
 * they are to be trusted is for whoever names them: no issuer and no revocation is looked at.
 * @param pems X.509 certificates, one each
 * @param now what their validity is measured by
 * @returns at most one problem a certificate; none where all can be used
 */
export function checkRecipients(pems: readonly string[], now: Date): readonly RecipientProblem[] {
  return pems.flatMap((pem, recipient) => {
    const code = problemOf(pem, now);
    return code === undefined ? [] : [{ recipient, code }];
  });
}

function problemOf(pem: string, now: Date): RecipientProblemCode | undefined {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) return 'private-key';
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----/g) ?? [];
  if (blocks.length > 1) return 'several-certificates';
  const certificate = blocks.length === 1 ? parsed(pem) : undefined;
  if (!certificate) return 'not-a-certificate';
  // RFC 5280 4.1.2.5: valid from the first moment through the second.
  if (now.getTime() < Date.parse(certificate.validFrom)) return 'not-yet-valid';
  if (!(now.getTime() <= Date.parse(certificate.validTo))) return 'expired';
  return keyProblem(certificate);
}

function parsed(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function keyProblem(certificate: X509Certificate): RecipientProblemCode | undefined {
  const key = publicKeyOf(certificate);
  const { modulusLength = 0, namedCurve = '' } = key?.asymmetricKeyDetails ?? {};
  if (key?.asymmetricKeyType === 'ec') return CURVES.has(namedCurve) ? undefined : 'key-unsupported';
  if (key?.asymmetricKeyType !== 'rsa') return 'key-unsupported';
  return modulusLength < MIN_RSA_BITS ? 'key-too-short' : undefined;
}

function publicKeyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined;
  }
}
