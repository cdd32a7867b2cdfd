import type { Picture } from './encoders.js';

/** Codestreams of colours of more than 8 bits, which the encoders of the codec packages cannot make. */
export interface DeepColour {
  readonly picture: Picture;
  readonly bytes: Uint8Array;
}

function colour(precision: number, sample: (x: number, y: number, component: number) => number): Picture {
  const samples = Array.from({ length: 192 }, (_, i) =>
    sample(Math.floor(i / 3) % 8, Math.floor(i / 24), i % 3),
  );
  return { rows: 8, columns: 8, components: 3, precision, samples };
}

/** Memory of its own, unlike a Buffer's. */
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));

/** RGB in 16 bits, reversible, with the component transform; by OpenJPEG's opj_compress. */
export const COLOUR_16: DeepColour = {
  picture: colour(16, (x, y, component) => {
    return (x * 9001 + y * 517 * (component + 1) + component * 20000) % 65536;
  }),
  bytes: fromBase64(
    '/0//UQAvAAAAAAAIAAAACAAAAAAAAAAAAAAACAAAAAgAAAAAAAAAAAADDwEBDwEBDwEB/1IADAAAAAEBAQQEAAH/XAAHQICI' +
      'iJD/kAAKAAAAAAENAAH/k8f+DEAQ9I2NsfsnJsYUKVrJubFedq16HQyGKlCKhRSQNGxl+9/4kRgC2Vjzt8cO09LeDeyEqIpO' +
      'AJah+b6Qs3QVgJvwE5DBmhayX9/4kQgiBu5n62tcsq9jvkvK+qSqNtMUtkvlvNyfnOlHmQbU5svH/hgxB/4AHQ/8MCAa9fxy' +
      'gyBGlqZBBHa/RsIXmpQOmaFtjX8YilcfeUM3M/V09B4tyxyf3DkUIOqfz/xIMj/wwPj/YkDAArJ8q/f7CYOeUIHnGKoSU2Pl' +
      'dJUqDhkTY2gtHUt6U/Dv3/jATD/wYOj/YkCgJHguoOX0X0S/HTOv2uah+W4u0a6hbcsdMeuPkf/Z',
  ),
};

/** Three components of 12 bits, high throughput, by OpenJPH; opj_decompress of OpenJPEG 2.5 gives these samples. */
export const HIGH_THROUGHPUT_COLOUR_12: DeepColour = {
  picture: colour(12, (x, y, component) => 8 * Math.floor((8 * component + y) / 3) + x),
  bytes: fromBase64(
    '/0//UQAvQAAAAAAIAAAACAAAAAAAAAAAAAAACAAAAAgAAAAAAAAAAAADCwEBCwEBCwEB/1AACAACAAAABv9SAAwAAgABAAUE' +
      'BEAB/1wAEyBocHBwcHBwcHBwcHBwaGho/5AACgAAAAAAxQAB/5PAAlDxAwd0AMACUMcDB3QAwAJQnQMHdAAAAAAAAADAASwA' +
      'EoD4AEd0APIAx3QAwAEsABKA+ABHdAD6AMd0AMABLAASgPgAR3QA9gDHdADAASQAEoD8EnMAZfEmswDAASQAEgD8EnMA5AtT' +
      'AMABJAASgPwScwC2+SazAMACWABUgPCgC+QAVv9/Q/c6p1YAwAJYAFUA8KAL5ADeu7u7SqbaMbYAwAJYAFSA8KAL5AD/bfZK' +
      '311qNgD/2Q==',
  ),
};
