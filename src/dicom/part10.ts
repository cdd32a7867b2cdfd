import type { ByteSource } from './byte-source.js';
import { Dataset } from './dataset.js';
import { ElementIndex, FLAG } from './element-index.js';
import { DicomError } from './errors.js';
import { FIRST_WINDOW, HeaderWindow } from './header-window.js';
import { inflateDataSet } from './inflate.js';
import { ElementParser, isPixelData, type ParseOptions } from './parse.js';
import { checkPixelData, type PixelDataElement } from './pixel-element.js';
import { recognise, sniffCoding } from './recognise.js';
import { TRANSFER_SYNTAX, type TransferSyntax, transferSyntaxOf } from './transfer-syntax.js';

/** Something odd that did not stop the reader. */
export type ReadingNote =
  | 'no-preamble'
  | 'no-file-meta'
  | 'no-transfer-syntax'
  | 'transfer-syntax-contradicted'
  | 'elements-out-of-order'
  | 'pixel-data-not-checked';

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
}

/** Memory that is used for file after file, since a folder holds thousands. */
export class ReadScratch {
  readonly bytes = new Uint8Array(FIRST_WINDOW);
  readonly meta = new ElementIndex();
  readonly dataset = new ElementIndex();

  /** The same memory, without what the last file left in it. */
  cleared(): this {
    this.meta.truncate(0);
    this.dataset.truncate(0);
    return this;
  }
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
  const window = new HeaderWindow(source, 0, scratch?.bytes);
  const found = recognise(window);
  if (!found) throw new DicomError('not-dicom', 0);
  if (found.start < 132) notes.push('no-preamble');

  const metaParser = new ElementParser(window, scratch?.meta);
  metaParser.position = found.start;
  metaParser.parseTopLevel({ coding: { ...found.coding, littleEndian: true }, onlyGroup: 0x0002 });
  const meta = Dataset.root(metaParser.index, window.bytes);
  if (metaParser.index.size === 0) notes.push('no-file-meta');
  const start = metaParser.position;
  if (!window.ensure(start + 8))
    throw new DicomError(start > 132 ? 'no-data-set' : 'truncated-header', start);

  const declared = meta.string('TransferSyntaxUID');
  const body =
    declared && transferSyntaxOf(declared).deflated ? inflatedBody(source, start) : { window, start };
  const transferSyntax = settleTransferSyntax(body.window, body.start, declared, notes);
  return readDataSet({
    body,
    transferSyntax,
    meta,
    declared: declared !== undefined,
    notes,
    toEnd: options.toEnd ?? false,
    index: scratch?.dataset,
  });
}

interface Body {
  readonly window: HeaderWindow;
  readonly start: number;
}

function inflatedBody(source: ByteSource, start: number): Body {
  return { window: new HeaderWindow(inflateDataSet(source, start)), start: 0 };
}

/** Declared encodings are believed unless the first element contradicts them; absent ones are recognised. */
function settleTransferSyntax(
  window: HeaderWindow,
  start: number,
  declared: string | undefined,
  notes: ReadingNote[],
): TransferSyntax {
  const seen = sniffCoding(window, start);
  if (declared === undefined) {
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
  toEnd: boolean;
  index: ElementIndex | undefined;
}): DicomFile {
  const { transferSyntax, notes } = job;
  const parser = new ElementParser(job.body.window, job.index);
  parser.position = job.body.start;
  const options: ParseOptions = { coding: transferSyntax, stopAfterPixelData: !job.toEnd };
  parser.parseTopLevel(options);
  const { index } = parser;
  const dataset = Dataset.root(index, job.body.window.bytes);
  if (!dataset.isOrdered) notes.push('elements-out-of-order');
  const pixelData = findPixelData(index);
  if (pixelData) checkPixelData(pixelData, job.body.window.source, transferSyntax.littleEndian);
  return {
    meta: job.meta,
    dataset,
    transferSyntax,
    declaredTransferSyntax: job.declared,
    ...(pixelData && { pixelData }),
    notes,
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
