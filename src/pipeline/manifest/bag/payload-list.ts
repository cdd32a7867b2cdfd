import { encodeBagPath } from '../verify/bag-path.js';
import { type ByteText, bytesOf } from '../verify/byte-text.js';

/** What is in a bag's payload: names, digests, total size. */
export class PayloadList {
  bytes = 0;
  private readonly names: ByteText[] = [];
  private readonly digests: string[] = [];

  get files(): number {
    return this.names.length;
  }

  add(name: ByteText, sha256: string, bytes: number): void {
    this.names.push(name);
    this.digests.push(sha256);
    this.bytes += bytes;
  }

  /** The lines of the payload manifest, by the bytes of their paths (RFC 8493 2.1.3). */
  *lines(): Generator<Buffer> {
    const order = new Uint32Array(this.names.length).map((_, i) => i);
    order.sort((a, b) => compare(this.names[a] ?? '', this.names[b] ?? ''));
    for (const i of order) yield bytesOf(`${this.digests[i]}  ${encodeBagPath(this.names[i] ?? '')}\n`);
  }
}

/** Names hold one byte a character, so the order of characters is that of bytes. */
function compare(a: ByteText, b: ByteText): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
