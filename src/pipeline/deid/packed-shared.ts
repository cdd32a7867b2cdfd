import { deserialize, serialize } from 'node:v8';
import type { SharedWork } from '../copies/copy-job.js';
import type { DeidShared } from './deid-job.js';

/** {@link DeidShared} as it goes to a thread with every job: in memory that threads share, so that nothing is copied. */
export interface PackedShared extends SharedWork {
  readonly plain: SharedArrayBuffer;
  readonly uids: SharedArrayBuffer;
}

/** Packs what is shared, once a run. */
export function packed({ uids, ...plain }: DeidShared): PackedShared {
  const bytes = serialize(plain);
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return { id: plain.id, plain: shared, uids };
}

/** What {@link packed} was given; once a thread. */
export function unpacked({ plain, uids }: PackedShared): DeidShared {
  return { ...deserialize(new Uint8Array(plain)), uids };
}
