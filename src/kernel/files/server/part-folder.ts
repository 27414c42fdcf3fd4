import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const isPart = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What has come of uploads that are under way: `files/.uploads/<id>`. No backup holds it. */
export class PartFolder {
  readonly #root: string

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
