import type { ByteSource } from './byte-source.js';
import { Dataset } from './dataset.js';
import { ElementIndex, FLAG } from './element-index.js';
import { DicomError } from './errors.js';
import { FIRST_WINDOW, HeaderWindow } from './header-window.js';
import { inflateDataSet } from './inflate.js';
import { ElementParser, type ParseOptions } from './parse.js';
import { checkPixelData, isPixelData, type PixelDataElement } from './pixel-element.js';
import { recognise, sniffCoding, sniffStandardCoding } from './recognise.js';
import { TRANSFER_SYNTAX, type TransferSyntax, transferSyntaxOf } from './transfer-syntax.js';

/** Something odd that did not stop the reader. */
export type ReadingNote =
  | 'no-preamble'
  | 'no-file-meta'
  | 'no-transfer-syntax'
  | 'transfer-syntax-contradicted'
  | 'elements-out-of-order'
  /** Nothing but zeros follows the last element that was read. */
  | 'trailing-zeros';

/** A DICOM file as far as it was read. */
export interface DicomFile {
  /** File meta information (group 0002), empty when the file has none. */
  readonly meta: Dataset;
  readonly dataset: Dataset;
  /** The encoding the data set really has; its UID is the declared one where that was declared. */
  readonly transferSyntax: TransferSyntax;
  /** False when the file did not declare one and it was recognised from the bytes. */
  readonly declaredTransferSyntax: boolean;
  readonly pixelData?: PixelDataElement;
  readonly notes: readonly ReadingNote[];
  readonly layout: FileLayout;
}

/** Where everything lies in the file: what decoding and rewriting work on. */
export interface FileLayout {
  /** The file. */
  readonly file: ByteSource;
  /** What the offsets of the data set and of `pixelData` count in: the file, or what a deflated one inflates to. */
  readonly body: ByteSource;
  /** File offset of the first element of the file meta information (of the data set where there is none). */
  readonly metaStart: number;
  /** File offset after the file meta information; equal to `metaStart` where there is none. */
  readonly metaEnd: number;
  /** Offset of the data set's first byte in `body`. */
  readonly bodyStart: number;
  readonly meta: ElementTable;
  readonly dataset: ElementTable;
  /** True when the file was read to its end: nothing follows that the index does not hold. */
  readonly toEnd: boolean;
}

/** An index of elements, and the bytes that its `values` point into. */
export interface ElementTable {
  readonly index: ElementIndex;
  readonly bytes: Uint8Array;
}

/** An index that grew larger is not kept for the next file. */
const MAX_KEPT_ELEMENTS = 64 * 1024;

/** Memory that is used for file after file, since a folder holds thousands. */
export class ReadScratch {
  readonly bytes = new Uint8Array(FIRST_WINDOW);
  meta = new ElementIndex();
  dataset = new ElementIndex();

  /** The same memory, without what the last file left in it. */
  cleared(): this {
    this.meta = emptied(this.meta);
    this.dataset = emptied(this.dataset);
    return this;
  }
}

function emptied(index: ElementIndex): ElementIndex {
  if (index.tags.length > MAX_KEPT_ELEMENTS) return new ElementIndex();
  index.truncate(0);
  return index;
}

/** Options of {@link readPart10}. */
export interface ReadOptions {
  /** Read what follows the pixel data, too (signatures, trailing private groups, padding). Default false. */
  readonly toEnd?: boolean;
  /** Memory to read into. The result is only valid until it is used again. */
  readonly scratch?: ReadScratch;
}

/**
 * Reads a DICOM file's header: file meta information and data set up to the pixel data, whose extent is proven
 * against the file's size but which is not read.
 * @throws DicomError when the bytes are not DICOM, or not whole.
 */
