import type { FigureName, Quantity } from '../figures.js';
import type { Dimension } from './units.js';

/** A concept by its normal code, and the figures that it can be, in order of preference. */
export type GeometryConcept = readonly [
  value: string,
  scheme: string,
  names: readonly FigureName[],
  dimension: Dimension,
];

/** Measurements of geometry. PS3.16 CID 7470, 7471, 7472, 7466; LOINC of the echo templates (TID 5200). */
export const GEOMETRY_CONCEPTS: readonly GeometryConcept[] = [
  ['410668003', 'SCT', ['length'], 'length'],
  ['121206', 'DCM', ['length'], 'length'],
  ['121211', 'DCM', ['length'], 'length'],
  ['121227', 'DCM', ['length'], 'length'],
  ['121207', 'DCM', ['length'], 'length'],
  ['103355008', 'SCT', ['length'], 'length'],
  ['131197000', 'SCT', ['length'], 'length'],
  ['29436-3', 'LN', ['length'], 'length'],
  ['29438-9', 'LN', ['length'], 'length'],
  ['103339001', 'SCT', ['longAxis', 'length', 'maximumAxialDiameter'], 'length'],
  ['131187009', 'SCT', ['longAxis', 'length', 'maximumAxialDiameter'], 'length'],
  ['103340004', 'SCT', ['shortAxis', 'length', 'perpendicularAxialDiameter'], 'length'],
  ['131188004', 'SCT', ['shortAxis', 'length', 'perpendicularAxialDiameter'], 'length'],
  ['131189007', 'SCT', ['shortAxis', 'length', 'perpendicularAxialDiameter'], 'length'],
  ['81827009', 'SCT', ['diameter', 'longAxis', 'maximumAxialDiameter'], 'length'],
  ['131190003', 'SCT', [], 'length'],
  ['131192006', 'SCT', [], 'length'],
  ['131191004', 'SCT', ['perimeter'], 'length'],
  ['74551000', 'SCT', ['perimeter'], 'length'],
  ['L0JK', 'IBSI', ['maximum3DDiameter'], 'length'],
  ['TDIC', 'IBSI', [], 'length'],
  ['P9VJ', 'IBSI', [], 'length'],
  ['7J51', 'IBSI', [], 'length'],
  ['42798000', 'SCT', ['area'], 'area'],
  ['131184002', 'SCT', ['area'], 'area'],
  ['121202', 'DCM', ['area'], 'area'],
  ['C0JK', 'IBSI', ['surfaceArea'], 'area'],
  ['1483009', 'SCT', ['angle'], 'angle'],
  ['285285000', 'SCT', ['angle'], 'angle'],
  ['110859', 'DCM', ['angle'], 'angle'],
  ['118565006', 'SCT', ['volume', 'ellipsoidVolume', 'planimetricVolume'], 'volume'],
  ['121216', 'DCM', [], 'volume'],
  ['121217', 'DCM', [], 'volume'],
  ['121218', 'DCM', [], 'volume'],
  ['121219', 'DCM', [], 'volume'],
  ['121220', 'DCM', [], 'volume'],
  ['121221', 'DCM', ['ellipsoidVolume'], 'volume'],
  ['121222', 'DCM', [], 'volume'],
  ['YEKZ', 'IBSI', ['volume'], 'volume'],
  ['RNU0', 'IBSI', ['meshVolume'], 'volume'],
  ['126032', 'DCM', ['metabolicVolume', 'volume'], 'volume'],
  ['126033', 'DCM', ['totalLesionGlycolysis'], 'mass'],
  // SUVlbm by a formula that is not named: nothing that it could be held against.
  ['126402', 'DCM', [], 'suv'],
];

/** Methods that leave of a concept's figures only these. PS3.16 CID 7473, 7474. */
export const GEOMETRY_METHODS: readonly (readonly [
  value: string,
  scheme: string,
  names: readonly FigureName[],
])[] = [
  ['122501', 'DCM', ['area']],
  ['122503', 'DCM', ['planimetricVolume']],
  ['126029', 'DCM', ['ellipsoidVolume']],
  ['126030', 'DCM', ['volume', 'metabolicVolume']],
];

