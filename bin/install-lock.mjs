/** One installation at a time in one folder; a lock whose owner is gone is taken over. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { messages } from './messages.mjs'

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    // Where no lock can be written nothing can be installed either, and that failure tells more.
    if (error.code !== 'EEXIST') return true
  }
  let owner = 0
  try {
    owner = Number(readFileSync(path, 'utf8'))
  } catch {
    return false
  }
  if (owner > 0 && !isAlive(owner)) rmSync(path, { force: true })
  return false
}

export async function withInstallLock(root, work) {
  const path = join(root, '.yiwang', 'install.lock')
  try {
    mkdirSync(join(root, '.yiwang'), { recursive: true })
  } catch {
    return work()
  }
  let told = false
  while (!take(path)) {
    await wait(200)
    if (!told) process.stderr.write(`${messages.waitingForInstall()} …\n`)
    told = true
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}
