import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writing } from './bag-error.js';
import type { PayloadList } from './payload-list.js';

/** Lines are written in pieces of at least so many bytes. */
const PIECE = 256 * 1024;

/** What the tag files of a bag say. */
export interface TagValues {
  readonly softwareAgent: string;
  readonly date: Date;
  readonly payload: PayloadList;
}

/**
 * Writes bagit.txt, bag-info.txt, manifest-sha256.txt and tagmanifest-sha256.txt (RFC 8493 2.1, 2.2), each
 * synchronised to disk.
 * @returns SHA-256 of the payload manifest
 * @throws BagError
 */
export function writeTagFiles(folder: string, { softwareAgent, date, payload }: TagValues): string {
  const info = [
    `Bag-Software-Agent: ${softwareAgent.replace(/[\r\n]+/g, ' ')}`,
    `Bagging-Date: ${date.toISOString().slice(0, 10)}`,
    `Payload-Oxum: ${payload.bytes}.${payload.files}`,
  ];
  const digests: (readonly [string, string])[] = [
    ['bag-info.txt', writeLines(join(folder, 'bag-info.txt'), info.map(line))],
    ['bagit.txt', writeLines(join(folder, 'bagit.txt'), DECLARATION.map(line))],
  ];
  const manifest = writeLines(join(folder, 'manifest-sha256.txt'), payload.lines());
  digests.push(['manifest-sha256.txt', manifest]);
  writeLines(
    join(folder, 'tagmanifest-sha256.txt'),
    digests.map(([name, sha256]) => line(`${sha256}  ${name}`)),
  );
  return manifest;
}

/** RFC 8493 2.1.1. */
const DECLARATION = ['BagIt-Version: 1.0', 'Tag-File-Character-Encoding: UTF-8'];

function line(text: string): Buffer {
  return Buffer.from(`${text}\n`);
}

function writeLines(path: string, lines: Iterable<Buffer>): string {
  const hash = createHash('sha256');
  writing(path, () => {
    const file = openSync(path, 'wx');
    try {
      for (const piece of pieces(lines)) {
        hash.update(piece);
        for (let done = 0; done < piece.length; ) done += writeSync(file, piece, done);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
  return hash.digest('hex');
}

function* pieces(lines: Iterable<Buffer>): Generator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for (const part of lines) {
    parts.push(part);
    length += part.length;
    if (length < PIECE) continue;
    yield Buffer.concat(parts);
    parts = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(parts);
}
