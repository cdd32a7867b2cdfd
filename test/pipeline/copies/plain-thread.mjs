// A thread that puts a head before each file, and refuses what holds BAD. It dies of DEADLY, as one out of memory does.
import { copier } from '../../../dist/pipeline/copies/copy-batch.js';
import { Refusal } from '../../../dist/pipeline/copies/maker.js';

let makers = 0;
export default copier(({ head }) => {
  makers++;
  return {
    make(source) {
      const bytes = Buffer.alloc(source.size);
      source.read(bytes, 0, source.size, 0);
      if (bytes.includes('DEADLY')) process.exit(1);
      if (bytes.includes('BAD')) throw new Refusal('bad-content', { at: bytes.indexOf('BAD') });
      return { pieces: [Buffer.from(head), bytes], detail: { head, makers } };
    },
  };
});
