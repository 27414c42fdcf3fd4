import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const isPart = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** How long a request that is still writing may go on when another asks for the same upload. */
const graceMs = 1000

type Writer = { stop(): void; done: Promise<void> }

/** What has come of uploads that are under way: `files/.uploads/<id>`. No backup holds it. */
export class PartFolder {
  readonly #root: string
  readonly #writers = new Map<string, Writer>()

  constructor(files: string) {
    this.#root = join(files, '.uploads')
  }

  pathOf(id: string): string {
    return join(this.#root, id)
  }

  async create(id: string): Promise<void> {
    await mkdir(this.#root, { recursive: true, mode: 0o700 })
    await (await open(this.pathOf(id), 'wx', 0o600)).close()
  }

  /** To write on; undefined where less stands there than was noted, as after a restore. */
  async continue(id: string, received: number): Promise<FileHandle | undefined> {
    const handle = await open(this.pathOf(id), 'r+').catch(() => undefined)
    if (!handle || (await handle.stat()).size >= received) return handle
    await handle.close()
    return undefined
  }

  /**
   * Notes that a request of this process goes on with an upload, from its first moment: `before` waits for the one
   * that still does, and `ended` says that this one has ended.
   */
  begin(upload: string, stop: () => void): { before: Promise<void>; ended: () => void } {
    const before = this.settle(upload)
    const { promise, resolve } = Promise.withResolvers<void>()
    const writer = { stop, done: promise }
    this.#writers.set(upload, writer)
    const ended = () => {
      if (this.#writers.get(upload) === writer) this.#writers.delete(upload)
      resolve()
    }
    return { before, ended }
  }

  /**
   * Waits until what was on its way is on the disk and noted: whoever asks how far an upload has come would be told
   * less, and send again what is there. A request that hangs on a dead line is ended.
   */
  async settle(upload: string): Promise<void> {
    const writer = this.#writers.get(upload)
    if (!writer) return
    const patience = setTimeout(() => writer.stop(), graceMs)
    await writer.done
    clearTimeout(patience)
  }

  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true })
  }

  /** Parts that nobody has written on since. */
  async listBefore(time: Date): Promise<string[]> {
    const names = (await readdir(this.#root).catch((): string[] => [])).filter((name) => isPart.test(name))
    const found = await Promise.all(
      names.map(async (name) => ({ name, facts: await stat(this.pathOf(name)).catch(() => undefined) })),
    )
    return found.filter(({ facts }) => facts && facts.mtimeMs < time.getTime()).map(({ name }) => name)
  }
}
