import type { Code } from './code.js';

/** A figure that can be recomputed: its name, its codes, its unit and what it is. */
export interface MeasureFigure {
  readonly name: string;
  /** The code that an exported row has for it where nothing was stored. */
  readonly concept: Code;
  /** UCUM; `of` figures have the unit of the values (SUVbw: g/ml) times this. */
  readonly unit: string;
  readonly derivation?: Code;
  readonly method?: Code;
  /** What it is, as implemented. */
  readonly text: string;
  readonly source: string;
}

const own = (value: string, meaning: string): Code => ({ value, scheme: '99CORELAB', meaning });
const sct = (value: string, meaning: string): Code => ({ value, scheme: 'SCT', meaning });
const dcm = (value: string, meaning: string): Code => ({ value, scheme: 'DCM', meaning });
const ibsi = (value: string, meaning: string): Code => ({ value, scheme: 'IBSI', meaning });

const IBSI = 'IBSI reference manual, arXiv:1612.07003v11';

/** Figures of lines and outlines in a plane. */
export const PLANAR_FIGURES = [
  {
    name: 'length',
    concept: sct('410668003', 'Length'),
    unit: 'mm',
    text: 'length of the line: sum of its legs',
    source: 'PS3.16 TID 300; PS3.3 C.18.6.1.1',
  },
  {
    name: 'perimeter',
    concept: sct('131191004', 'Perimeter'),
    unit: 'mm',
    text: 'length of the closed outline; of an ellipse by its complete elliptic integral',
    source: 'PS3.16 TID 1410',
  },
  {
    name: 'longAxis',
    concept: sct('103339001', 'Long Axis'),
    unit: 'mm',
    text: 'largest distance between two points of the outline; of two lines the longer one; of an ellipse its major axis',
    source: 'Eisenhauer et al. 2009, Eur J Cancer 45:228 (RECIST 1.1)',
  },
  {
    name: 'shortAxis',
    concept: sct('103340004', 'Short Axis'),
    unit: 'mm',
    text: 'longest chord of the outline at right angles to its long axis; of two lines the shorter one, of a line called Short Axis its length; of an ellipse its minor axis',
    source: 'Eisenhauer et al. 2009, Eur J Cancer 45:228 (RECIST 1.1)',
  },
  {
    name: 'diameter',
    concept: sct('81827009', 'Diameter'),
    unit: 'mm',
    text: 'of a circle its diameter, unless its pixels are not square; of a line its length; of an outline its long axis',
    source: 'PS3.16 CID 7470',
  },
  {
    name: 'area',
    concept: sct('42798000', 'Area'),
    unit: 'mm2',
    text: 'area within the outline (shoelace formula), none where it crosses itself; of ellipse and circle by their axes',
    source: 'PS3.16 TID 1410',
  },
  {
    name: 'angle',
    concept: own('angle', 'Angle'),
    unit: 'deg',
    text: 'angle at the middle of three points; between two lines the smaller one',
    source: 'PS3.16 CID 7473',
  },
  {
    name: 'ellipsoidVolume',
    concept: sct('118565006', 'Volume'),
    unit: 'mm3',
    text: 'volume of an ellipsoid by its three axes: 4/3 π a b c',
    source: 'PS3.3 C.18.9.1.2',
  },
] as const satisfies readonly MeasureFigure[];

