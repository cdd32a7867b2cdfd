import { readdirSync } from 'node:fs';
import type { DigestName } from '../../../io/checksum.js';
import { readFetch } from './bag-fetch.js';
import { type PayloadOxum, readPayloadOxum } from './bag-info.js';
import { type BagList, type ManifestFile, manifestOf, readManifest } from './bag-manifest.js';
import { BagProblems } from './bag-problems.js';
import { readDeclaration, tagLines } from './bag-tag-file.js';
import { type ByteText, bytesOf, byteText, shownPath } from './byte-text.js';
import { realPath } from './delivery-files.js';
import { asVerifyError, VerifyError } from './verify-error.js';

/** All that a bag says of its files. */
export interface BagContents {
  /** The bag's folder, links resolved. */
  readonly folder: ByteText;
  readonly version: string;
  /** Of the payload manifests, each once. */
  readonly algorithms: readonly DigestName[];
  readonly payload: BagList;
  readonly tags: BagList;
  /** Files that fetch.txt lists. */
  readonly toFetch: ReadonlySet<ByteText>;
  readonly oxum: PayloadOxum | undefined;
  /** Manifests of algorithms that are none of the four. */
  readonly unknownManifests: readonly ByteText[];
  readonly problems: BagProblems;
}

/**
 * Reads the tag files of a bag of version 0.93 to 1.0. Faults of the bag are gathered as problems.
 * @throws VerifyError when it is no bag, a tag file cannot be read, or no payload manifest has a known algorithm
 */
export function readBag(target: string): BagContents {
  const folder = realPath(Buffer.from(target));
  const problems = new BagProblems();
  const { version, encoding } = declarationOf(folder, target, problems);
  const lines = tagLines(encoding);
  const names = namesIn(folder, target);
  const found = names.map((name) => ({ name, manifest: manifestOf(name) }));
  const manifests = found.flatMap(({ manifest }) => (typeof manifest === 'object' ? [manifest] : []));
  const payloadManifests = manifests.filter(({ kind }) => kind === 'manifest');
  if (payloadManifests.length === 0) throw new VerifyError('verify-no-algorithm', target);
  const payload: BagList = new Map();
  const tags: BagList = new Map();
  for (const file of manifests) {
    const list = file.kind === 'manifest' ? payload : tags;
    tagFile(folder, file.name, (path) =>
      readManifest(path, file, { lines, problems, once: version === '1.0', list }),
    );
  }
  const toFetch = names.includes('fetch.txt')
    ? tagFile(folder, 'fetch.txt', (path) => readFetch(path, lines, problems))
    : new Set<ByteText>();
  // Versions before 0.96 call it package-info.txt.
  const info = ['bag-info.txt', 'package-info.txt'].find((name) => names.includes(name));
  const oxum = info === undefined ? undefined : tagFile(folder, info, (path) => readPayloadOxum(path, lines));
  if (oxum === 'malformed') problems.add({ what: `${info} holds a Payload-Oxum that is none` });
  // RFC 8493 2.1.2: the payload directory is required.
  if (!names.includes('data')) problems.add({ what: 'there is no folder data' });
  const contents = { folder, version, payload, tags, toFetch, problems };
  if (version === '1.0') checkCompleteLists(contents, manifests);
  return {
    ...contents,
    algorithms: [...new Set(payloadManifests.map(({ algorithm }) => algorithm))],
    oxum: oxum === 'malformed' ? undefined : oxum,
    unknownManifests: found.filter(({ manifest }) => manifest === 'unknown').map(({ name }) => name),
  };
}

function declarationOf(folder: ByteText, target: string, problems: BagProblems) {
  try {
    const declaration = readDeclaration(`${folder}/bagit.txt`);
    for (const what of declaration.problems) problems.add({ what });
    return declaration;
  } catch (cause) {
    const error = asVerifyError(cause, `${target}/bagit.txt`);
    if (!(error instanceof VerifyError) || error.code !== 'verify-target-not-found') throw error;
    throw new VerifyError('verify-target-no-bag', target, undefined, { cause });
  }
}

function namesIn(folder: ByteText, target: string): ByteText[] {
  try {
    return readdirSync(bytesOf(folder), { encoding: 'buffer' }).map(byteText).sort();
  } catch (cause) {
    throw new VerifyError('verify-target-unreadable', target, undefined, { cause });
  }
}

function tagFile<T>(folder: ByteText, name: ByteText, read: (path: ByteText) => T): T {
  const path = `${folder}/${name}`;
  try {
    return read(path);
  } catch (error) {
    throw asVerifyError(error, shownPath(path));
  }
}

type Lists = Pick<BagContents, 'payload' | 'tags' | 'toFetch' | 'problems'>;

/** What version 1.0 asks of the lists; earlier versions let a file stand in one of the manifests only. */
function checkCompleteLists(
  { payload, tags, toFetch, problems }: Lists,
  manifests: readonly ManifestFile[],
): void {
  const payloadManifests = manifests.filter(({ kind }) => kind === 'manifest');
  for (const { name, algorithm } of payloadManifests) {
    const absent = [...payload.values()].filter(
      ({ digests }) => !digests.some((one) => one.name === algorithm),
    );
    // RFC 8493 3: every payload file is listed in every payload manifest.
    if (absent.length > 0)
      problems.add({ what: `${name} does not list all payload files`, actual: absent.length });
  }
  for (const { name, algorithm, kind } of manifests) {
    if (kind !== 'tagmanifest') continue;
    const listed = (one: ManifestFile) =>
      tags.get(one.name)?.digests.some((digest) => digest.name === algorithm);
    // RFC 8493 2.2.1: each tag manifest lists every payload manifest.
    if (!payloadManifests.every(listed))
      problems.add({ what: `${name} does not list every payload manifest` });
  }
  // RFC 8493 2.2.3: what is to be fetched is listed in the payload manifests.
  for (const path of toFetch) {
    if (!payload.has(path))
      problems.add({ what: 'fetch.txt names a file that no payload manifest lists', path });
  }
}
