import type { DivisionTree } from '#kernel/divisions/model'
import type { LocalText } from '#kernel/i18n/model'
import type { Directory } from '#kernel/ledgers/server'

/** Names by id, as they were when a circular was made. */
export type KeptNames = {
  organisations: Record<string, LocalText>
  accounts: Record<string, string>
  places: Record<string, LocalText>
}

export const noNames = (): KeptNames => ({ organisations: {}, accounts: {}, places: {} })

type Sources = { directory: Directory; place: (code: string) => LocalText | undefined }
type Wanted = { organisations: readonly number[]; accounts: readonly number[]; places: readonly string[] }

const both = (text: string): LocalText => ({ 'zh-CN': text, en: text })

/** How divisions are called now; nothing for a code that is none. */
export const divisionNames =
  (divisions: DivisionTree) =>
  (code: string): LocalText | undefined => {
    const found = divisions.find(code)
    return found && { 'zh-CN': found.name, en: found.nameEn || found.name }
  }

/** What is kept stays; what is not known yet is looked up now. */
export async function completeNames(
  kept: KeptNames,
  { directory, place }: Sources,
  wanted: Wanted,
): Promise<KeptNames> {
  const unknown = (ids: readonly number[], known: object) => [
    ...new Set(ids.filter((id) => !(String(id) in known))),
  ]
  const organisations = await directory.organisations(unknown(wanted.organisations, kept.organisations))
  const accounts = await directory.accounts(unknown(wanted.accounts, kept.accounts))
  const places = wanted.places.filter((code) => !(code in kept.places))
  const texts = (map: ReadonlyMap<number, unknown>) =>
    Object.fromEntries([...map].map(([id, name]) => [String(id), name]))
  return {
    organisations: { ...kept.organisations, ...(texts(organisations) as Record<string, LocalText>) },
    accounts: { ...kept.accounts, ...(texts(accounts) as Record<string, string>) },
    places: {
      ...kept.places,
      ...Object.fromEntries(places.map((code) => [code, place(code) ?? both(code)])),
    },
  }
}

export const nameOf = (names: Record<string, LocalText>, id: number | string): LocalText =>
  names[String(id)] ?? both(String(id))