export function readPart10(source: ByteSource, options: ReadOptions = {}): DicomFile {
  if (source.size === 0) throw new DicomError('empty-file', 0);
  const notes: ReadingNote[] = [];
  const scratch = options.scratch?.cleared();
  const window = new HeaderWindow(source, scratch?.bytes);
  const found = recognise(window);
  if (!found) throw new DicomError('not-dicom', 0);
  if (found.start < 132) notes.push('no-preamble');

  const metaParser = new ElementParser(window, scratch?.meta);
  metaParser.position = found.start;
  metaParser.parseTopLevel({ coding: found.coding, onlyGroup: 0x0002 });
  const meta = Dataset.root(metaParser.index, window.bytes);
  if (metaParser.index.size === 0) notes.push('no-file-meta');
  const start = metaParser.position;
  const startInFile = start + window.delta;
  if (!window.ensure(start + 8)) {
    throw new DicomError(metaParser.index.size > 0 ? 'no-data-set' : 'truncated-header', startInFile);
  }

  const declared = meta.string('TransferSyntaxUID');
  const isDeflated = declared !== undefined && transferSyntaxOf(declared).deflated;
  const body = isDeflated ? inflatedBody(source, startInFile) : { window, start, whole: true };
  const transferSyntax = settleTransferSyntax(body, declared, notes);
  return readDataSet({
    body,
    transferSyntax,
    meta,
    declared: declared !== undefined,
    notes,
    index: scratch?.dataset,
    layout: {
      file: source,
      metaStart: found.start,
      metaEnd: startInFile,
      meta: { index: metaParser.index, bytes: window.bytes },
      toEnd: options.toEnd ?? false,
    },
  });
}

/** Where the data set's bytes are. */
interface Body {
  readonly window: HeaderWindow;
  /** Buffer offset of its first element. */
  readonly start: number;
  /** False for a deflated stream that ends too early. */
  readonly whole: boolean;
}

function inflatedBody(source: ByteSource, start: number): Body {
  const inflated = inflateDataSet(source, start);
  return { window: new HeaderWindow(inflated.source), start: 0, whole: inflated.whole };
}

/** Declared encodings are believed unless the first element contradicts them; absent ones are recognised. */
function settleTransferSyntax(
  body: Body,
  declared: string | undefined,
  notes: ReadingNote[],
): TransferSyntax {
  if (declared === undefined) {
    const seen = sniffCoding(body.window, body.start);
    notes.push('no-transfer-syntax');
    const { explicit = false, littleEndian = true } = seen ?? {};
    const uid = explicit
      ? littleEndian
        ? TRANSFER_SYNTAX.explicitLittle
        : TRANSFER_SYNTAX.explicitBig
      : TRANSFER_SYNTAX.implicitLittle;
    return { ...transferSyntaxOf(uid), littleEndian };
  }
  const syntax = transferSyntaxOf(declared);
  const seen = sniffStandardCoding(body.window, body.start);
  if (seen && (seen.explicit !== syntax.explicit || seen.littleEndian !== syntax.littleEndian)) {
    notes.push('transfer-syntax-contradicted');
    return { ...syntax, ...seen };
  }
  return syntax;
}

function readDataSet(job: {
  body: Body;
  transferSyntax: TransferSyntax;
  meta: Dataset;
  declared: boolean;
  notes: ReadingNote[];
  index: ElementIndex | undefined;
  layout: Omit<FileLayout, 'body' | 'bodyStart' | 'dataset'>;
}): DicomFile {
  const { transferSyntax, notes } = job;
  const { window } = job.body;
  const parser = new ElementParser(window, job.index);
  parser.position = job.body.start;
  const bodyStart = job.body.start + window.delta;
  const options: ParseOptions = { coding: transferSyntax, stopAfterPixelData: !job.layout.toEnd };
  parser.parseTopLevel(options);
  const { index } = parser;
  if (index.size === 0) throw new DicomError('no-data-set', job.body.start);
  if (parser.paddingFrom !== undefined) notes.push('trailing-zeros');
  const dataset = Dataset.root(index, window.bytes);
  if (!dataset.isOrdered) notes.push('elements-out-of-order');
  const pixelData = findPixelData(index);
  if (pixelData) checkPixelData(pixelData, window.source, transferSyntax.littleEndian);
  if (!job.body.whole) {
    throw new DicomError(pixelData ? 'truncated-pixel-data' : 'truncated-header', window.source.size);
  }
  return {
    meta: job.meta,
    dataset,
    transferSyntax,
    declaredTransferSyntax: job.declared,
    ...(pixelData && { pixelData }),
    notes,
    layout: {
      ...job.layout,
      body: window.source,
      bodyStart,
      dataset: { index, bytes: window.bytes },
    },
  };
}

/** The pixel data of the top level. */
function findPixelData(index: ElementIndex): PixelDataElement | undefined {
  let found = -1;
  for (let at = 0; at < index.size; at = index.ends[at] ?? index.size) {
    if (isPixelData(index.tags[at] ?? 0)) found = at;
  }
  if (found < 0) return undefined;
  return {
    tag: index.tags[found] ?? 0,
    vr: index.vrs[found] ?? 0,
    offset: index.files[found] ?? 0,
    length: index.lengths[found] ?? 0,
    encapsulated: ((index.flags[found] ?? 0) & FLAG.fragments) !== 0,
  };
}
