/**
 * The pure core of corelab: reading and rewriting DICOM, pixels, the study model, findings and the report envelope.
 * Nothing exported here touches files, the clock or the network, but that the decoders of compressed pixels are loaded
 * from their packages when they are needed.
 */
export { type ByteSource, MemorySource } from './dicom/byte-source.js';
export { Dataset } from './dicom/dataset.js';
export { type DictionaryEntry, lookupKeyword, lookupTag, tagToString } from './dicom/dictionary.js';
export { type DirectoryEntry, directoryEntries, MEDIA_STORAGE_DIRECTORY } from './dicom/directory.js';
export { Element, type ElementValue } from './dicom/element.js';
export { DicomError, type DicomErrorCode } from './dicom/errors.js';
export { UnknownKeywordError } from './dicom/keyword.js';
export {
  type DicomFile,
  type ReadingNote,
  type ReadOptions,
  ReadScratch,
  readPart10,
} from './dicom/part10.js';
export type { PixelDataElement } from './dicom/pixel-element.js';
export { type FrameReader, openFrames } from './dicom/pixels/frame-reader.js';
export { PixelError, type PixelErrorCode } from './dicom/pixels/pixel-error.js';
export type { Frame as PixelFrame, PixelDescription, Samples } from './dicom/pixels/samples.js';
export { EditPlan } from './dicom/rewrite/edit-plan.js';
export type { Implementation } from './dicom/rewrite/file-meta.js';
export { type NewElement, type NewItem, type NewValue, numbers, text } from './dicom/rewrite/new-value.js';
export type { Piece, SourceSpan } from './dicom/rewrite/piece.js';
export { bytesOf, type RewriteOptions, type Rewritten, rewrite } from './dicom/rewrite/rewrite.js';
export { RewriteError, type RewriteErrorCode } from './dicom/rewrite/rewrite-error.js';
export { type TransferSyntax, transferSyntaxOf } from './dicom/transfer-syntax.js';
export { lookupUid, type UidEntry, uidName } from './dicom/uids.js';
export {
  type CivilDate,
  type DateTime,
  parseDate,
  parseDateTime,
  parseTime,
  type TimeOfDay,
} from './dicom/values/dates.js';
export { formatPersonName, type PersonName, parsePersonName } from './dicom/values/person-name.js';
export { CsaError, type CsaHeader, parseCsa } from './dicom/vendor/csa.js';
export { filterCsa } from './dicom/vendor/csa-encode.js';
export { filterPhoenix } from './dicom/vendor/csa-phoenix.js';
export { parsePhoenix } from './dicom/vendor/phoenix.js';
export { CATALOGUE, type CatalogueEntry, type FindingCode } from './findings/catalogue.js';
export { type Finding, type FindingDetails, finding, type Subject } from './findings/finding.js';
export { OUTCOMES, type Outcome, SEVERITIES, type Severity, worst } from './findings/outcome.js';
export type * from './report/assign-id-sections.js';
export type * from './report/crosswalk-sections.js';
export type * from './report/deid-sections.js';
export type {
  Confidentiality,
  FileEntry,
  FileKind,
  Report,
  Root,
  RunInfo,
  Upstream,
} from './report/envelope.js';
export type * from './report/manifest-sections.js';
export type * from './report/quarantine-sections.js';
export { BatchBuilder, type BatchInstance, type HeaderBatch } from './study/batch.js';
export type { Frame } from './study/frame.js';
export { readFrames } from './study/frames.js';
export { InstanceTable } from './study/instance-table.js';
export { buildDelivery, type Delivery, type Patient, type Series, type Study } from './study/model.js';
export { normalOf, orientationOf, type Plane } from './study/plane.js';
export { Redactor } from './study/redact.js';
export { type SeriesGeometry, type StackGeometry, seriesGeometry } from './study/series-geometry.js';
export { type PatientIdentity, readSeriesHeader, type SeriesHeader } from './study/series-header.js';
