/** A square region of one slice over time. */
export interface RegionCourses {
  /** Pixels along a side. */
  readonly side: number;
  readonly volumes: number;
  /** Pixel by pixel (columns fastest), each over all volumes. */
  readonly courses: Float64Array;
}

/** Where the region lies. */
export interface RegionPlace {
  /** Column and row of its middle, pixels. */
  readonly centre: readonly [number, number];
  readonly side: number;
  readonly columns: number;
}

/** First column and row of a square about a place. */
export function cornerOf([column, row]: readonly [number, number], side: number): readonly [number, number] {
  return [Math.round(column - (side - 1) / 2), Math.round(row - (side - 1) / 2)];
}

/** Takes the region out of each volume's slice. */
export function regionCourses(slices: readonly Float32Array[], place: RegionPlace): RegionCourses {
  const { centre, side, columns } = place;
  const [left, top] = cornerOf(centre, side);
  const courses = new Float64Array(side * side * slices.length);
  for (const [volume, pixels] of slices.entries()) {
    for (let n = 0; n < side * side; n++) {
      const at = (top + Math.floor(n / side)) * columns + left + (n % side);
      courses[n * slices.length + volume] = pixels[at] ?? Number.NaN;
    }
  }
  return { side, volumes: slices.length, courses };
}

/** The course of the mean over the `inner` × `inner` pixels in the middle of a region. */
export function meanCourse({ side, volumes, courses }: RegionCourses, inner: number): Float64Array {
  const [left, top] = cornerOf([(side - 1) / 2, (side - 1) / 2], inner);
  const mean = new Float64Array(volumes);
  for (let n = 0; n < inner * inner; n++) {
    const pixel = (top + Math.floor(n / inner)) * side + left + (n % inner);
    for (let volume = 0; volume < volumes; volume++)
      mean[volume] = (mean[volume] ?? 0) + (courses[pixel * volumes + volume] ?? 0) / (inner * inner);
  }
  return mean;
}
