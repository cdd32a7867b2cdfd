import { fstatSync, writeSync } from 'node:fs';

/** Thrown when standard output cannot take the report, for example since the disk is full. */
class StdoutError extends Error {
  override readonly name = 'StdoutError';
  readonly code = 'stdout';
}

/**
 * Writes text to standard output as fast as it is read there. A reader that has gone is no error: the rest is dropped.
 * @throws StdoutError when standard output is a file that cannot be written whole
 */
export async function writeStdout(chunks: Iterable<string>): Promise<void> {
  try {
    // A stream over a file takes a short write for a whole one; a disk that fills up would cut the report silently. A
    // device that is no terminal (/dev/full) would end the process through its stream's own error.
    const kind = fstatSync(1);
    const isPlain = kind.isFile() || (kind.isCharacterDevice() && process.stdout.isTTY !== true);
    if (isPlain) for (const chunk of chunks) writeWhole(1, Buffer.from(chunk));
    else await writeStream(process.stdout, chunks);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (!/^E[A-Z]+$/.test(code)) throw cause;
    throw new StdoutError(`standard output could not be written (${code})`, { cause });
  }
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

/** Writes to a stream, waiting for each piece to be taken; ends quietly when the reader has gone. */
export async function writeStream(stream: NodeJS.WritableStream, chunks: Iterable<string>): Promise<void> {
  for (const chunk of chunks) {
    const error = await new Promise<Error | null | undefined>((resolve) => {
      stream.write(chunk, (problem) => resolve(problem));
    });
    if (!error) continue;
    const code = 'code' in error ? error.code : undefined;
    if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'ECONNRESET') return;
    throw error;
  }
}
