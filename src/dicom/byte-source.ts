/** Random access to bytes, synchronous: the reader asks for windows, whoever owns the file gives them. */
export interface ByteSource {
  /** Total number of bytes. */
  readonly size: number;
  /**
   * Copies up to `length` bytes from `position` into `target` at `at`.
   * @returns the number of bytes copied, 0 at the end.
   */
  read(target: Uint8Array, at: number, length: number, position: number): number;
}

/** A source over bytes that are already in memory. */
export class MemorySource implements ByteSource {
  readonly size: number;

  constructor(private readonly bytes: Uint8Array) {
    this.size = bytes.length;
  }

  read(target: Uint8Array, at: number, length: number, position: number): number {
    const part = this.bytes.subarray(position, Math.min(position + length, this.size));
    target.set(part, at);
    return part.length;
  }
}
