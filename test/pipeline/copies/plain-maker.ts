import type { FileSource } from '../../../src/io/file-source.js';
import type { FileToCopy } from '../../../src/pipeline/copies/copy-job.js';
import { type Made, type Maker, Refusal } from '../../../src/pipeline/copies/maker.js';

/** What the plain maker is made with. */
export interface PlainShared {
  readonly id: string;
  /** Stands before each output. */
  readonly head: string;
}

/** What the plain maker says of an output. */
export interface PlainDetail {
  readonly head: string;
  readonly looked?: number;
}

/**
 * Puts a head before each file. A file that holds BAD is refused, one that holds LEAK when it is looked at, one that holds
 * SLOW takes its time.
 */
export class PlainMaker implements Maker<string, PlainDetail> {
  constructor(private readonly shared: PlainShared) {}

  make(source: FileSource, { work }: FileToCopy<string>): Made<PlainDetail> | Promise<Made<PlainDetail>> {
    const bytes = Buffer.alloc(source.size);
    source.read(bytes, 0, source.size, 0);
    const text = bytes.toString('latin1');
    if (text.includes('BAD')) throw new Refusal('bad-content', { at: text.indexOf('BAD') });
    if (text.includes('BUG')) throw new TypeError('a bug, with a value: BUG');
    const { head } = this.shared;
    const made: Made<PlainDetail> = {
      pieces: [Buffer.from(head), { source, from: 0, to: source.size }],
      detail: { head },
      inspect: (written) => {
        const found = Buffer.alloc(written.size);
        written.read(found, 0, written.size, 0);
        if (found.includes('LEAK'))
          throw new Refusal('leak', [{ where: 'file', from: 'test', kind: 'name' }]);
        return work === 'says' ? { head, looked: written.size } : undefined;
      },
    };
    return text.includes('SLOW') ? new Promise((resolve) => setTimeout(() => resolve(made), 5)) : made;
  }
}
