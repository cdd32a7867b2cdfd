import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Action, Reader, Writer } from '../crosswalk/contract.js';

/** A file that was written for a subject. */
export interface ReleasedFile {
  /** Relative to the release's folder. */
  readonly path: string;
  readonly sha256: string;
  readonly sopInstanceUID: string;
}

/** The files of one study that a delivery wrote. */
export interface Release {
  /** Row of the delivery. */
  readonly delivery: number;
  readonly folder: string;
  readonly files: readonly ReleasedFile[];
}

/** Records which files were written of a study, so that every one of them can be named later. */
export function addRelease(
  writer: Writer,
  study: number,
  { delivery, folder, files }: Release,
  action: Action,
): void {
  const packed = deflateRawSync(JSON.stringify(files), { level: 1 });
  writer.insert('releases', { delivery, study, folder, files: packed }, action);
}

/** Every file that was written of a study, under whatever subject ID it then had. */
export function releasesOf(reader: Reader, study: number): Release[] {
  return reader.rows('releases', 'study = ? ORDER BY id', study).map(({ delivery, folder, files }) => ({
    delivery: Number(delivery),
    folder: String(folder),
    files: JSON.parse(inflateRawSync(files as Uint8Array).toString()),
  }));
}
