import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Finding, finding } from '../../../findings/finding.js';
import { FileError } from '../../../io/file-source.js';
import { makeFolders } from '../../../io/make-folders.js';
import type { PathText } from '../../../io/path-bytes.js';
import type { Root } from '../../../report/envelope.js';
import type { ProgressSink } from '../../../report/progress.js';
import type { Scan } from '../../scan/scan.js';
import { reportPath, shownPath } from '../verify/byte-text.js';
import { cappedFindings } from '../verify/capped.js';
import { DeliveryFiles } from '../verify/delivery-files.js';
import { writing } from './bag-error.js';
import { buildWhole, checkBagFolder } from './bag-folder.js';
import { type Copied, FileCopier } from './copy-file.js';
import { BagNames } from './names.js';
import { PayloadList } from './payload-list.js';
import { writeTagFiles } from './tag-files.js';

/** What {@link writeBag} works with. */
export interface BagOptions {
  readonly scan: Scan;
  readonly roots: readonly Root[];
  /** Where the bag shall be: a folder that is not there, or is empty. */
  readonly dir: string;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
  /** For bag-info.txt, as "corelab 1.2.3". */
  readonly softwareAgent: string;
  /** For bag-info.txt; now, when not given. */
  readonly date?: Date;
  /** Synchronise every copy to disk, read it again, and compare: twice the time, proof against a bad disk. */
  readonly reread?: boolean;
}

/** The report's section `bag`. */
export interface BagSection {
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  /** SHA-256 of manifest-sha256.txt. */
  readonly manifestSha256: string;
  /** Where each root's files are in the bag. */
  readonly roots: readonly (PathText & { readonly root: number })[];
  /** Files whose name in the bag is another one. */
  readonly renamed: readonly (PathText & { readonly file: number })[];
  readonly leftOut: readonly { readonly file: number; readonly reason: string }[];
  /** Files whose copy is not what the scan saw. */
  readonly changed: readonly { readonly file: number }[];
}

/**
 * Copies every file of a scan into a new BagIt 1.0 bag (RFC 8493) with SHA-256 manifests. The bag appears whole or not
 * at all. Files that cannot be read are left out, with a finding each.
 * @throws BagError when the bag cannot be written; the signal's reason when it is aborted. Nothing is left of it then.
 */
export async function writeBag(options: BagOptions): Promise<{ section: BagSection; findings: Finding[] }> {
  checkBagFolder(options.dir, options.roots);
  return buildWhole(options.dir, async (partial) => {
    const bagger = new Bagger(options, partial);
    await bagger.copyAll();
    return { section: bagger.finish(), findings: bagger.findings() };
  });
}

class Bagger {
  private readonly delivery: DeliveryFiles;
  private readonly names: BagNames;
  private readonly copier: FileCopier;
  private readonly payload = new PayloadList();
  private readonly renamed: (PathText & { file: number })[] = [];
  private readonly leftOut: { file: number; reason: string }[] = [];
  private readonly changed: { file: number; expected?: string; actual: string }[] = [];
  private folder = '';

  constructor(
    private readonly options: BagOptions,
    private readonly partial: string,
  ) {
    const { scan, roots, signal, reread = false } = options;
    this.delivery = new DeliveryFiles(scan, roots);
    this.names = new BagNames(this.delivery, scan);
    this.copier = new FileCopier({ signal, reread });
  }

  async copyAll(): Promise<void> {
    const { scan, signal, progress } = this.options;
    writing(join(this.partial, 'data'), () => mkdirSync(join(this.partial, 'data')));
    for (let file = 0; file < scan.files.size; file++) {
      signal.throwIfAborted();
      progress.update(file, scan.files.size, 'files copied');
      await this.copy(file);
      if (file % 64 === 63) await new Promise(setImmediate); // signals and progress get their turn
    }
    progress.update(scan.files.size, scan.files.size, 'files copied');
  }

  private async copy(file: number): Promise<void> {
    const { path, changed } = this.names.nameOf(file);
    const to = join(this.partial, shownPath(path));
    this.makeFolder(dirname(to));
    try {
      const copied = await this.copier.copy(this.delivery.fullPath(file), to);
      this.payload.add(path, copied.sha256, copied.bytes);
      this.compare(file, copied);
      if (changed) this.renamed.push({ file, ...reportPath(path) });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      writing(to, () => rmSync(to, { force: true }));
      this.leftOut.push({ file, reason: this.options.scan.unreadable.get(file) ?? error.code });
    }
  }

  /** Files come folder by folder, so that most need none to be made. */
  private makeFolder(folder: string): void {
    if (folder === this.folder) return;
    writing(folder, () => makeFolders(folder));
    this.folder = folder;
  }

  private compare(file: number, { sha256, bytes, unchanged }: Copied): void {
    const { files } = this.options.scan;
    const before = files.sha256(file);
    const same =
      before === undefined
        ? files.kind(file) === 'unreadable' || files.bytes(file) === bytes
        : before === sha256;
    if (unchanged && same) return;
    this.changed.push({ file, ...(before !== undefined && { expected: before }), actual: sha256 });
  }

  finish(): BagSection {
    const { dir, softwareAgent, date = new Date(), signal } = this.options;
    signal.throwIfAborted();
    const { payload } = this;
    return {
      path: resolve(dir),
      files: payload.files,
      bytes: payload.bytes,
      manifestSha256: writeTagFiles(this.partial, { softwareAgent, date, payload }),
      roots: this.delivery.roots.map(({ id }) => ({ root: id, ...reportPath(this.names.rootPath(id)) })),
      renamed: this.renamed,
      leftOut: this.leftOut,
      changed: this.changed.map(({ file }) => ({ file })),
    };
  }

  findings(): Finding[] {
    return [
      ...cappedFindings(
        this.leftOut,
        ({ file, reason }) =>
          finding('bag-file-left-out', { subject: { file }, actual: reason, params: { files: 'a file' } }),
        (count) => finding('bag-file-left-out', { params: { files: `${count} more files` } }),
      ),
      ...cappedFindings(
        this.changed,
        ({ file, ...values }) =>
          finding('changed-while-read', { subject: { file }, ...values, params: { files: 'a file' } }),
        (count) => finding('changed-while-read', { params: { files: `${count} more files` } }),
      ),
      ...cappedFindings(
        this.renamed,
        ({ file }) => finding('bag-name-changed', { subject: { file }, params: { files: 'a file' } }),
        (count) => finding('bag-name-changed', { params: { files: `${count} more files` } }),
      ),
    ];
  }
}
