import { type PathBytes, pathToText } from '../../io/path-bytes.js';
import type { FileEntry, FileKind } from '../../report/envelope.js';
import { BytesColumn, Float64Table, Uint32Column } from '../../study/growable.js';
import type { InstanceTable } from '../../study/instance-table.js';

const KINDS: readonly FileKind[] = ['dicom', 'dicomdir', 'not-dicom', 'unreadable'];
const NONE = 0xffffffff;

/** What is kept of one file. */
export interface FileRow {
  readonly root: number;
  /** Relative to its root. */
  readonly path: PathBytes;
  readonly kind: FileKind;
  readonly bytes: number;
  /** Number in the instance table, for `dicom`. */
  readonly instance?: number;
  readonly sha256?: string;
  /** For a DICOMDIR, which has no instance. */
  readonly transferSyntax?: string;
}

/** Every file of a delivery, in columns: the path's bytes and some 60 more each. */
export class FileTable {
  private readonly roots = new Uint32Column();
  private readonly paths = new BytesColumn();
  private readonly kinds = new Uint32Column();
  private readonly sizes = new Float64Table(1);
  private readonly instances = new Uint32Column();
  private readonly digests = new BytesColumn();
  private readonly transferSyntaxes = new Map<number, string>();

  get size(): number {
    return this.kinds.length;
  }

  /** @returns the file's number: its index in the report's `files`. */
  add(row: FileRow): number {
    const file = this.kinds.push(KINDS.indexOf(row.kind));
    this.roots.push(row.root);
    this.paths.push(row.path);
    this.sizes.push(row.bytes);
    this.instances.push(row.instance ?? NONE);
    this.digests.push(Buffer.from(row.sha256 ?? '', 'hex'));
    if (row.transferSyntax !== undefined) this.transferSyntaxes.set(file, row.transferSyntax);
    return file;
  }

  root(file: number): number {
    return this.roots.at(file);
  }

  /** Relative to the root; a copy. */
  path(file: number): PathBytes {
    return Buffer.from(this.paths.at(file));
  }

  kind(file: number): FileKind {
    return KINDS[this.kinds.at(file)] ?? 'unreadable';
  }

  bytes(file: number): number {
    return this.sizes.get(file, 0);
  }

  sha256(file: number): string | undefined {
    return this.digests.at(file).toString('hex') || undefined;
  }

  /** Number in the instance table; undefined for files that hold no instance. */
  instance(file: number): number | undefined {
    const instance = this.instances.at(file);
    return instance === NONE ? undefined : instance;
  }

  /** The file as it stands in a report. */
  entry(file: number, instances: InstanceTable): FileEntry {
    const instance = this.instance(file);
    const sha256 = this.sha256(file);
    const transferSyntax = this.transferSyntaxes.get(file);
    return {
      root: this.root(file),
      ...pathToText(this.paths.at(file)),
      kind: this.kind(file),
      bytes: this.bytes(file),
      ...(instance !== undefined && uids(instances, instance)),
      ...(transferSyntax !== undefined && { transferSyntax }),
      ...(sha256 !== undefined && { sha256 }),
    };
  }

  /**
   * All files as they stand in a report, made one by one.
   * @param checksums false where the report did not ask for any: the scan may have made them for another one
   */
  *entries(instances: InstanceTable, checksums = true): Generator<FileEntry> {
    for (let file = 0; file < this.size; file++) {
      const { sha256, ...entry } = this.entry(file, instances);
      yield checksums && sha256 !== undefined ? { ...entry, sha256 } : entry;
    }
  }
}

function uids(instances: InstanceTable, instance: number) {
  const { seriesUID, studyUID, transferSyntax } = instances.header(instance);
  return { sopInstanceUID: instances.sopInstanceUID(instance), seriesUID, studyUID, transferSyntax };
}
