import type { Dataset } from '../../dicom/dataset.js';
import { DicomError } from '../../dicom/errors.js';
import { readPart10 } from '../../dicom/part10.js';
import type { PixelHeader } from '../../dicom/pixels/pixel-header.js';
import { type RealWorldMap, realWorldMapsOf } from '../../dicom/pixels/real-world.js';
import { FileError, FileSource } from '../../io/file-source.js';
import type { Scan } from '../scan/scan.js';

/** Real World Value Mapping Storage. PS3.4 B.5. */
const SOP_CLASS = '1.2.840.10008.5.1.4.1.1.67';

/** Paths of the objects of a scan that map values of images to the real world. */
export function realWorldFiles(
  { instances }: Pick<Scan, 'instances'>,
  fullPath: (file: number) => Uint8Array,
): Uint8Array[] {
  const paths: Uint8Array[] = [];
  for (let i = 0; i < instances.size; i++)
    if (instances.header(i).sopClassUID === SOP_CLASS) paths.push(fullPath(instances.file(i)));
  return paths;
}

/** The maps of such objects by the images they are for. */
export class RealWorldObjects {
  private readonly items = new Map<string, Dataset[]>();

  /** Reads the objects; one that cannot be read maps nothing, and is told of by the scan. */
  constructor(paths: readonly Uint8Array[]) {
    for (const path of paths) this.read(path);
  }

  /** @throws PixelError as {@link realWorldMapsOf} does */
  mapsOf(sopInstanceUID: string, header: PixelHeader): RealWorldMap[] {
    return realWorldMapsOf(header, this.items.get(sopInstanceUID) ?? []);
  }

  private read(path: Uint8Array): void {
    try {
      const file = new FileSource(Buffer.from(path));
      try {
        // PS3.3 C.7.6.16.2.11, in the module C.34: which images each mapping is for.
        const { dataset } = readPart10(file);
        for (const item of dataset.sequence('ReferencedImageRealWorldValueMappingSequence')) this.take(item);
      } finally {
        file.close();
      }
    } catch (error) {
      if (!(error instanceof DicomError || error instanceof FileError)) throw error;
    }
  }

  private take(item: Dataset): void {
    const maps = item.sequence('RealWorldValueMappingSequence');
    for (const image of item.sequence('ReferencedImageSequence')) {
      const uid = image.string('ReferencedSOPInstanceUID') ?? '';
      // A map of some frames alone is none of the image.
      if (image.has('ReferencedFrameNumber')) continue;
      this.items.set(uid, [...(this.items.get(uid) ?? []), ...maps]);
    }
  }
}
