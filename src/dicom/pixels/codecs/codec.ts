import type { Frame, PixelDescription } from '../samples.js';

/**
 * A decoder of one family of codestreams. It checks size, components and precision in the codestream's own header
 * against the description before it allocates, and prints nothing.
 */
export interface Codec {
  /**
   * Decodes one frame.
   * @param bytes the whole codestream of the frame, its fragments joined; padding may follow
   * @throws PixelError `codestream-damaged`, `codestream-contradicts-header`, `unsupported-coding`, `decoder-failed`
   */
  decode(bytes: Uint8Array, description: PixelDescription): Frame;
}
