import { createHmac } from 'node:crypto';

/** Rounds of the Feistel network: those of NIST SP 800-38G FF1. */
const ROUNDS = 10;

/** A domain of more would not fit in two halves of 24 bits. */
const MAX_SIZE = 2 ** 48;

/**
 * Where a permutation of 0 … size-1 takes an index: for each key another one, and without the key nobody can tell
 * neighbours. It is a balanced Feistel network with HMAC-SHA-256 (M. Luby, C. Rackoff 1988) over the next larger even
 * number of bits; a result outside of the domain is put through again until it is inside (J. Black, P. Rogaway,
 * "Ciphers with Arbitrary Finite Domains", 2002, 3), four times on average at most.
 * @param size number of elements, at least 1; another size is another permutation
 * @throws RangeError when the index is not a whole number from 0 to size-1
 */
export function permute(key: Uint8Array, index: number, size: number): number {
  if (!Number.isInteger(size) || size < 1 || size > MAX_SIZE)
    throw new RangeError('a permutation has from 1 to 2^48 elements');
  if (!Number.isInteger(index) || index < 0 || index >= size)
    throw new RangeError('an index lies outside of its permutation');
  let halfBits = 1;
  while (2 ** (2 * halfBits) < size) halfBits++;
  let result = index;
  // Ends: the walk follows a cycle of a permutation, and the index itself, which is inside, lies on it.
  do result = feistel(key, result, { halfBits, size });
  while (result >= size);
  return result;
}

interface Domain {
  readonly halfBits: number;
  readonly size: number;
}

function feistel(key: Uint8Array, value: number, { halfBits, size }: Domain): number {
  const half = 2 ** halfBits;
  let left = Math.floor(value / half);
  let right = value % half;
  for (let round = 0; round < ROUNDS; round++) {
    const mac = createHmac('sha256', key)
      .update(`corelab@1\0permutation\0${size}\0${round}\0${right}`)
      .digest();
    const mixed = (left ^ (mac.readUInt32BE(0) & (half - 1))) >>> 0;
    left = right;
    right = mixed;
  }
  return left * half + right;
}
