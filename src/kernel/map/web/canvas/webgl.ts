/** The canvas draws with WebGL 2; browsers without it, or with it switched off, get the list. */
export function canDrawMaps(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null
  } catch {
    return false
  }
}
