import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { writeStream } from '../../src/cli/stdout.js';

/** A stream whose writes take time, and fail with `code` from the nth on. */
function slow(failing = Number.POSITIVE_INFINITY, code = 'EPIPE') {
  const taken: string[] = [];
  const stream = new Writable({
    highWaterMark: 1,
    write(chunk, _encoding, done) {
      if (taken.length >= failing) return done(Object.assign(new Error(code), { code }));
      taken.push(String(chunk));
      setTimeout(done, 1);
    },
  });
  stream.on('error', () => {});
  return { stream, taken };
}

function* counted(state: { made: number }) {
  for (; state.made < 20; state.made++) yield `${state.made};`;
}

describe('writing to a stream', () => {
  it('makes no more than is taken', async () => {
    const { stream, taken } = slow();
    const state = { made: 0 };
    const done = writeStream(stream, counted(state));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(state.made - taken.length).toBeLessThanOrEqual(1);
    await done;
    expect(taken.join('')).toBe([...counted({ made: 0 })].join(''));
  });

  it('ends quietly when the reader has gone', async () => {
    const { stream, taken } = slow(3);
    const state = { made: 0 };
    await writeStream(stream, counted(state));
    expect(taken).toHaveLength(3);
    expect(state.made).toBeLessThan(6);
  });

  it('tells of any other failure', async () => {
    await expect(writeStream(slow(1, 'EIO').stream, counted({ made: 0 }))).rejects.toThrow('EIO');
  });
});
