import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Scan } from '../../scan/scan.js';
import { type ByteText, bytesOf } from '../verify/byte-text.js';
import type { DeliveryFiles } from '../verify/delivery-files.js';

/** Longest name of a file that common file systems hold, in bytes. */
const LONGEST_NAME = 255;

/** A file's name in the bag. */
export interface BagName {
  /** Below the bag's folder; UTF-8. */
  readonly path: ByteText;
  /** Whether the name is another one than in the delivery. */
  readonly changed: boolean;
}

/** Gives every file of a delivery its own path in the bag: `data/<root's name>/<path>`. */
export class BagNames {
  private readonly roots = new Map<number, ByteText>();
  private readonly given = new Set<ByteText>();

  constructor(
    private readonly delivery: DeliveryFiles,
    private readonly scan: Scan,
  ) {
    const used = new Set<ByteText>();
    for (const { id, name } of delivery.roots) {
      const isFile = delivery.find(id, '') !== undefined;
      const free = firstFree(utf8Name(name) || 'root', isFile, (one) => used.has(one));
      used.add(free);
      this.roots.set(id, free);
    }
  }

  /** The root's folder in the bag, or its file for a root that is one. */
  rootPath(root: number): ByteText {
    return `data/${this.roots.get(root) ?? 'root'}`;
  }

  /** The name of a file of the scan. Asked once a file, in the order of the scan. */
  nameOf(file: number): BagName {
    const root = this.scan.files.root(file);
    const path = this.scan.files.path(file);
    const below = path.toString('latin1');
    const prefix = this.rootPath(root);
    if (below === '') return { path: prefix, changed: !isUtf8(bytesOf(rootName(this.delivery, root))) };
    if (isUtf8(path)) return { path: `${prefix}/${below}`, changed: false };
    const wanted = below.split('/').map(utf8Name).join('/');
    const taken = (one: ByteText) => this.given.has(one) || this.delivery.find(root, one) !== undefined;
    const free = firstFree(wanted, true, (one) => taken(one));
    this.given.add(free);
    return { path: `${prefix}/${free}`, changed: true };
  }
}

function rootName(delivery: DeliveryFiles, id: number): ByteText {
  return delivery.roots.find((root) => root.id === id)?.name ?? '';
}

/** The name, or the name with the first of `-2`, `-3`… (before the extension of a file) that nothing has. */
function firstFree(name: ByteText, isFile: boolean, taken: (name: ByteText) => boolean): ByteText {
  if (!taken(name)) return name;
  const extension = isFile ? posix.extname(name) : '';
  const stem = name.slice(0, name.length - extension.length);
  for (let number = 2; ; number++)
    if (!taken(`${stem}-${number}${extension}`)) return `${stem}-${number}${extension}`;
}

/**
 * A name that is UTF-8 as it is; any other with its percent signs and its bytes above 7F percent-encoded, and cut
 * where that would be longer than a name may be, with a digest of the name in place of what is cut.
 */
function utf8Name(name: ByteText): ByteText {
  const bytes = bytesOf(name);
  if (isUtf8(bytes)) return name;
  const encoded = name.replace(
    /[%\x80-\xff]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  if (encoded.length <= LONGEST_NAME) return encoded;
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return `${encoded.slice(0, LONGEST_NAME - 24)}~${digest}`;
}
