import { type KeyObject, X509Certificate } from 'node:crypto';
import { Integer, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, Certificate } from 'pkijs';

const { subtle } = globalThis.crypto;

/** A certificate and its private key, both PEM, made for a test. */
export interface TestIdentity {
  readonly certificate: string;
  readonly privateKey: string;
}

/** What kind of key, and from when to when it is valid. */
export interface IdentityOptions {
  readonly key?: 'rsa-1024' | 'rsa-2048' | 'P-256' | 'P-384';
  readonly from?: Date;
  readonly to?: Date;
}

/** A self-signed certificate, valid from 2020 to 2049 unless said otherwise. */
export async function identity(options: IdentityOptions = {}): Promise<TestIdentity> {
  const { key = 'rsa-2048', from = new Date('2020-01-01'), to = new Date('2049-01-01') } = options;
  const pair = await keyPair(key);
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: 1 + Math.floor(Math.random() * 1e6) });
  for (const name of [certificate.issuer, certificate.subject])
    name.typesAndValues.push(
      new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: `Test ${key}` }) }),
    );
  certificate.notBefore.value = from;
  certificate.notAfter.value = to;
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey);
  await certificate.sign(pair.privateKey, 'SHA-256');
  const pkcs8 = await subtle.exportKey('pkcs8', pair.privateKey);
  return {
    certificate: new X509Certificate(Buffer.from(certificate.toSchema(true).toBER())).toString(),
    privateKey: pem('PRIVATE KEY', Buffer.from(pkcs8)),
  };
}

async function keyPair(key: string): Promise<CryptoKeyPair> {
  const modulusLength = Number(/^rsa-(\d+)$/.exec(key)?.[1]);
  const algorithm = modulusLength
    ? {
        ...{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength },
        publicExponent: Uint8Array.of(1, 0, 1),
      }
    : { name: 'ECDSA', namedCurve: key };
  return (await subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
}

type CryptoKeyPair = { publicKey: CryptoKey; privateKey: CryptoKey };
type CryptoKey = Awaited<ReturnType<typeof subtle.importKey>>;

/** PEM of DER. */
export function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** PEM of a private key as another tool may write it. */
export function traditional(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'pkcs1' }).toString();
}
