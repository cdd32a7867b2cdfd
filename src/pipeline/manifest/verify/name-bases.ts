import { type ByteText, folderOf, resolveFrom } from './byte-text.js';
import type { DeliveryFiles } from './delivery-files.js';

/** So many names are tried out to see what they are relative to. */
const TRIED_NAMES = 10_000;

/** Finds the files that the names of a list stand for, when the list does not say what they are relative to. */
export class NameBases {
  private readonly bases: readonly ByteText[];

  /**
   * @param first folders that names are most likely relative to; after them come the roots and the roots' folders.
   *   The folder that gives most of the names a file is asked first, so that a list means one thing.
   */
  constructor(
    private readonly delivery: DeliveryFiles,
    first: readonly ByteText[],
    names: Iterable<ByteText>,
  ) {
    const folders = delivery.roots.map(({ id, path }) =>
      delivery.find(id, '') === undefined ? path : folderOf(path),
    );
    const bases = [...new Set([...first, ...folders, ...delivery.roots.map(({ path }) => folderOf(path))])];
    const hits = new Map(bases.map((base) => [base, 0]));
    let tried = 0;
    for (const name of names) {
      if (++tried > TRIED_NAMES) break;
      for (const base of bases)
        if (this.at(base, name) !== undefined) hits.set(base, (hits.get(base) ?? 0) + 1);
    }
    this.bases = bases.sort((a, b) => (hits.get(b) ?? 0) - (hits.get(a) ?? 0));
  }

  /** The file that a name stands for. Names written on Windows have backslashes between their parts. */
  locate(name: ByteText): number | undefined {
    const found = this.firstOf((base) => this.at(base, name));
    if (found !== undefined || !name.includes('\\')) return found;
    return this.firstOf((base) => this.at(base, name.replaceAll('\\', '/')));
  }

  /** The file whose name differs in Unicode normalisation only. */
  locateNormalised(name: ByteText): number | undefined {
    return this.firstOf((base) => this.delivery.locateNormalised(resolveFrom(base, name)));
  }

  private at(base: ByteText, name: ByteText): number | undefined {
    return this.delivery.locate(resolveFrom(base, name));
  }

  private firstOf(ask: (base: ByteText) => number | undefined): number | undefined {
    for (const base of this.bases) {
      const file = ask(base);
      if (file !== undefined) return file;
    }
    return undefined;
  }
}