/** Criteria that a measurement was made for: they do not change what it is. PS3.16 CID 6147. */
export const RESPONSE_CRITERIA: readonly (readonly [value: string, scheme: string])[] = [
  ['112022', 'DCM'],
  ['112029', 'DCM'],
  ['126080', 'DCM'],
  ['126081', 'DCM'],
  ['C114879', 'NCIt'],
];

/**
 * Methods of SUV. PS3.16 CID 85. 126411 is missing: it names no formula of lean body mass, and James' with 120 and with 128
 * were both in use under it.
 */
export const SUV_METHODS: readonly (readonly [value: string, scheme: string, of: Quantity['kind']])[] = [
  ['126410', 'DCM', 'suvbw'],
  ['126412', 'DCM', 'suvbsa'],
  ['126413', 'DCM', 'suvibw'],
  ['126414', 'DCM', 'suvlbmJanma'],
  ['126415', 'DCM', 'suvlbmJames128'],
];

/** What the values are: which statistic of them, the derivation tells. */
export type ValueConcept = readonly [
  value: string,
  scheme: string,
  of: Quantity['kind'] | undefined,
  dimensions: readonly Dimension[] | undefined,
];

/** Quantities of voxels. PS3.16 CID 85, 7180, 7469. Those without a kind are told by their unit. */
export const VALUE_CONCEPTS: readonly ValueConcept[] = [
  ['112031', 'DCM', 'modality', ['attenuation']],
  ['110852', 'DCM', 'modality', undefined],
  ['126400', 'DCM', undefined, ['suv', 'suvbsa']],
  ['126401', 'DCM', 'suvbw', ['suv']],
  ['126403', 'DCM', 'suvbsa', ['suvbsa']],
  ['126404', 'DCM', 'suvibw', ['suv']],
  ['126405', 'DCM', 'suvlbmJanma', ['suv']],
  ['126406', 'DCM', 'suvlbmJames128', ['suv']],
  ['113041', 'DCM', undefined, ['diffusivity']],
  ['113290', 'DCM', undefined, ['diffusivity']],
  ['113289', 'DCM', undefined, ['diffusivity']],
  ['110820', 'DCM', undefined, undefined],
  ['110821', 'DCM', undefined, undefined],
  ['113063', 'DCM', undefined, ['time']],
  ['113064', 'DCM', undefined, ['time']],
  ['113065', 'DCM', undefined, ['time']],
  ['110808', 'DCM', undefined, ['ratio']],
  ['110809', 'DCM', undefined, ['ratio']],
  ['126312', 'DCM', undefined, undefined],
  ['126313', 'DCM', undefined, undefined],
  ['126314', 'DCM', undefined, ['ratio']],
  ['126390', 'DCM', undefined, undefined],
  ['126391', 'DCM', undefined, undefined],
  ['129100', 'DCM', undefined, ['ratio']],
  ['129103', 'DCM', undefined, ['ratio']],
];

/** Statistics, as concept or as derivation, beside those of the figures' own codes. PS3.16 CID 7464, 7465. */
export const STATISTICS: readonly (readonly [value: string, scheme: string, name: FigureName])[] = [
  ['371890005', 'SCT', 'percentile10'],
  ['371887004', 'SCT', 'percentile90'],
  // IBSI reference manual 3.3 and 3.2: the codes of what the figures name by SNOMED CT or DCM.
  ['Q4LE', 'IBSI', 'mean'],
  ['Y12H', 'IBSI', 'median'],
  ['1GSF', 'IBSI', 'minimum'],
  ['84IY', 'IBSI', 'maximum'],
  ['0F91', 'IBSI', 'globalPeak'],
  ['126051', 'DCM', 'skewness'],
  ['C1711260', 'UMLS', 'variance'],
  ['C0681921', 'UMLS', 'coefficientOfVariation'],
  ['C2347976', 'UMLS', 'rootMeanSquare'],
  ['250137', '99PMP', 'percentile25'],
  ['250138', '99PMP', 'percentile75'],
];

/** Concepts that are a statistic of the attenuation. PS3.16 annex D. */
export const ATTENUATION_STATISTICS: readonly (readonly [value: string, scheme: string, name: FigureName])[] =
  [
    ['112179', 'DCM', 'minimum'],
    ['112180', 'DCM', 'maximum'],
    ['112181', 'DCM', 'mean'],
    ['112182', 'DCM', 'median'],
    ['112183', 'DCM', 'standardDeviation'],
  ];
