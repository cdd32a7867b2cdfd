import type { FileEntry } from '../../report/envelope.js';
import type { Delivery } from '../../study/model.js';
import type { Redactor } from '../../study/redact.js';
import type { Repetition } from '../scan/repetition.js';
import type { Scan } from '../scan/scan.js';
import type { DirectoryComparison } from './dicomdir.js';

/** All that the checks and sections of a manifest are made from. */
export interface ManifestContext {
  readonly scan: Scan;
  readonly delivery: Delivery;
  readonly repetition: readonly Repetition[];
  readonly directories: readonly DirectoryComparison[];
  readonly redactor: Redactor;
  readonly identifiers: boolean;
}

/** A file's entry in the report. */
export function entryOf(context: ManifestContext, file: number): FileEntry {
  return context.scan.files.entry(file, context.scan.instances);
}
