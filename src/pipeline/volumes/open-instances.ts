import { readPart10 } from '../../dicom/part10.js';
import { type FrameReader, openFrames } from '../../dicom/pixels/frame-reader.js';
import { modalityTransform } from '../../dicom/pixels/modality.js';
import { PixelHeader } from '../../dicom/pixels/pixel-header.js';
import type { Frame } from '../../dicom/pixels/samples.js';
import { FileError, FileSource } from '../../io/file-source.js';
import type { PathBytes } from '../../io/path-bytes.js';
import type { InstanceTable } from '../../study/instance-table.js';
import type { SliceData } from '../../study/volume/assemble.js';
import type { SliceRef } from '../../study/volume/plan.js';

/** What reading frames needs to know of instances, by their numbers in the instance table. */
export interface InstanceFiles {
  sopInstanceUID(instance: number): string;
  frames(instance: number): number;
  /** The full path of its file. */
  path(instance: number): PathBytes;
}

/**
 * The instances of a scan as files.
 * @param pathOf the full path of a file by its number
 */
export function filesOf(table: InstanceTable, pathOf: (file: number) => PathBytes): InstanceFiles {
  return {
    sopInstanceUID: (instance) => table.sopInstanceUID(instance),
    frames: (instance) => table.frameRows(instance).count,
    path: (instance) => pathOf(table.file(instance)),
  };
}

/** A decoded frame, with the header that says what its pixels are. */
export interface OpenedSlice extends SliceData {
  readonly header: PixelHeader;
}

/** Multi-frame files that stay open between slices. */
const MAX_OPEN = 4;

interface Opened {
  readonly source: FileSource;
  readonly reader: FrameReader;
  readonly header: PixelHeader;
  /** The frame that was decoded last: the tiles of a mosaic are asked for one by one. */
  last?: { readonly number: number; readonly frame: Frame };
}

/** Instances whose frames are being read: a few files stay open, the one used longest ago is closed first. */
export class OpenInstances {
  private readonly open = new Map<number, Opened>();

  constructor(private readonly instances: InstanceFiles) {}

  /**
   * Decodes the frame that holds a slice.
   * @throws FileError, also `changed-while-read` where the file is not the one that was scanned; DicomError; PixelError
   */
  async read({ instance, frame: number }: SliceRef): Promise<OpenedSlice> {
    const opened = await this.openedOf(instance);
    if (opened.last?.number !== number) {
      opened.source.assertUnchanged();
      opened.last = { number, frame: opened.reader.frame(number) };
    }
    const { header, last } = opened;
    const data = { frame: last.frame, transform: modalityTransform(header, number), header };
    // A classic image is not asked for again.
    if (this.instances.frames(instance) === 1) this.drop(instance);
    return data;
  }

  /** Closes what is open. */
  close(): void {
    for (const instance of [...this.open.keys()]) this.drop(instance);
  }

  private async openedOf(instance: number): Promise<Opened> {
    const opened = this.open.get(instance) ?? (await this.openFile(instance));
    // Put last: a Map keeps the order in which it was filled.
    this.open.delete(instance);
    this.open.set(instance, opened);
    const [oldest] = this.open.keys();
    if (this.open.size > MAX_OPEN && oldest !== undefined) this.drop(oldest);
    return opened;
  }

  private async openFile(instance: number): Promise<Opened> {
    const source = new FileSource(this.instances.path(instance));
    try {
      const file = readPart10(source);
      // The file may have been replaced since it was scanned.
      const uid = file.dataset.string('SOPInstanceUID') ?? '';
      if (uid !== this.instances.sopInstanceUID(instance)) throw new FileError('changed-while-read');
      return { source, reader: await openFrames(file), header: new PixelHeader(file) };
    } catch (error) {
      source.close();
      throw error;
    }
  }

  private drop(instance: number): void {
    this.open.get(instance)?.source.close();
    this.open.delete(instance);
  }
}
