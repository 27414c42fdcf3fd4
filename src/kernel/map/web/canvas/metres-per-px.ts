const metresAroundEquator = 40_075_016.686

/** Metres on the ground for one px, at a latitude; a tile of the map is 512 px wide. */
export const metresPerPx = (zoom: number, latitude: number): number =>
  (metresAroundEquator * Math.cos((latitude * Math.PI) / 180)) / (512 * 2 ** zoom)
