/** The share of an activity that is left after a time; more than 1 before it. */
export function remaining(seconds: number, halfLifeS: number): number {
  return 2 ** (-seconds / halfLifeS);
}

/**
 * When in a frame the mean count rate of a decaying nuclide occurs, in seconds from the frame's start:
 * ln(λT / (1 − e^−λT)) / λ. PS3.3 C.8.9.4.1.5, example 2.
 */
export function meanCountRateS(frameS: number, halfLifeS: number): number {
  const decay = (Math.LN2 / halfLifeS) * frameS;
  if (!(decay > 0)) return 0;
  return (Math.log(decay / -Math.expm1(-decay)) * halfLifeS) / Math.LN2;
}
