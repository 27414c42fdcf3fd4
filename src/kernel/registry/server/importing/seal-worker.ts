import { parentPort, workerData } from 'node:worker_threads'
import { sealHouseholds, type SealingKeys, type SealTask } from './seal.ts'

/** A thread that seals parts of lists, one after the other, as they come. */
parentPort?.on('message', (task: SealTask) => {
  parentPort?.postMessage(sealHouseholds(workerData as SealingKeys, task))
})
