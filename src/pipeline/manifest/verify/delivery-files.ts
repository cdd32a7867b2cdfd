import { realpathSync } from 'node:fs';
import { joinPath, type PathBytes, textToPath } from '../../../io/path-bytes.js';
import type { Root } from '../../../report/envelope.js';
import type { Scan } from '../../scan/scan.js';
import { type ByteText, baseName, bytesOf, byteText, folderOf } from './byte-text.js';

/** A root of the delivery and where it lies. */
export interface PlacedRoot {
  readonly id: number;
  readonly path: ByteText;
  /** With all links resolved; `path` where that fails. */
  readonly real: ByteText;
  /** The last part of its path. */
  readonly name: ByteText;
}

/** The files of a scan, found by their paths, and which of them were asked for. */
export class DeliveryFiles {
  readonly roots: readonly PlacedRoot[];
  private readonly byId: ReadonlyMap<number, PlacedRoot>;
  private readonly numbers = new Map<string, number>();
  private readonly rootIds = new Map<ByteText, Set<number>>();
  private readonly taken: Uint8Array;
  private normalised: Map<string, number> | undefined;

  /** @param wanted tells which files matter; the others are never found */
  constructor(
    readonly scan: Scan,
    roots: readonly Root[],
    wanted: (file: number) => boolean = () => true,
  ) {
    this.roots = roots.map(placed);
    this.byId = new Map(this.roots.map((root) => [root.id, root]));
    for (const root of this.roots) for (const at of [root.path, root.real]) this.addRoot(at, root.id);
    const { files } = scan;
    this.taken = new Uint8Array(files.size);
    for (let file = 0; file < files.size; file++) {
      if (wanted(file)) this.numbers.set(keyOf(files.root(file), byteText(files.path(file))), file);
    }
  }

  /** The file with this path below a root. */
  find(root: number, path: ByteText): number | undefined {
    return this.numbers.get(keyOf(root, path));
  }

  /** Files of that path below any root; a root that is itself a file goes by its name. */
  findAnywhere(path: ByteText): number[] {
    return this.roots.flatMap(({ id, name }) => {
      const file = this.find(id, path) ?? (name === path ? this.find(id, '') : undefined);
      return file === undefined ? [] : [file];
    });
  }

  /** The file at a whole path. */
  locate(full: ByteText): number | undefined {
    return this.locateBy(full, (root, path) => this.find(root, path));
  }

  /** {@link locate} where names are equal but for Unicode normalisation (NFC or NFD, UAX #15); never a taken file. */
  locateNormalised(full: ByteText): number | undefined {
    this.normalised ??= this.normalisedNumbers();
    const file = this.locateBy(full, (root, path) => this.normalised?.get(keyOf(root, nfc(path))));
    return file === undefined || this.isTaken(file) ? undefined : file;
  }

  /** The whole path of a file, to open it by. */
  fullPath(file: number): PathBytes {
    const root = this.byId.get(this.scan.files.root(file));
    return joinPath(bytesOf(root?.path ?? ''), this.scan.files.path(file));
  }

  /** The whole path of a file with the links on the way to its root resolved. */
  realPathOf(file: number): ByteText {
    const root = this.byId.get(this.scan.files.root(file));
    return byteText(joinPath(bytesOf(root?.real ?? ''), this.scan.files.path(file)));
  }

  /** Notes that a file was asked for. */
  take(file: number): void {
    this.taken[file] = 1;
  }

  isTaken(file: number): boolean {
    return this.taken[file] === 1;
  }

  /** Files that nothing asked for, in the order of the report. */
  *untaken(): Generator<number> {
    for (const [file, taken] of this.taken.entries()) if (!taken) yield file;
  }

  private addRoot(at: ByteText, id: number): void {
    const ids = this.rootIds.get(at);
    if (ids) ids.add(id);
    else this.rootIds.set(at, new Set([id]));
  }

  /** Asks every root that holds `full`, the nearest first. */
  private locateBy(full: ByteText, ask: (root: number, path: ByteText) => number | undefined) {
    for (let root = full; ; root = folderOf(root)) {
      const path = full.slice(root === '/' ? 1 : root.length + 1);
      for (const id of this.rootIds.get(root) ?? []) {
        const file = ask(id, path);
        if (file !== undefined) return file;
      }
      if (root === '/' || root === '.') return undefined;
    }
  }

  private normalisedNumbers(): Map<string, number> {
    const { files } = this.scan;
    const numbers = new Map<string, number>();
    for (const [file] of this.taken.entries()) {
      const key = keyOf(files.root(file), nfc(byteText(files.path(file))));
      if (!numbers.has(key)) numbers.set(key, file);
    }
    return numbers;
  }
}

function keyOf(root: number, path: string): string {
  return `${root}/${path}`;
}

function nfc(path: ByteText): string {
  return bytesOf(path).toString('utf8').normalize('NFC');
}

function placed(root: Root): PlacedRoot {
  const bytes = textToPath(root);
  const path = byteText(bytes);
  return { id: root.id, path, real: realPath(bytes), name: baseName(path) };
}

/** A path with all links resolved; the path itself where that fails. */
export function realPath(path: PathBytes): ByteText {
  try {
    return byteText(realpathSync(path, { encoding: 'buffer' }));
  } catch {
    return byteText(path);
  }
}
