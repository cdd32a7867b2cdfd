import { type DirectoryEntry, directoryEntries, MEDIA_STORAGE_DIRECTORY } from '../../dicom/directory.js';
import { DicomError, type DicomErrorCode } from '../../dicom/errors.js';
import { type DicomFile, ReadScratch, readPart10 } from '../../dicom/part10.js';
import { type PixelFault, pixelFault } from '../../dicom/pixel-length.js';
import { digestOf } from '../../io/checksum.js';
import { FileError, type FileErrorCode, FileSource } from '../../io/file-source.js';
import { type FileType, SNIFF_BYTES, sniffFileType } from '../../io/file-type.js';
import type { PathBytes } from '../../io/path-bytes.js';
import type { BatchBuilder, BatchInstance } from '../../study/batch.js';
import type { ProbeCollector } from '../../study/probe/probe-batch.js';

/** Why a file is in the list of unreadable ones. */
export type UnreadableReason = DicomErrorCode | FileErrorCode | 'internal-error';

/** What one file turned out to be. */
export type ScannedFile = {
  readonly bytes: number;
  readonly sha256?: string;
} & (
  | {
      readonly kind: 'dicom';
      readonly instance: BatchInstance;
      readonly pixelFault?: PixelFault;
    }
  | {
      readonly kind: 'dicomdir';
      readonly entries: readonly DirectoryEntry[];
      readonly transferSyntax: string;
    }
  | { readonly kind: 'not-dicom'; readonly looksLike: FileType }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason }
);

/** Buffers that are used again for every file of a thread. */
export class ScanBuffers {
  readonly header = new ReadScratch();
  private blocks: Uint8Array<ArrayBuffer> | undefined;

  /** For digests; made when first wanted. */
  get block(): Uint8Array<ArrayBuffer> {
    this.blocks ??= new Uint8Array(1024 * 1024);
    return this.blocks;
  }
}

/** What {@link scanFile} works with. */
export interface ScanContext {
  readonly buffers: ScanBuffers;
  readonly builder: BatchBuilder;
  /** Reads what was asked for besides; every instance that the builder takes goes through it. */
  readonly probes?: ProbeCollector;
  readonly checksums: boolean;
}

/**
 * Reads one file's header and says what it is. Never throws: whatever goes wrong becomes `unreadable` with a reason.
 */
export function scanFile(path: PathBytes, context: ScanContext): ScannedFile {
  let source: FileSource;
  try {
    source = new FileSource(path);
  } catch (error) {
    return { bytes: 0, kind: 'unreadable', reason: reasonOf(error) };
  }
  try {
    const what = classify(source, context);
    const sha256 = context.checksums ? digestOf(source, 'sha256', context.buffers.block) : undefined;
    source.assertUnchanged();
    return {
      bytes: source.size,
      ...(sha256 !== undefined && { sha256 }),
      ...('file' in what ? takeIn(what.file, context) : what),
    };
  } catch (error) {
    return { bytes: source.size, kind: 'unreadable', reason: reasonOf(error) };
  } finally {
    source.close();
  }
}

/**
 * What a batch takes in, which it does last of all: nothing of a file that changed while it was read is kept.
 * @param file read up to its pixel data
 */
export function takeIn(
  file: DicomFile,
  { builder, probes }: Pick<ScanContext, 'builder' | 'probes'>,
): TakenIn {
  const fault = pixelFault(file.dataset, file.pixelData);
  const instance = builder.add(file);
  probes?.add(file.dataset);
  return { kind: 'dicom', instance, ...(fault && { pixelFault: fault }) };
}

/** An instance as {@link takeIn} gives it. */
type TakenIn = Omit<Extract<ScannedFile, { kind: 'dicom' }>, 'bytes' | 'sha256'>;

type Classified =
  | { readonly file: DicomFile }
  | Omit<Extract<ScannedFile, { kind: 'dicomdir' }>, 'bytes' | 'sha256'>
  | Omit<Extract<ScannedFile, { kind: 'not-dicom' }>, 'bytes' | 'sha256'>
  | Omit<Extract<ScannedFile, { kind: 'unreadable' }>, 'bytes' | 'sha256'>;

function classify(source: FileSource, context: ScanContext): Classified {
  let file: DicomFile;
  try {
    file = readPart10(source, { scratch: context.buffers.header });
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    if (error.code !== 'not-dicom') return { kind: 'unreadable', reason: error.code };
    const head = context.buffers.header.bytes.subarray(0, Math.min(SNIFF_BYTES, source.size));
    const got = source.read(head, 0, head.length, 0);
    return { kind: 'not-dicom', looksLike: sniffFileType(head.subarray(0, got)) };
  }
  if (isDirectory(file)) {
    const transferSyntax = file.transferSyntax.uid;
    return { kind: 'dicomdir', entries: directoryEntries(file.dataset), transferSyntax };
  }
  return { file };
}

/** Whether a file is a DICOMDIR, which holds no instance. */
export function isDirectory(file: DicomFile): boolean {
  const sopClass = file.meta.string('MediaStorageSOPClassUID');
  return sopClass === MEDIA_STORAGE_DIRECTORY || (!sopClass && file.dataset.has('DirectoryRecordSequence'));
}

function reasonOf(error: unknown): UnreadableReason {
  return error instanceof FileError || error instanceof DicomError ? error.code : 'internal-error';
}
