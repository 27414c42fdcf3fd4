import type { Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { bytesOf, everyOrganisation, holdQuotas } from './keeping-store.ts'

const megabyte = 1024 * 1024

/**
 * Refuses what would go beyond what the organisation, or all of them, may keep.
 * @throws AppError files.quota_organisation, files.quota_total (413)
 */
export async function checkQuotas(tx: Tx, organisationId: number, more: number): Promise<void> {
  for (const quota of await holdQuotas(tx, organisationId)) {
    const used = await bytesOf(tx, quota.organisationId)
    if (used + more <= quota.bytes) continue
    const code = quota.organisationId === everyOrganisation ? 'files.quota_total' : 'files.quota_organisation'
    const params = { used: Math.ceil(used / megabyte), limit: Math.floor(quota.bytes / megabyte) }
    throw new AppError(code, { status: 413, params })
  }
}
