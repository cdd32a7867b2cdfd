/**
 * Colours of the three axes: blue, vermillion and bluish green, told apart by the colour-blind (Okabe & Ito 2008); on
 * grey paper the dashes of {@link AXIS_DASHES} tell them apart.
 */
export const AXIS_COLOURS = ['#0072b2', '#d55e00', '#009e73'] as const;
/** Dashes of the three axes, in pixels drawn and left out. */
export const AXIS_DASHES = [
  [1, 0],
  [6, 2],
  [2, 2],
] as const;

/** Colours of the groups of a run, in their order; beyond the sixth they come again with another shape. */
export const GROUP_COLOURS = ['#1a1a1a', '#0072b2', '#d55e00', '#cc79a7', '#009e73', '#56b4e9'] as const;
/** Shapes of the groups' points, in their order. */
export const GROUP_SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'cross'] as const;

/** Volumes that are censored: pale, so that the curve stays readable. */
export const CENSORED_COLOUR = '#fce3b6';
/** What was not measured: a flat grey that no class of the heat map has. */
export const NOT_MEASURED_COLOUR = '#bdbdbd';
/** A limit that figures are held against. */
export const LIMIT_COLOUR = '#b2182b';

/**
 * Classes of a slice's gain, from loss to excess: diverging about 1. The dark end is the loss of signal: it is the
 * darkest on grey paper too.
 */
export const GAIN_COLOURS = [
  '#0b1f4b',
  '#1f4e9c',
  '#4a86c9',
  '#8bb8e0',
  '#c9e0f2',
  '#f7f7f7',
  '#fee3c4',
  '#fcbc7c',
  '#f4923d',
  '#da6c12',
  '#b34e00',
] as const;
