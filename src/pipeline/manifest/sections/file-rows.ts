import type {
  DicomdirRow,
  DuplicateRow,
  NotDicomRow,
  UnreadableRow,
} from '../../../report/manifest-sections.js';
import { textOf } from '../../scan/reasons.js';
import { entryOf, type ManifestContext } from '../context.js';

function place(context: ManifestContext, file: number): { file: number; root: number; path: string } {
  const { root, path } = entryOf(context, file);
  return { file, root, path };
}

/** Files that are no DICOM, and what they look like. */
export function* notDicomRows(context: ManifestContext): Generator<NotDicomRow> {
  for (const [file, looksLike] of context.scan.notDicom) {
    yield { ...place(context, file), bytes: context.scan.files.bytes(file), looksLike };
  }
}

/** Files that could not be read, and why. */
export function* unreadableRows(context: ManifestContext): Generator<UnreadableRow> {
  for (const [file, reason] of context.scan.unreadable) {
    yield { ...place(context, file), bytes: context.scan.files.bytes(file), reason, text: textOf(reason) };
  }
}

/** Files that came more than once. */
export function* duplicateRows({ repetition }: ManifestContext): Generator<DuplicateRow> {
  for (const { kind, sopInstanceUID, sameBytes, files } of repetition) {
    yield {
      kind,
      ...(sopInstanceUID !== undefined && { sopInstanceUID }),
      sameBytes: sameBytes ?? null,
      files,
    };
  }
}

/** Every DICOMDIR against what is there. */
export function* dicomdirRows(context: ManifestContext): Generator<DicomdirRow> {
  for (const { file, referenced, absent, unreferenced, differs } of context.directories) {
    yield { ...place(context, file), referenced, absent, unreferenced, differs };
  }
}
