/** Growing columns of numbers and short texts: what 200,000 instances are kept in. */

/** A growing list of 32-bit unsigned integers. */
export class Uint32Column {
  private data = new Uint32Array(1024);
  length = 0;

  push(value: number): number {
    if (this.length === this.data.length) {
      const grown = new Uint32Array(this.data.length * 2);
      grown.set(this.data);
      this.data = grown;
    }
    this.data[this.length] = value;
    return this.length++;
  }

  at(index: number): number {
    return this.data[index] ?? 0;
  }
}

/** A growing list of doubles, added in blocks; kept in chunks, so that growing copies nothing. */
export class Float64Table {
  private static readonly CHUNK_ROWS = 8192;
  private readonly chunks: Float64Array[] = [];
  rows = 0;

  /** @param width doubles per row */
  constructor(readonly width: number) {}

  /** Adds whole rows. @returns the number of the first. */
  append(block: Float64Array): number {
    const first = this.rows;
    const added = Math.floor(block.length / this.width);
    for (let done = 0; done < added; ) {
      const at = this.rows % Float64Table.CHUNK_ROWS;
      const fit = Math.min(added - done, Float64Table.CHUNK_ROWS - at);
      const part = block.subarray(done * this.width, (done + fit) * this.width);
      this.chunkOf(this.rows).set(part, at * this.width);
      this.rows += fit;
      done += fit;
    }
    return first;
  }

  /** Adds a row that holds a value in its first column. @returns its number. */
  push(value: number): number {
    const at = (this.rows % Float64Table.CHUNK_ROWS) * this.width;
    this.chunkOf(this.rows)[at] = value;
    return this.rows++;
  }

  /** The chunk that holds a row, made when it is the first of it. */
  private chunkOf(row: number): Float64Array {
    const number = Math.floor(row / Float64Table.CHUNK_ROWS);
    const chunk = this.chunks[number] ?? new Float64Array(Float64Table.CHUNK_ROWS * this.width);
    this.chunks[number] = chunk;
    return chunk;
  }

  /** One value; NaN outside the table. */
  get(row: number, column: number): number {
    const chunk = this.chunks[Math.floor(row / Float64Table.CHUNK_ROWS)];
    return chunk?.[(row % Float64Table.CHUNK_ROWS) * this.width + column] ?? Number.NaN;
  }

  set(row: number, column: number, value: number): void {
    const chunk = this.chunks[Math.floor(row / Float64Table.CHUNK_ROWS)];
    if (chunk) chunk[(row % Float64Table.CHUNK_ROWS) * this.width + column] = value;
  }
}

/** A growing list of byte strings in one buffer. */
export class BytesColumn {
  private data = Buffer.allocUnsafe(64 * 1024);
  private used = 0;
  private readonly ends = new Uint32Column();

  get length(): number {
    return this.ends.length;
  }

  push(bytes: Uint8Array): number {
    this.reserve(bytes.length);
    this.data.set(bytes, this.used);
    this.used += bytes.length;
    return this.ends.push(this.used);
  }

  /** Adds ASCII text such as a UID. */
  pushText(text: string): number {
    this.reserve(text.length);
    this.used += this.data.write(text, this.used, 'latin1');
    return this.ends.push(this.used);
  }

  /** A view; it is only good until the next push. */
  at(index: number): Buffer {
    return this.data.subarray(index === 0 ? 0 : this.ends.at(index - 1), this.ends.at(index));
  }

  textAt(index: number): string {
    return this.at(index).toString('latin1');
  }

  private reserve(bytes: number): void {
    const needed = this.used + bytes;
    if (needed <= this.data.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, Math.ceil(this.data.length * 1.5)));
    this.data.copy(grown, 0, 0, this.used);
    this.data = grown;
  }
}
