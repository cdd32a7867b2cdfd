import type { PlanarType, SpatialType } from '../source.js';

type Kind = PlanarType | SpatialType;

/** Points that a shape is made of. PS3.3 C.10.5.1.2, C.18.6.1.1, C.18.9.1.2. */
const EXACTLY: Readonly<Partial<Record<Kind, number>>> = { POINT: 1, CIRCLE: 2, ELLIPSE: 4, ELLIPSOID: 6 };
const AT_LEAST: Readonly<Partial<Record<Kind, number>>> = {
  MULTIPOINT: 1,
  POLYLINE: 2,
  INTERPOLATED: 2,
  POLYGON: 3,
};

/** Whether so many points make a shape of this type. */
export function isEnough(type: Kind, count: number): boolean {
  const exactly = EXACTLY[type];
  return exactly === undefined ? count >= (AT_LEAST[type] ?? 1) : count === exactly;
}
