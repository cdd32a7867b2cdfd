import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PixelError } from '../pixel-error.js';

/** What the decoders of the codec packages have in common; each is one C++ object in WebAssembly memory. */
export interface WasmDecoder {
  /** Memory for so many bytes of the codestream: a view that is gone after the next call. */
  getEncodedBuffer(bytes: number): Uint8Array;
  decode(): void;
  getDecodedBuffer(): Uint8Array | Uint8ClampedArray;
  getFrameInfo(): WasmFrameInfo;
  delete(): void;
}

/** The shape that a decoder says it has decoded. */
export interface WasmFrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
}

/** As much of the WebAssembly interface as is used; Node's types do not have it. */
interface WebAssemblyApi {
  compile(bytes: Uint8Array): Promise<Compiled>;
  readonly Instance: new (compiled: Compiled, imports: unknown) => { readonly exports: unknown };
}

/** Compiled code, which any number of instances can be made of. */
interface Compiled {
  readonly [Symbol.toStringTag]: string;
}

const { WebAssembly: wasm } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };

type WasmModule = Record<string, unknown> & { readonly HEAP8: Int8Array };

interface ModuleOptions {
  print(text: string): void;
  printErr(text: string): void;
  instantiateWasm(imports: unknown, ready: (instance: unknown) => void): unknown;
}

type ModuleFactory = (options: ModuleOptions) => Promise<unknown>;

const require = createRequire(import.meta.url);

/** The packages: their glue code, where their WebAssembly lies, and what their decoder is called. */
const PACKAGES = {
  openjpeg: {
    factory: () => require('@cornerstonejs/codec-openjpeg/decodewasmjs') as ModuleFactory,
    binary: () => require.resolve('@cornerstonejs/codec-openjpeg/decodewasm'),
    decoder: 'J2KDecoder',
  },
  openjph: {
    factory: () => require('@cornerstonejs/codec-openjph/wasmjs') as ModuleFactory,
    binary: () => require.resolve('@cornerstonejs/codec-openjph/wasm'),
    decoder: 'HTJ2KDecoder',
  },
  charls: {
    factory: () => require('@cornerstonejs/codec-charls/decodewasmjs') as ModuleFactory,
    binary: () => require.resolve('@cornerstonejs/codec-charls/decodewasm'),
    decoder: 'JpegLSDecoder',
  },
} as const;

/** Memory does not shrink: an instance that has grown beyond this is thrown away after the frame. */
const MAX_KEPT_BYTES = 256 * 1024 * 1024;

/** Loads a package and compiles its WebAssembly. */
export async function loadWasm(name: keyof typeof PACKAGES): Promise<WasmRunner> {
  const { factory, binary, decoder } = PACKAGES[name];
  return new WasmRunner(factory(), await wasm.compile(await readFile(binary())), decoder);
}

/** Runs a decoder of a package, frame by frame; what the code prints is taken as its verdict and goes nowhere else. */
export class WasmRunner {
  private module: WasmModule | undefined;
  private complained = false;
  private isComplaint: (line: string) => boolean = () => false;

  constructor(
    private readonly factory: ModuleFactory,
    private readonly compiled: Compiled,
    private readonly decoderName: string,
  ) {}

  /**
   * Decodes one codestream.
   * @param bytes the codestream
   * @param options.patch changes the codestream's copy before it is decoded
   * @param options.isComplaint whether a line that the decoder prints tells of damage
   * @returns memory of its own, and the shape decoded
   * @throws PixelError `codestream-damaged` when the decoder reports damage, `decoder-failed` when it breaks; the
   * instance is then thrown away, since neither its memory nor its state can be trusted
   */
  decode(
    bytes: Uint8Array,
    { patch, isComplaint }: { patch?: (copy: Uint8Array) => void; isComplaint: (line: string) => boolean },
  ): { readonly bytes: Uint8Array; readonly info: WasmFrameInfo } {
    let whole = false;
    this.complained = false;
    this.isComplaint = isComplaint;
    try {
      const decoder = this.newDecoder();
      const buffer = decoder.getEncodedBuffer(bytes.length);
      buffer.set(bytes);
      patch?.(buffer);
      decoder.decode();
      if (this.complained) throw new PixelError('codestream-damaged');
      const info = decoder.getFrameInfo();
      const decoded = decoder.getDecodedBuffer();
      const out = new Uint8Array(decoded.length);
      out.set(decoded);
      decoder.delete();
      whole = (this.module?.HEAP8.length ?? 0) <= MAX_KEPT_BYTES;
      return { bytes: out, info };
    } catch (error) {
      if (error instanceof PixelError) throw error;
      // A C++ exception comes as a number: the decoder does not take the codestream. A trap or an abort is its own fault.
      const refused = this.complained || typeof error === 'number';
      throw new PixelError(refused ? 'codestream-damaged' : 'decoder-failed');
    } finally {
      if (!whole) this.module = undefined;
    }
  }

  private newDecoder(): WasmDecoder {
    this.module ??= this.newModule();
    const Decoder = this.module[this.decoderName] as new () => WasmDecoder;
    return new Decoder();
  }

  /** The compiled code is at hand, so that the glue code has run to its end when the factory returns. */
  private newModule(): WasmModule {
    const print = (text: string): void => {
      if (this.isComplaint(text)) this.complained = true;
    };
    const options: ModuleOptions = {
      print,
      printErr: print,
      instantiateWasm: (imports, ready) => {
        const instance = new wasm.Instance(this.compiled, imports);
        ready(instance);
        return instance.exports;
      },
    };
    this.factory(options).catch(() => {});
    return options as unknown as WasmModule;
  }
}