/** Figures of a region of voxels. */
export const SOLID_FIGURES = [
  {
    name: 'voxelCount',
    concept: own('voxel-count', 'Number of voxels'),
    unit: '{voxels}',
    text: 'voxels whose centre lies in the region; of a fractional segment those of at least half',
    source: IBSI,
  },
  {
    name: 'fractionSum',
    concept: own('fraction-sum', 'Sum of fractions'),
    unit: '{voxels}',
    text: 'sum of the fractions of a fractional segment over the largest one, 1 a full voxel',
    source: 'PS3.3 C.8.20.2.3',
  },
  {
    name: 'volume',
    concept: sct('118565006', 'Volume'),
    unit: 'mm3',
    method: dcm('126030', 'Sum of segmented voxel volumes'),
    text: 'voxels × volume of a voxel (slice distance by positions)',
    source: `${IBSI}, YEKZ`,
  },
  {
    name: 'fractionalVolume',
    concept: sct('118565006', 'Volume'),
    unit: 'mm3',
    method: own('sum-of-fractions', 'Sum of fractional voxel volumes'),
    text: 'sum of fractions × volume of a voxel',
    source: 'PS3.3 C.8.20.2.3',
  },
  {
    name: 'planimetricVolume',
    concept: sct('118565006', 'Volume'),
    unit: 'mm3',
    method: own('planimetry', 'Sum of contour areas times their distance'),
    text: 'areas within the contours (XOR) × distance of the contour planes',
    source: 'PS3.3 C.8.8.6',
  },
  {
    name: 'meshVolume',
    concept: ibsi('RNU0', 'Volume (mesh)'),
    unit: 'mm3',
    text: 'volume within the mesh at level 0.5 of the region',
    source: `${IBSI}, RNU0`,
  },
  {
    name: 'surfaceArea',
    concept: ibsi('C0JK', 'Surface area (mesh)'),
    unit: 'mm2',
    text: 'area of the mesh at level 0.5 of the region',
    source: `${IBSI}, C0JK`,
  },
  {
    name: 'maximum3DDiameter',
    concept: ibsi('L0JK', 'Maximum 3D diameter'),
    unit: 'mm',
    text: 'largest distance between two vertices of the mesh, exact',
    source: `${IBSI}, L0JK`,
  },
  {
    name: 'maximumAxialDiameter',
    concept: sct('103339001', 'Long Axis'),
    unit: 'mm',
    text: 'largest distance within one slice, as acquired, between two points of the outline at level 0.5',
    source: 'Eisenhauer et al. 2009, Eur J Cancer 45:228 (RECIST 1.1)',
  },
  {
    name: 'perpendicularAxialDiameter',
    concept: sct('103340004', 'Short Axis'),
    unit: 'mm',
    text: 'longest unbroken chord of that slice’s outline at right angles to that diameter',
    source: 'Eisenhauer et al. 2009, Eur J Cancer 45:228 (RECIST 1.1)',
  },
  {
    name: 'centroidX',
    concept: own('centroid-x', 'Centroid, towards the left'),
    unit: 'mm',
    text: 'mean of the voxel centres, patient LPS, x',
    source: `${IBSI}, centre of mass`,
  },
  {
    name: 'centroidY',
    concept: own('centroid-y', 'Centroid, towards the back'),
    unit: 'mm',
    text: 'mean of the voxel centres, patient LPS, y',
    source: `${IBSI}, centre of mass`,
  },
  {
    name: 'centroidZ',
    concept: own('centroid-z', 'Centroid, towards the head'),
    unit: 'mm',
    text: 'mean of the voxel centres, patient LPS, z',
    source: `${IBSI}, centre of mass`,
  },
] as const satisfies readonly MeasureFigure[];

/** Figures of the values of a region's voxels or pixels; their unit is that of the values, or its square, or 1. */
export const VALUE_FIGURES = [
  value('mean', sct('373098007', 'Mean'), { code: 'Q4LE', text: 'mean of the values' }),
  value('standardDeviation', sct('386136009', 'Standard Deviation'), {
    code: 'square root of ECT3',
    text: 'square root of the variance (population, ÷ N)',
  }),
  value('variance', ibsi('ECT3', 'Variance'), {
    code: 'ECT3',
    text: 'mean squared distance from the mean (population, ÷ N)',
    unit: 'unit²',
  }),
  value('skewness', ibsi('KE2A', 'Skewness'), {
    code: 'KE2A',
    text: 'third central moment (÷ N) over the cubed standard deviation',
    unit: '1',
  }),
  value('kurtosis', ibsi('IPH6', 'Excess kurtosis'), {
    code: 'IPH6',
    text: 'fourth central moment (÷ N) over the squared variance, − 3',
    unit: '1',
  }),
  value('median', sct('373099004', 'Median'), { code: 'Y12H', text: 'percentile 50' }),
  value('minimum', sct('255605001', 'Minimum'), { code: '1GSF', text: 'smallest value' }),
  value('maximum', sct('56851009', 'Maximum'), { code: '84IY', text: 'largest value' }),
  value('percentile10', ibsi('QG58', '10th percentile'), {
    code: 'QG58',
    text: 'percentile 10: linear between values at rank 1 + (N − 1) p',
  }),
  value('percentile25', own('percentile-25', '25th percentile'), {
    code: 'interquartile range, SALO',
    text: 'percentile 25, as percentile 10',
  }),
  value('percentile75', own('percentile-75', '75th percentile'), {
    code: 'interquartile range, SALO',
    text: 'percentile 75, as percentile 10',
  }),
  value('percentile90', ibsi('8DWT', '90th percentile'), {
    code: '8DWT',
    text: 'percentile 90, as percentile 10',
  }),
  value('interquartileRange', ibsi('SALO', 'Interquartile range'), {
    code: 'SALO',
    text: 'percentile 75 − percentile 25',
  }),
  value('range', ibsi('2OJQ', 'Range'), { code: '2OJQ', text: 'largest − smallest value' }),
  value('meanAbsoluteDeviation', ibsi('4FUA', 'Mean absolute deviation'), {
    code: '4FUA',
    text: 'mean distance from the mean',
  }),
  value('robustMeanAbsoluteDeviation', ibsi('1128', 'Robust mean absolute deviation'), {
    code: '1128',
    text: 'mean distance of the values within percentiles 10 and 90 from their own mean',
  }),
  value('medianAbsoluteDeviation', ibsi('N72L', 'Median absolute deviation'), {
    code: 'N72L',
    text: 'mean distance from the median',
  }),
  value('coefficientOfVariation', ibsi('7TET', 'Coefficient of variation'), {
    code: '7TET',
    text: 'standard deviation over mean',
    unit: '1',
  }),
  value('quartileCoefficientOfDispersion', ibsi('9S40', 'Quartile coefficient of dispersion'), {
    code: '9S40',
    text: '(percentile 75 − percentile 25) / (percentile 75 + percentile 25)',
    unit: '1',
  }),
  value('energy', ibsi('N8CA', 'Energy'), { code: 'N8CA', text: 'sum of the squared values', unit: 'unit²' }),
  value('rootMeanSquare', ibsi('5ZWQ', 'Root mean square'), {
    code: '5ZWQ',
    text: 'square root of the mean squared value',
  }),
  value('sum', own('sum', 'Sum of values'), { code: 'sum', text: 'sum of the values' }),
  value('localPeak', ibsi('VJGA', 'Local intensity peak'), {
    code: 'VJGA',
    text: 'mean within 1 cm³ (voxel centres up to 6.2 mm away) about the largest value; of several the highest',
  }),
  value('globalPeak', dcm('126031', 'Peak Value Within ROI'), {
    code: '0F91',
    text: 'highest mean within 1 cm³ (voxel centres up to 6.2 mm away) about any voxel of the region',
  }),
] as const satisfies readonly MeasureFigure[];

