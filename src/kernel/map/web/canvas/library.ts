import { setWorkerUrl } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'

// Without its own address the worker isn't found in a build, and the map stays blank.
setWorkerUrl(workerUrl)

export { PatientMap as MapView } from './patient-map.ts'
