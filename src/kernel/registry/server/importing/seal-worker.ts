import { parentPort, workerData } from 'node:worker_threads'
import { ListPart, type ReadTask, type SealingKeys, type SealTask } from './seal.ts'

export type PartTask = { part: number } & ({ read: ReadTask } | { seal: SealTask })

const parts = new Map<number, ListPart>()

/** A thread that reads parts of a list, keeps what it read, and seals it when it is asked to. */
parentPort?.on('message', (task: PartTask) => {
  if ('read' in task) {
    const part = new ListPart(workerData as SealingKeys, task.read)
    parts.set(task.part, part)
    parentPort?.postMessage(part.heads)
    return
  }
  const sealed = parts.get(task.part)?.seal(task.seal)
  parts.delete(task.part)
  const buffers = sealed ? [sealed.persons, sealed.households, sealed.members] : []
  parentPort?.postMessage(
    sealed,
    buffers.map((bytes) => bytes.buffer as ArrayBuffer),
  )
})