/** Figures of PET alone. */
export const PET_FIGURES = [
  {
    name: 'metabolicVolume',
    concept: dcm('126032', 'Metabolic Volume'),
    unit: 'mm3',
    text: 'volume of the region’s voxels: the region is taken to be that of the metabolically active tumour',
    source: 'PS3.16 CID 7466',
  },
  {
    name: 'totalLesionGlycolysis',
    concept: dcm('126033', 'Total Lesion Glycolysis'),
    unit: 'g',
    text: 'mean SUVbw × metabolic volume in ml',
    source: 'PS3.16 CID 7466',
  },
] as const satisfies readonly MeasureFigure[];

function value<N extends string>(
  name: N,
  derivation: Code,
  { code, text, unit = 'unit' }: { readonly code: string; readonly text: string; readonly unit?: string },
) {
  return { name, concept: derivation, derivation, unit, text, source: `${IBSI}, ${code}` } as const;
}

export type PlanarFigureName = (typeof PLANAR_FIGURES)[number]['name'];
export type SolidFigureName = (typeof SOLID_FIGURES)[number]['name'];
export type ValueFigureName = (typeof VALUE_FIGURES)[number]['name'];
export type PetFigureName = (typeof PET_FIGURES)[number]['name'];
export type FigureName = PlanarFigureName | SolidFigureName | ValueFigureName | PetFigureName;

/** What the values of a figure are: of the modality after rescale, mapped to the real world, or an SUV. */
export interface Quantity {
  /** `suvbw`, `suvlbm-james128`, …: closed; `modality` and `mapped` are told by their unit. */
  readonly kind:
    | 'modality'
    | 'mapped'
    | 'suvbw'
    | 'suvlbmJames128'
    | 'suvlbmJames120'
    | 'suvlbmJanma'
    | 'suvbsa'
    | 'suvibw';
  /** The code for it: (112031, DCM, Attenuation Coefficient), (126401, DCM, SUVbw). */
  readonly concept: Code;
  /** UCUM; `1` where the file does not name one. */
  readonly unit: string;
}

/** A figure that was recomputed, or why it was not. */
export interface RecomputedFigure {
  readonly name: FigureName;
  /** In `unit`. Undefined with `why`. */
  readonly value?: number;
  /** UCUM. */
  readonly unit: string;
  /** For figures of values. */
  readonly of?: Quantity;
  /** A clause for people. */
  readonly why?: string;
}

const BY_NAME: ReadonlyMap<string, MeasureFigure> = new Map(
  [...PLANAR_FIGURES, ...SOLID_FIGURES, ...VALUE_FIGURES, ...PET_FIGURES].map((figure) => [
    figure.name,
    figure,
  ]),
);

/** The definition of a figure. */
export function figureOf(name: FigureName): MeasureFigure {
  const figure = BY_NAME.get(name);
  if (!figure) throw new RangeError(`no figure ${name}`);
  return figure;
}
