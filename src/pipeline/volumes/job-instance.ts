/** An instance as a file, as another thread needs it. */
export interface JobInstance {
  readonly instance: number;
  readonly sopInstanceUID: string;
  readonly frames: number;
  readonly path: Uint8Array;
}
