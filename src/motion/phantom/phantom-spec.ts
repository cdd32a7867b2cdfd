/** The ACR large MR phantom. */
export interface AcrSpec {
  readonly kind: 'acr-large';
}

/** A uniform MR sphere or cylinder. */
export interface UniformSpec {
  readonly kind: 'uniform';
  /** Of the filling, in the image's plane at its widest; what is found may differ by 5 %. Any where not given. */
  readonly diameterMm?: number;
}

/** A uniform phantom over time (FBIRN). */
export interface StabilitySpec {
  readonly kind: 'stability';
  readonly diameterMm?: number;
  /** Side of the square region in the middle of the middle slice, pixels; 21 as published. */
  readonly roiPixels: number;
  /** Volumes at the beginning that are left out; 2 as published. */
  readonly skipVolumes: number;
}

/** A CT cylinder of water. */
export interface CtWaterSpec {
  readonly kind: 'ct-water';
  /** Of the water, without the wall; what is found may differ by 5 %. Any where not given. */
  readonly diameterMm?: number;
}

/** A uniform PET cylinder. */
export interface PetCylinderSpec {
  readonly kind: 'pet-cylinder';
  readonly diameterMm?: number;
}

/** A body phantom with hot spheres in a ring (NEMA NU 2). */
export interface PetSpheresSpec {
  readonly kind: 'pet-spheres';
  /** Diameters in mm, in their order round the ring. */
  readonly spheresMm: readonly number[];
  /** Radius of the ring that their centres lie on. */
  readonly ringRadiusMm: number;
  /** True activity of the spheres over that of the background, which is then taken from the images… */
  readonly sphereToBackground?: number;
  /** …or their true concentration at the moment that the images are corrected to, Bq/ml… */
  readonly sphereBqPerMl?: number;
  /** …or their true SUVbw. Exactly one of the three is given. */
  readonly sphereSuv?: number;
}

/** Vials of known diffusion coefficient. */
export interface AdcSpec {
  readonly kind: 'adc';
  readonly vials: readonly {
    readonly name: string;
    /** In the image's plane from the first vial, mm: to the right along a row, and down along a column. */
    readonly positionMm: readonly [number, number];
    readonly radiusMm: number;
    readonly adcMm2PerS: number;
  }[];
  /** b-values that are fitted, s/mm²; all that there are where not given. */
  readonly bValues?: readonly number[];
}

/** A phantom as a protocol or limits file declares it. Lengths in mm. */
export type PhantomSpec =
  | AcrSpec
  | UniformSpec
  | StabilitySpec
  | CtWaterSpec
  | PetCylinderSpec
  | PetSpheresSpec
  | AdcSpec;
