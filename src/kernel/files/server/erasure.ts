import type { FileDeps } from './files.ts'
import { dropContent, holdErasedContent, listErasedContents } from './erasure-store.ts'

/**
 * Removes from the folder what erasures left without a file; after the erasure's commit, and again at the start, since
 * a crash may have come between. Answers how many contents went.
 */
export async function removeErasedContents({ db, folder }: Pick<FileDeps, 'db' | 'folder'>): Promise<number> {
  let removed = 0
  for (const sha256 of await listErasedContents(db)) {
    await db.transaction().execute(async (tx) => {
      if (!(await holdErasedContent(tx, sha256))) return
      await folder.remove(sha256)
      await dropContent(tx, sha256)
      removed += 1
    })
  }
  return removed
}
