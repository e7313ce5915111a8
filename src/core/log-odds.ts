/** Log-odds as a chance, 0 to 1. Pure. */
export function chanceOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** A chance, 0 to 1, in log-odds. Pure. */
export function logOddsOf(chance: number): number {
  return Math.log(chance / (1 - chance));
}
