import { createPrivateKey } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkRecipients } from '../../../../src/rules/deid/encrypted/recipients.js';
import { identity, pem, type TestIdentity, traditional } from './certificates.js';

const NOW = new Date('2026-06-01T12:00:00Z');

const codes = (...pems: string[]) => checkRecipients(pems, NOW).map(({ code }) => code);

let rsa: TestIdentity;
let ec: TestIdentity;

beforeAll(async () => {
  [rsa, ec] = await Promise.all([identity(), identity({ key: 'P-256' })]);
});

/** Ed25519 signs and cannot agree on a key. Made with OpenSSL for this test, valid to 2081; its key was thrown away. */
const ED25519 = [
  '-----BEGIN CERTIFICATE-----',
  'MIIBRDCB96ADAgECAhQJcDInAxi3Sc/0i6IWML6iA8esRjAFBgMrZXAwFzEVMBMG',
  'A1UEAwwMVGVzdCBlZDI1NTE5MCAXDTI2MTEyMjA4MDEyN1oYDzIwODEwODI1MDgw',
  'MTI3WjAXMRUwEwYDVQQDDAxUZXN0IGVkMjU1MTkwKjAFBgMrZXADIQDnCcoMfgMA',
  'XhJPE4xpyRXnhOiGXQuM7xOYcCE7388As6NTMFEwHQYDVR0OBBYEFGytuOeh3W+P',
  'ZzDAvLK/d6poL8uGMB8GA1UdIwQYMBaAFGytuOeh3W+PZzDAvLK/d6poL8uGMA8G',
  'A1UdEwEB/wQFMAMBAf8wBQYDK2VwA0EAGpoq5seSZ8ge/vLzxW0Q0azOZJHJ0JV4',
  'sDgu6+uHiMzWnulrmi21X7M8S3k4IS6+7KGpqH4lzAPPwPiS4HxeDA==',
  '-----END CERTIFICATE-----',
].join('\n');

describe('certificates of recipients', () => {
  it('can be of RSA and of elliptic curves', async () => {
    const larger = await identity({ key: 'P-384' });
    expect(codes(rsa.certificate, ec.certificate, larger.certificate)).toEqual([]);
    expect(checkRecipients([], NOW)).toEqual([]);
  });

  it('are refused before and after their time, and not on its last moment', async () => {
    const from = new Date('2026-01-01T00:00:00Z');
    const to = new Date('2026-12-31T00:00:00Z');
    const { certificate } = await identity({ key: 'P-256', from, to });
    const at = (time: number) => checkRecipients([certificate], new Date(time)).map(({ code }) => code);
    expect(at(from.getTime() - 1)).toEqual(['not-yet-valid']);
    expect(at(from.getTime())).toEqual([]);
    expect(at(to.getTime())).toEqual([]);
    expect(at(to.getTime() + 1)).toEqual(['expired']);
  });

  it('are refused when their key is too short', async () => {
    const { certificate } = await identity({ key: 'rsa-1024' });
    expect(codes(certificate)).toEqual(['key-too-short']);
  });

  it('are refused when they only sign', () => {
    const problems = checkRecipients([ED25519], new Date('2030-01-01'));
    expect(problems).toEqual([{ recipient: 0, code: 'key-unsupported' }]);
  });

  it('are named by their number, one problem each', () => {
    expect(checkRecipients([rsa.certificate, 'nothing', ec.certificate, ''], NOW)).toEqual([
      { recipient: 1, code: 'not-a-certificate' },
      { recipient: 3, code: 'not-a-certificate' },
    ]);
  });

  it('are nothing else: no damaged text, no public key, no private key, no chain', () => {
    const damaged = pem('CERTIFICATE', Buffer.from('30820000', 'hex'));
    expect(codes(damaged)).toEqual(['not-a-certificate']);
    expect(codes(pem('PUBLIC KEY', Buffer.from('3000', 'hex')))).toEqual(['not-a-certificate']);
    expect(codes(rsa.privateKey)).toEqual(['private-key']);
    expect(codes(traditional(createPrivateKey(rsa.privateKey)))).toEqual(['private-key']);
    expect(codes(`${rsa.certificate}${rsa.privateKey}`)).toEqual(['private-key']);
    expect(codes(`${rsa.certificate}${ec.certificate}`)).toEqual(['several-certificates']);
  });
});
