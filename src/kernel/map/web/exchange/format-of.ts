/** What a file is by its name; null for what can't be taken over. */
export function formatOf(name: string): 'geojson' | 'shapefile' | null {
  if (/\.(geo)?json$/i.test(name)) return 'geojson'
  return /\.zip$/i.test(name) ? 'shapefile' : null
}
