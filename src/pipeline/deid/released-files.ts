import { type DicomFile, ReadScratch, readPart10 } from '../../dicom/part10.js';
import { isPixelData } from '../../dicom/pixel-element.js';
import { BatchBuilder } from '../../study/batch.js';
import { ProbeCollector } from '../../study/probe/probe-batch.js';
import { ProbeReader } from '../../study/probe/probe-reader.js';
import { BUNDLES } from '../scan/bundles.js';
import type { ScanNeeds } from '../scan/delivered.js';
import { isDirectory, type ScannedFile, takeIn } from '../scan/scan-file.js';
import type { ScanResult } from '../scan/scan-job.js';

/**
 * Gathers on a thread what a scan would say of the files that it releases, from the reading that verifies them. Files
 * come one after the other: each is inspected, and then placed if nothing was found. Never throws.
 */
export class ReleasedFiles {
  private readonly reader: ProbeReader;
  private readonly scratch = new ReadScratch();
  private looked: DicomFile | undefined;
  private batch: Batch;

  constructor(private readonly needs: ScanNeeds) {
    this.reader = new ProbeReader(needs.probes, BUNDLES);
    this.batch = this.empty();
  }

  /**
   * A file that stands on the disk under another name, and may still not be released.
   * @param file read `toEnd`, its source still open; it is kept until the next one comes
   */
  inspected(file: DicomFile): void {
    this.looked = undefined;
    try {
      this.looked = asScanned(file, this.scratch);
    } catch {
      // Then it is not known, and the scan says why.
    }
  }

  /** The file that was inspected last has got its name. */
  placed(): void {
    const file = this.looked;
    this.looked = undefined;
    try {
      if (!file || isDirectory(file)) this.batch.isWhole = false;
      else this.batch.files.push({ bytes: file.layout.file.size, ...takeIn(file, this.batch) });
    } catch {
      this.batch.isWhole = false;
    }
  }

  /** Everything that was placed since this was asked last, in that order; undefined when not all of it is known. */
  gathered(): ScanResult | undefined {
    const { files, builder, probes, isWhole } = this.batch;
    this.looked = undefined;
    this.batch = this.empty();
    return isWhole ? { files, batch: builder.build(), probed: probes.build() } : undefined;
  }

  private empty(): Batch {
    const builder = new BatchBuilder(this.needs.further);
    return { builder, probes: new ProbeCollector(this.reader), files: [], isWhole: true };
  }
}

interface Batch {
  readonly builder: BatchBuilder;
  readonly probes: ProbeCollector;
  readonly files: ScannedFile[];
  isWhole: boolean;
}

/** A scan reads up to the pixel data: what follows these it does not see, and of two it takes the first. */
function asScanned(file: DicomFile, scratch: ReadScratch): DicomFile {
  return endsWithPixelData(file) ? file : readPart10(file.layout.file, { scratch });
}

/** True as well for a file that has no pixel data. */
function endsWithPixelData({ layout }: DicomFile): boolean {
  const { index } = layout.dataset;
  for (let at = 0; at < index.size; at = index.ends[at] ?? index.size)
    if (isPixelData(index.tags[at] ?? 0)) return (index.ends[at] ?? 0) >= index.size;
  return true;
}
